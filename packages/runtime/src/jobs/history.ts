import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { nearest, PinionError } from "@pinion/core";
import { checkText } from "../options/check.js";
import { forgetLeases, leaseHolder } from "./lease.js";
import { recordFromText, recordToText, type JobRecord } from "./record.js";

/** How far the history of jobs goes back: so many that have ended, none older than so many days. */
const KEPT = 200;
const KEPT_MS = 90 * 86_400_000;

/** A job as its project's folder tells of it. */
export interface JobEntry extends Omit<JobRecord, "state"> {
  /** `interrupted`: its process has died. Running it again goes on from its last checkpoint. */
  readonly state: JobRecord["state"] | "interrupted";
  /** The process that works on it, where one does. */
  readonly pid?: number;
}

/** Where a project keeps what is known of its jobs. */
export const jobsFolder = (project: string): string => join(project, ".pinion", "jobs");

const recordFile = (folder: string, id: string): string => join(folder, `${id}.json`);
const unfinishedFile = (folder: string, id: string): string => join(folder, `${id}.unfinished`);
const cancelFile = (folder: string, id: string): string => join(folder, `${id}.cancel`);

/** Writes a record whole or not at all. */
export function writeRecord(folder: string, record: JobRecord): void {
  mkdirSync(folder, { recursive: true });
  const aside = join(folder, `${record.id}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    // What a power cut may take is only what another attempt need not go on from.
    writeFileSync(aside, recordToText(record), { flush: record.checkpoint !== undefined });
    renameSync(aside, recordFile(folder, record.id));
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

/** The record of a job; undefined where there is none that this version reads. */
export function readRecord(folder: string, id: string): JobRecord | undefined {
  if (!/^[\w.-]+$/u.test(id)) return undefined;
  const file = recordFile(folder, id);
  try {
    const record = recordFromText(readFileSync(file, "utf8"));
    return record?.id === id ? record : undefined;
  } catch (error) {
    if (existsSync(file)) throw error;
    return undefined;
  }
}

/** Every record, the newest first. */
export const readRecords = (folder: string): readonly JobRecord[] =>
  idsOf(folder)
    .flatMap((id) => readRecord(folder, id) ?? [])
    .toSorted(newestFirst);

/** Those that can be gone on with, the newest first: the others are not even read. */
export const unfinishedRecords = (folder: string): readonly JobRecord[] =>
  namesOf(folder, ".unfinished")
    .flatMap((id) => readRecord(folder, id) ?? [])
    .filter(({ state }) => state !== "done")
    .toSorted(newestFirst);

/** Notes of a job, before its record says so, that it is not finished. */
export function markUnfinished(folder: string, id: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(unfinishedFile(folder, id), "");
}

export const markFinished = (folder: string, id: string): void =>
  rmSync(unfinishedFile(folder, id), { force: true });

const idsOf = (folder: string): readonly string[] => namesOf(folder, ".json");

const namesOf = (folder: string, ending: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder).flatMap((name) => (name.endsWith(ending) ? [name.slice(0, -ending.length)] : []))
    : [];

const newestFirst = (a: JobRecord, b: JobRecord): number => b.begun - a.begun || (a.id < b.id ? -1 : 1);

/** The jobs of a project, the newest first. */
export const listJobs = (project: string): readonly JobEntry[] => {
  checkText(project, "project");
  const folder = jobsFolder(project);
  return readRecords(folder).map((record) => entryOf(folder, record));
};

/** A job of a project. Throws PN7040 where there is none of the id. */
export function findJob(project: string, id: string): JobEntry {
  checkText(project, "project");
  checkText(id, "id");
  const folder = jobsFolder(project);
  const record = readRecord(folder, id);
  if (record !== undefined) return entryOf(folder, record);
  const guess = nearest(
    id,
    readRecords(folder).map((known) => known.id),
  );
  throw new PinionError("PN7040", `there is no job ${JSON.stringify(id.slice(0, 100))}`, {
    help: guess === undefined ? "`pinion jobs` lists those there are" : `did you mean ${guess}?`,
  });
}

/** Asks the process that works on a job to stop. Throws PN7040 where there is no such job, or nobody works on it. */
export function cancelJob(project: string, id: string): JobEntry {
  const job = findJob(project, id);
  if (job.state !== "running") {
    throw new PinionError("PN7040", `nobody works on job ${id}: it is ${job.state}`, {
      help: "only a job that runs can be cancelled",
    });
  }
  writeFileSync(cancelFile(jobsFolder(project), id), "");
  return job;
}

export const isCancelled = (folder: string, id: string): boolean => existsSync(cancelFile(folder, id));
export const forgetCancel = (folder: string, id: string): void =>
  rmSync(cancelFile(folder, id), { force: true });

/** Forgets jobs that ended long ago, and those beyond the number that is kept. Files tell when records were last written. */
export function pruneJobs(folder: string, now: number, kept = KEPT): void {
  const known = idsOf(folder)
    .map((id) => ({
      id,
      updated: statSync(recordFile(folder, id), { throwIfNoEntry: false })?.mtimeMs ?? now,
    }))
    .toSorted((a, b) => b.updated - a.updated);
  for (const [i, { id, updated }] of known.entries()) {
    if ((i < kept && now - updated < KEPT_MS) || leaseHolder(folder, id) !== undefined) continue;
    rmSync(recordFile(folder, id), { force: true });
    markFinished(folder, id);
    forgetCancel(folder, id);
    forgetLeases(folder, id);
  }
}

function entryOf(folder: string, record: JobRecord): JobEntry {
  if (record.state !== "running") return record;
  const owner = leaseHolder(folder, record.id);
  if (owner !== undefined) return { ...record, pid: owner.pid };
  // It may have ended between the two looks.
  const again = readRecord(folder, record.id) ?? record;
  return again.state === "running" ? { ...again, state: "interrupted" } : again;
}
