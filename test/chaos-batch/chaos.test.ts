import { existsSync, readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { PinionError } from "@pinion/core";
import { findJob, listJobs } from "@pinion/runtime";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { TestProject } from "../support/project.js";
import { redisAvailable, startRedis, type RedisServer } from "../support/redis.js";
import { describeWith, type Availability } from "../support/requires.js";
import { beginAttempt, type Attempt } from "./support/attempt.js";
import { AFTER, BEFORE, chaosProject, FEATURES, KEYS } from "./support/project.js";
import { folderTarget, onlineTarget, type Target } from "./support/targets.js";

/*
 * Jobs killed by SIGKILL at random moments and run again: what stands in the end is what an undisturbed job leaves,
 * and one who reads all the while sees nothing but old and new. `PINION_CHAOS_RUNS` for each sink, in each run at most
 * `PINION_CHAOS_KILLS`, `PINION_CHAOS_SEED` to see the same moments again (as far as clocks allow).
 */

const RUNS = Number(process.env["PINION_CHAOS_RUNS"] ?? 1);
const KILLS = Number(process.env["PINION_CHAOS_KILLS"] ?? 2);
const SEED = Number(process.env["PINION_CHAOS_SEED"] ?? process.env["PINION_SEED"] ?? Date.now() % 1_000_000);
const always: Availability = { available: true };

let server: RedisServer | undefined;
let project: TestProject;
beforeAll(async () => {
  console.log(`chaos: ${RUNS} runs a sink, up to ${KILLS} kills each, PINION_CHAOS_SEED=${SEED}`);
  if (redisAvailable.available) server = await startRedis();
  project = await chaosProject();
});
afterAll(async () => {
  await server?.stop();
  project.remove();
});

/** Numbers from 0 to 1, the same of the same seed. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

/** A store that does not answer shows neither a hole nor half a row: on a starved machine that happens. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof PinionError && ["PN6001", "PN6008"].includes(error.code)) return undefined;
  return `the reader failed: ${error instanceof Error ? error.stack : String(error)}`;
}

const DAYS = ["2024-03-04", "2024-03-05", "2024-03-06"];

for (const [name, need, open, checkpointRows, start] of [
  ["the embedded store", always, () => onlineTarget(project), 1500, "2024-03-06"],
  ["Redis", redisAvailable, () => onlineTarget(project, server?.url), 1500, "2024-03-06"],
  ["Parquet", always, () => folderTarget(project, "parquet", DAYS), 6000, "2024-03-04"],
  ["CSV", always, () => folderTarget(project, "csv", DAYS), 6000, "2024-03-04"],
  ["JSON Lines", always, () => folderTarget(project, "jsonl", DAYS), 6000, "2024-03-04"],
] as const) {
  const isFolder = name === "Parquet" || name === "CSV" || name === "JSON Lines";
  describeWith(`a job into ${name} that is killed`, need, () => {
    let target: Target;
    let before: string;
    let after: string;
    /** How long an undisturbed job takes, milliseconds. */
    let takes = 0;
    const attempt = (into: string, file: string, end = "2024-03-06"): Attempt => {
      const from = isFolder ? start : end;
      return {
        ...{ project, file, sink: target.sink(into), featureNames: FEATURES },
        ...{ start: from, end, checkpointRows },
      };
    };
    /** What stands before a job: an earlier one's rows, in an online store of an earlier time. */
    const first = (into: string): Attempt => attempt(into, BEFORE, isFolder ? "2024-03-06" : "2024-03-05");

    beforeAll(async () => {
      target = await open();
      await beginAttempt(first("calm")).ended;
      before = await target.dump("calm");
      const began = performance.now();
      await beginAttempt(attempt("calm", AFTER)).ended;
      takes = performance.now() - began;
      after = await target.dump("calm");
      expect(after).not.toBe(before);
    });
    afterAll(() => target.close());

    it("leaves what an undisturbed one leaves once it is run again, and readers see old or new", async () => {
      const next = random(SEED);
      let killed = 0;
      for (let run = 0; run < RUNS; run++) {
        const into = `run${run}`;
        await beginAttempt(first(into)).ended;
        let reading = true;
        let looks = 0;
        const reader = (async () => {
          while (reading) {
            const wrong = await target.look(into, before, after).catch(reasonOf);
            if (wrong !== undefined) return wrong;
            looks++;
            await sleep(5);
          }
          return undefined;
        })();
        for (let kills = 1 + Math.floor(next() * KILLS); kills > 0; kills--) {
          const running = beginAttempt(attempt(into, AFTER));
          const timer = setTimeout(running.kill, next() * takes);
          if ((await running.ended) === undefined) killed++;
          clearTimeout(timer);
        }
        const report = await beginAttempt(attempt(into, AFTER)).ended;
        reading = false;
        const which = `run ${run} of seed ${SEED}`;
        expect(await reader, which).toBeUndefined();
        expect(looks, which).toBeGreaterThan(0);
        expect(report?.keys, which).toBe(KEYS);
        expect((await target.dump(into)) === after, which).toBe(true);
        await target.remove(into);
      }
      console.log(`${name}: ${killed} kills in ${RUNS} runs`);
    }, 3_600_000);

    it("goes on from its last checkpoint under the same id", async () => {
      const known = new Set(listJobs(project.dir).map(({ id }) => id));
      const dies = { ...attempt("resume", AFTER), diesAtCheckpoint: 2 };
      expect(await beginAttempt(dies).ended).toBeUndefined();
      const ours = () => listJobs(project.dir).find(({ id }) => !known.has(id));
      const { id = "", state, checkpoint } = ours() ?? {};
      expect(state).toBe("interrupted");
      expect(checkpoint?.number).toBeGreaterThanOrEqual(2);
      const report = await beginAttempt(attempt("resume", AFTER)).ended;
      expect(report).toMatchObject({ job: id, keys: KEYS, resumedKeys: checkpoint?.keys });
      expect(findJob(project.dir, id)).toMatchObject({ state: "done", attempts: 2 });
      expect((await target.dump("resume")) === after).toBe(true);
      const staged = `${target.folder?.("resume") ?? ""}/df0/.staged`;
      expect(existsSync(staged) ? readdirSync(staged) : []).toEqual([]);
    });
  });
}
