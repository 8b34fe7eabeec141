import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PinionError } from "@pinion/core";
import { expect, it } from "vitest";
import type { Checkpoint } from "../../src/materialise/checkpoint.js";
import type { JobReport } from "../../src/materialise/report.js";
import { cancelJob, findJob, jobsFolder, listJobs, pruneJobs } from "../../src/jobs/history.js";
import { openJournal, type Journal } from "../../src/jobs/journal.js";
import { recordFromText, recordToText, type JobRecord, type JobRequest } from "../../src/jobs/record.js";

const project = (): string => mkdtempSync(join(tmpdir(), "pinion-journal-"));
const REQUEST: JobRequest = {
  name: "rides",
  fingerprint: "f",
  features: ["f_rides"],
  sinks: ["embedded:/store, table rides"],
  cutoffs: [1, 9007199254740993n],
  resolution: "DAILY",
};
const open = (dir: string, request: Partial<JobRequest> = {}, secrets: readonly string[] = []): Journal =>
  openJournal({ folder: jobsFolder(dir), request: { ...REQUEST, ...request }, secrets });
const CHECKPOINT: Checkpoint = {
  number: 3,
  after: ["a", 9007199254740993n, new Uint8Array([1, 255])],
  keys: 12,
  keysOfLast: 11,
  features: [{ rows: 11, nulls: 1, min: -Infinity, max: 4 }],
  online: [{ written: 11, outdated: 0, bytes: 99 }],
};
const REPORT: JobReport = {
  ...{ job: "rides", features: [], sources: [], sinks: [], cutoffs: [1], keys: 4, resumedKeys: 0 },
  seconds: { scan: 1, write: 1, finish: 1, total: 3 },
};

it("keeps what a job did", () => {
  const dir = project();
  const journal = open(dir);
  expect(listJobs(dir)).toMatchObject([{ id: journal.id, state: "running", pid: process.pid, attempts: 1 }]);
  journal.done(REPORT);
  expect(findJob(dir, journal.id)).toMatchObject({ state: "done", report: REPORT, cutoffs: REQUEST.cutoffs });
});

it("goes on with a job that failed, from its checkpoint, under its id", async () => {
  const dir = project();
  const first = open(dir);
  expect(first.restored).toBeUndefined();
  await first.save(CHECKPOINT);
  first.failed(new PinionError("PN6007", "the store is full", { help: "make room" }), false);
  expect(findJob(dir, first.id)).toMatchObject({ state: "failed", error: { code: "PN6007" } });
  expect(open(dir, { fingerprint: "another" }).restored).toBeUndefined();
  const second = open(dir);
  expect(second.id).toBe(first.id);
  expect(second.restored).toEqual(CHECKPOINT);
  const job = findJob(dir, first.id);
  expect(job).toMatchObject({ state: "running", attempts: 2 });
  expect(job.error).toBeUndefined();
});

it("begins another job beside one that runs, and after one that is done", () => {
  const dir = project();
  const first = open(dir);
  const second = open(dir);
  expect(second.id).not.toBe(first.id);
  first.done(REPORT);
  second.done(REPORT);
  expect(open(dir).id).not.toBe(first.id);
  expect(listJobs(dir)).toHaveLength(3);
});

it("recognises a job whose process died", () => {
  const dir = project();
  const { id } = open(dir);
  const lease = join(jobsFolder(dir), `${id}.lease.1`);
  writeFileSync(lease, readFileSync(lease, "utf8").replace(/"started":"\d+"/u, '"started":"1"'));
  expect(findJob(dir, id).state).toBe("interrupted");
  expect(() => cancelJob(dir, id)).toThrow(expect.objectContaining({ code: "PN7040" }));
  expect(open(dir).id).toBe(id);
});

it("stops a job that is taken over", async () => {
  const dir = project();
  const journal = open(dir);
  writeFileSync(join(jobsFolder(dir), `${journal.id}.lease.2`), "{}");
  await expect(journal.save(CHECKPOINT)).rejects.toMatchObject({ code: "PN5030" });
  const stopped = await new Promise((resolve) => journal.watch(resolve));
  expect(stopped).toBe("taken");
});

