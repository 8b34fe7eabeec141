import { afterAll, beforeAll, expect, it } from "vitest";
import type { TestProject } from "../support/project.js";
import { redisAvailable, startRedis, type RedisServer } from "../support/redis.js";
import { describeWith, type Availability } from "../support/requires.js";
import { beginAttempt } from "./support/attempt.js";
import { AFTER, BEFORE, chaosProject, FEATURES, KEYS } from "./support/project.js";
import { folderTarget, onlineTarget, type Target } from "./support/targets.js";

/* Two processes that write one table at once, of different times and of the same. */

const always: Availability = { available: true };
const DAYS = ["2024-03-05", "2024-03-06"];

let server: RedisServer | undefined;
let project: TestProject;
beforeAll(async () => {
  if (redisAvailable.available) server = await startRedis();
  project = await chaosProject();
});
afterAll(async () => {
  await server?.stop();
  project.remove();
});

for (const [name, need, open] of [
  ["the embedded store", always, () => onlineTarget(project)],
  ["Redis", redisAvailable, () => onlineTarget(project, server?.url)],
  ["Parquet", always, () => folderTarget(project, "parquet", DAYS)],
] as const) {
  describeWith(`two jobs at once into ${name}`, need, () => {
    let target: Target;
    beforeAll(async () => {
      target = await open();
    });
    afterAll(() => target.close());

    const begin = (into: string, file: string, end: string) =>
      beginAttempt({
        ...{ project, file, sink: target.sink(into), featureNames: FEATURES },
        ...{ start: end, end, checkpointRows: 2000 },
      }).ended;

    it("leave what the later time says, each partition whole, and are two where they do the same", async () => {
      await begin("alone", BEFORE, "2024-03-05");
      await begin("alone", AFTER, "2024-03-06");
      const alone = await target.dump("alone");
      const [older, later] = await Promise.all([
        begin("both", BEFORE, "2024-03-05"),
        begin("both", AFTER, "2024-03-06"),
      ]);
      expect([older?.keys, later?.keys]).toEqual([KEYS, KEYS]);
      expect((await target.dump("both")) === alone).toBe(true);
      const [first, second] = await Promise.all([
        begin("both", AFTER, "2024-03-06"),
        begin("both", AFTER, "2024-03-06"),
      ]);
      expect(new Set([older, later, first, second].map((report) => report?.job)).size).toBe(4);
      expect((await target.dump("both")) === alone).toBe(true);
    });
  });
}
