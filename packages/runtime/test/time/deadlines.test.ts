import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { deadlines } from "../../src/time/deadlines.js";

it("calls those that are late, each once and the earliest first, and nobody who was done before", async () => {
  const clock = deadlines();
  const late: string[] = [];
  const ended = new Promise<void>((resolve) => {
    clock.after(60, () => {
      late.push("long");
      resolve();
    });
  });
  clock.after(20, () => late.push("short"));
  const done = clock.after(30, () => late.push("done"));
  clock.after(40, () => {
    late.push("middle");
    clock.after(1, () => late.push("begun late"));
  });
  done.clear();
  await ended;
  await sleep(5);
  expect(late).toEqual(["short", "middle", "begun late", "long"]);
});

it("waits as long as it is told where that is more than a timer holds", async () => {
  const late: string[] = [];
  deadlines().after(2 ** 40, () => late.push("late"));
  await sleep(20);
  expect(late).toEqual([]);
});