it("hears that it is cancelled", async () => {
  const dir = project();
  const journal = open(dir);
  const stopped = new Promise((resolve) => journal.watch(resolve));
  expect(cancelJob(dir, journal.id)).toMatchObject({ state: "running" });
  expect(await stopped).toBe("cancelled");
  journal.failed(new PinionError("PN5009", "cancelled"), true);
  expect(findJob(dir, journal.id).state).toBe("cancelled");
  expect(readdirSync(jobsFolder(dir)).filter((name) => name.endsWith(".cancel"))).toEqual([]);
});

it("blots out secrets, wherever they stand", () => {
  const dir = project();
  const sinks = ["redis://user:hunter2@host"];
  const journal = open(dir, { sinks }, ["hunter2"]);
  journal.failed(new Error("connect redis://user:hunter2@host"), false);
  expect(readFileSync(join(jobsFolder(dir), `${journal.id}.json`), "utf8")).not.toContain("hunter2");
  expect(findJob(dir, journal.id).error?.message).toBe("connect redis://user:***@host");
});

it("knows jobs by their ids alone", () => {
  const dir = project();
  const { id } = open(dir);
  for (const wrong of ["", "..", "../../etc/passwd", id.slice(0, -1), "__proto__"]) {
    expect(() => findJob(dir, wrong)).toThrow(expect.objectContaining({ code: "PN7040" }));
  }
  expect(() => findJob(dir, id.slice(0, -1))).toThrow(
    expect.objectContaining({ help: `did you mean ${id}?` }),
  );
});

it.each(["../../evil", "a b/c", "😀", "", "..", "x".repeat(500)])("makes a file's name of %j", (name) => {
  const dir = project();
  const { id } = open(dir, { name });
  expect(id).toMatch(/^[\w.-]{9,90}$/u);
  expect(listJobs(dir)).toMatchObject([{ id, name }]);
});

it("passes over files that are no records", () => {
  const dir = project();
  const { id } = open(dir);
  const folder = jobsFolder(dir);
  for (const [name, text] of [
    ["empty", ""],
    ["cut", readFileSync(join(folder, `${id}.json`), "utf8").slice(0, 40)],
    ["other", "[]"],
    ["later", '{"format":"pinion-job","version":99}'],
    ["proto", '{"format":"pinion-job","version":1,"__proto__":{"id":"proto"}}'],
  ] as const) {
    writeFileSync(join(folder, `${name}.json`), text);
  }
  expect(listJobs(dir).map((job) => job.id)).toEqual([id]);
});

it("forgets the oldest, never one that runs", () => {
  const dir = project();
  const running = open(dir);
  const done = Array.from({ length: 5 }, (_, i) => {
    const journal = open(dir, { fingerprint: String(i) });
    journal.done(REPORT);
    return journal.id;
  });
  pruneJobs(jobsFolder(dir), Date.now(), 2);
  const left = listJobs(dir).map((job) => job.id);
  expect(left).toContain(running.id);
  expect(left.filter((id) => done.includes(id))).toHaveLength(2);
  const files = readdirSync(jobsFolder(dir)).filter((name) => !left.some((id) => name.startsWith(id)));
  expect(files).toEqual([]);
  pruneJobs(jobsFolder(dir), Date.now() + 100 * 86_400_000);
  expect(listJobs(dir).map((job) => job.id)).toEqual([running.id]);
});

it("goes without a record where none can be written", async () => {
  const dir = project();
  writeFileSync(join(dir, ".pinion"), "a file where the folder would be");
  const journal = open(dir);
  expect(journal).toMatchObject({ kept: false, restored: undefined });
  await journal.save(CHECKPOINT);
  journal.done(REPORT);
  expect(readFileSync(join(dir, ".pinion"), "utf8")).toContain("a file");
});

it("gives records back as they were", () => {
  const record: JobRecord = {
    ...REQUEST,
    ...{ id: "rides-1", state: "failed", attempts: 2, created: 1, begun: 2, updated: 3 },
    checkpoint: CHECKPOINT,
  };
  expect(recordFromText(recordToText(record))).toEqual(record);
});
