import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { fileDeadLetters, readFileLetters } from "../../packages/runtime/src/stream/dead-letters/file.js";
import { compactFileLetters } from "../../packages/runtime/src/stream/dead-letters/compact.js";
import { lineFromJson } from "../../packages/runtime/src/stream/dead-letters/letter-json.js";
import type { DeadLetter } from "../../packages/runtime/src/stream/ports.js";
import { until } from "../support/until.js";
import { randomOf } from "./support/trips.js";

/*
 * A stream writes letters while processes that take letters back and write the file anew are killed, at whatever they are at. Longer
 * by PINION_LETTER_KILLS.
 */

const TAKER = fileURLToPath(new URL("support/letter-taker.js", import.meta.url));
const KILLS = Number(process.env["PINION_LETTER_KILLS"] ?? 3);

const letter = (offset: number): DeadLetter => ({
  ...{ topic: "trips", partition: 0, offset, timestamp: 0, reason: "the record is no JSON", key: null },
  value: Buffer.from(`record ${offset} ${"x".repeat(offset % 3_000)}`),
});

it(
  "no letter is lost, or back again, whenever those who take letters back are killed",
  { timeout: 600_000 },
  async () => {
    const dir = mkdtempSync(join(tmpdir(), "pinion-letters-"));
    const path = join(dir, "trips.jsonl");
    const random = randomOf(Number(process.env["PINION_SEED"] ?? 1));
    let written = 0;
    let killing = true;
    const stream = async (): Promise<void> => {
      for (let sink = fileDeadLetters(path); killing;) {
        const some = Array.from({ length: 1 + Math.floor(random() * 20) }, (_, i) => letter(written + i));
        await sink.write(some);
        written += some.length;
        // One that was started again does not know what the one before wrote.
        if (random() < 0.05) sink = fileDeadLetters(path);
      }
    };
    let told = "";
    const kills = async (): Promise<void> => {
      for (let kill = 0; kill < KILLS; kill++) {
        // Two at once: one waits for the other's lease.
        const takers = [0, 1].map(() =>
          spawn(process.execPath, [TAKER, path], { stdio: ["ignore", "pipe", "inherit"] }),
        );
        const before = told.length;
        for (const taker of takers)
          taker.stdout.setEncoding("utf8").on("data", (text: string) => (told += text));
        await until(() => told.length > before, "letters are taken back");
        await new Promise((resolve) => setTimeout(resolve, random() * 30));
        for (const taker of takers) taker.kill("SIGKILL");
        await Promise.all(takers.map((taker) => once(taker, "close")));
      }
      killing = false;
    };
    await Promise.all([stream(), kills()]);
    const lines = told.split("\n").slice(0, -1);
    const begun = new Set(lines.filter((line) => !line.startsWith("-")).map(Number));
    const taken = new Set(lines.filter((line) => line.startsWith("-")).map((line) => Number(line.slice(1))));

    const standing = async (): Promise<readonly number[]> => {
      const offsets: number[] = [];
      const letters = await readFileLetters(path);
      for await (const { offset, value } of letters) {
        expect(value).toEqual(letter(offset).value);
        offsets.push(offset);
      }
      await letters.close();
      return offsets;
    };
    const left = await standing();
    expect(taken.size).toBeGreaterThan(0);
    expect(new Set(left).size).toBe(left.length);
    expect(left.filter((offset) => taken.has(offset))).toEqual([]);
    const there = new Set(left);
    const lost = Array.from({ length: written }, (_, offset) => offset).filter(
      (offset) => !there.has(offset) && !begun.has(offset),
    );
    expect(lost).toEqual([]);

    await compactFileLetters(path, () => undefined);
    expect(await standing()).toEqual(left);
    // The file has these letters and nothing else.
    const kinds = readFileSync(path, "utf8")
      .trimEnd()
      .split("\n")
      .map((text) => lineFromJson(text)?.kind);
    expect(kinds).toEqual(left.map(() => "letter"));
    rmSync(dir, { recursive: true });
  },
);
