import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { acquireLease, forgetLeases, leaseHolder } from "../../src/jobs/lease.js";
import { ownerOf, thisProcess, type Owner } from "../../src/jobs/owner.js";

const folder = (): string => mkdtempSync(join(tmpdir(), "pinion-lease-"));
const held = (dir: string, owner: Owner, number = 1): void =>
  writeFileSync(join(dir, `job.lease.${number}`), JSON.stringify(owner));

it("is held by one until it is released", () => {
  const dir = folder();
  const lease = acquireLease(dir, "job");
  expect(leaseHolder(dir, "job")).toEqual(thisProcess());
  expect(acquireLease(dir, "job")).toBeUndefined();
  expect(acquireLease(dir, "other")).toBeDefined();
  expect(lease?.renew()).toBe(true);
  lease?.release();
  expect(leaseHolder(dir, "job")).toBeUndefined();
  expect(acquireLease(dir, "job")).toBeDefined();
});

it("of a process that runs is not taken, of one that ended it is", async () => {
  const dir = folder();
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  await once(child, "spawn");
  held(dir, ownerOf(child.pid ?? 0));
  expect(acquireLease(dir, "job")).toBeUndefined();
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
  expect(leaseHolder(dir, "job")).toBeUndefined();
  expect(acquireLease(dir, "job")).toBeDefined();
});

it("of a number that another process has meanwhile is taken", () => {
  const dir = folder();
  held(dir, { ...thisProcess(), started: "1" });
  expect(acquireLease(dir, "job")).toBeDefined();
});

it("of another machine is believed as long as it is renewed", () => {
  const dir = folder();
  held(dir, { ...thisProcess(), place: "elsewhere" });
  expect(acquireLease(dir, "job")).toBeUndefined();
  const before = new Date(Date.now() - 300_000);
  utimesSync(join(dir, "job.lease.1"), before, before);
  expect(acquireLease(dir, "job")).toBeDefined();
});

it("that was taken over is lost to the one who had it", () => {
  const dir = folder();
  const slow = acquireLease(dir, "job");
  held(dir, { ...thisProcess(), pid: 1 }, 2);
  expect(slow?.renew()).toBe(false);
  slow?.release();
  expect(readdirSync(dir).toSorted()).toEqual(["job.lease.1", "job.lease.2"]);
});

it("never goes back in number, so that a late judgement takes nothing", () => {
  const dir = folder();
  held(dir, { ...thisProcess(), started: "1" }, 4);
  acquireLease(dir, "job")?.release();
  expect(readdirSync(dir)).toEqual(["job.lease.5"]);
  acquireLease(dir, "job")?.release();
  expect(readdirSync(dir)).toEqual(["job.lease.6"]);
  forgetLeases(dir, "job");
  expect(readdirSync(dir)).toEqual([]);
});

it.each(["", "{", "null", '{"pid":"1"}'])("whose file holds %j is nobody's", (text) => {
  const dir = folder();
  writeFileSync(join(dir, "job.lease.1"), text);
  expect(acquireLease(dir, "job")).toBeDefined();
});
