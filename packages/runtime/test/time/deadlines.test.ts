import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { expect, it } from "vitest";
import { deadlines } from "../../src/time/deadlines.js";

it("calls those that are late, each once and the earliest first, and nobody who was done before", async () => {
  const clock = deadlines();
  const late: string[] = [];
  const done = clock.after(30, () => late.push("done"));
  done.clear();
  const ended = Promise.all(
    [20, 60, 40].map(
      (ms) =>
        new Promise<void>((resolve) => {
          clock.after(ms, () => {
            late.push(`${ms}`);
            clock.after(1, () => {
              late.push(`after ${ms}`);
              resolve();
            });
          });
        }),
    ),
  );
  await ended;
  expect(late.filter((one) => !one.startsWith("after"))).toEqual(["20", "40", "60"]);
  expect([...late].sort()).toEqual(["20", "40", "60", "after 20", "after 40", "after 60"]);
});

it("waits as long as it is told where that is more than a timer holds", async () => {
  const late: string[] = [];
  deadlines().after(2 ** 40, () => late.push("late"));
  await sleep(20);
  expect(late).toEqual([]);
});

it("reads what came while the process stood still before it calls anyone late", async () => {
  // A thread of its own answers, for this one is to stand still.
  const port = new Int32Array(new SharedArrayBuffer(8));
  const answering = new Worker(
    `const { workerData: port } = require("node:worker_threads");
     require("node:net").createServer((socket) => socket.on("data", () => socket.write("answer", () => {
       Atomics.store(port, 1, 1); Atomics.notify(port, 1);
     }))).listen(0, "127.0.0.1", function () { Atomics.store(port, 0, this.address().port); Atomics.notify(port, 0); });`,
    { eval: true, workerData: port },
  );
  try {
    expect(Atomics.wait(port, 0, 0, 60_000)).not.toBe("timed-out");
    const socket = connect(port[0] ?? 0, "127.0.0.1");
    await once(socket, "connect");
    const late: string[] = [];
    const deadline = deadlines().after(20, () => late.push("late"));
    const answered = once(socket, "data").then(() => deadline.clear());
    socket.write("question");
    expect(Atomics.wait(port, 1, 0, 60_000)).not.toBe("timed-out");
    // The answer is on its way through the loopback; nothing of it is read before the deadline is over.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    await answered;
    await sleep(50);
    socket.destroy();
    expect(late).toEqual([]);
  } finally {
    await answering.terminate();
  }
});
