import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ownerOf, thisProcess } from "../../../src/jobs/owner.js";
import { lockFolder } from "../../../src/stream/state/lock.js";

const folderOf = (owner: string): string => {
  const folder = mkdtempSync(join(tmpdir(), "pinion-lock-"));
  writeFileSync(join(folder, "owner"), owner);
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
  });
});
