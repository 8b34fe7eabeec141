import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { ownerOf, thisProcess } from "../../../src/jobs/owner.js";
import { lockFolder } from "../../../src/stream/state/lock.js";

const folderOf = (owner: string): string => {
  const folder = mkdtempSync(join(tmpdir(), "pinion-lock-"));
  writeFileSync(join(folder, "owner.lease.1"), owner);
  return folder;
};

describe("a state folder", () => {
  it("is kept by one job at a time", () => {
    const folder = mkdtempSync(join(tmpdir(), "pinion-lock-"));
    const giveBack = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(expect.objectContaining({ code: "PN5508" }));
    giveBack();
    lockFolder(folder)();
  });

  it("is kept by a process that stands still, and not by one that has ended", async () => {
    const other = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"], { stdio: "ignore" });
    const pid = other.pid ?? 0;
    other.kill("SIGSTOP");
    const folder = folderOf(JSON.stringify(ownerOf(pid)));
    expect(() => lockFolder(folder)).toThrow(`in use by process ${pid}`);
    const ended = new Promise((resolve) => other.once("exit", resolve));
    other.kill("SIGKILL");
    await ended;
    lockFolder(folder)();
  });

  it("is nobody's whose number another process has by now, or whose file was cut", () => {
    lockFolder(folderOf(JSON.stringify({ ...thisProcess(), started: "1" })))();
    lockFolder(folderOf('{"pid":'))();
    lockFolder(folderOf(String(process.pid)))();
    lockFolder(folderOf(JSON.stringify({ ...thisProcess(), place: "elsewhere" })))();
  });

  it("is never kept by two, however many want it at once", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pinion-lock-"));
    // How many keep it at the moment, how often there were more than one, how often there was one.
    const counts = new Int32Array(new SharedArrayBuffer(16));
    const built = new URL("../../../dist/stream/state/lock.js", import.meta.url).href;
    const work = `
      import { workerData } from "node:worker_threads";
      import { lockFolder } from ${JSON.stringify(built)};
      const { folder, counts } = workerData;
      while (Atomics.load(counts, 2) < 60) {
        let giveBack;
        try {
          giveBack = lockFolder(folder);
        } catch (error) {
          if (error.code !== "PN5508") throw error;
          continue;
        }
        if (Atomics.add(counts, 0, 1) !== 0) Atomics.add(counts, 1, 1);
        Atomics.add(counts, 2, 1);
        Atomics.wait(counts, 3, 0, 1);
        Atomics.sub(counts, 0, 1);
        giveBack();
      }`;
    const threads = Array.from(
      { length: 3 },
      () =>
        new Worker(new URL(`data:text/javascript,${encodeURIComponent(work)}`), {
          workerData: { folder, counts },
          execArgv: [],
        }),
    );
    await Promise.all(threads.map((thread) => once(thread, "exit")));
    expect([counts[1], (counts[2] ?? 0) >= 60]).toEqual([0, true]);
  });
});
