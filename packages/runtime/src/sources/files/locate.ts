import { existsSync, readdirSync, statSync, type Dirent } from "node:fs";
import { join } from "node:path";
import { pathPartitioning, PinionError, type FileSourceEntry } from "@pinion/core";
import type { Zone } from "@pinion/core/std";
import type { TimeSpan } from "../span.js";
import type { FoundFile } from "./found-file.js";
import { missingPartitions } from "./missing.js";
import { localRange, rangeOf, type LocalRange, type TimeFields } from "./time-fields.js";
import { hasWildcard, matchesWildcard } from "./wildcard.js";

export interface LocatedFiles {
  /** In the order in which their rows follow each other: that of the paths. */
  readonly files: readonly string[];
  /** Set where the path is a pattern or partitioned. */
  readonly pattern: boolean;
  /** Of a time-partitioned path: the needed ones that are not there. */
  readonly missing: readonly string[];
}

export interface LocateRequest {
  readonly source: FileSourceEntry;
  /** Absolute. */
  readonly path: string;
  readonly span: TimeSpan;
  readonly zone: Zone;
  /** A folder whose files are none of the path's: they are read otherwise. */
  readonly except?: string;
  /** Whether there may be no partition at all. */
  readonly mayBeNone?: boolean;
}

/**
 * The files of a source that hold rows of a span of time. Folders are read only where a pattern needs it, and those of
 * partitions outside of the span never. Throws PN5001 where no file matches, PN5020 where a needed partition is missing.
 */
export function locateFiles({ source, path, span, zone, except, mayBeNone }: LocateRequest): LocatedFiles {
  const what = `source ${source.name}`;
  if (existsSync(path)) return { files: [path], pattern: false, missing: [] };
  const partitioning = pathPartitioning(path);
  if (partitioning.kind === "mistake") {
    throw new PinionError("PN5001", `the path ${path} of ${what}: ${partitioning.message}`, {
      help: "write it as rides/{yyyy}/{MM}/{dd}.parquet",
    });
  }
  if (partitioning.kind === "none") {
    const files = outside(walk(path, undefined), except).map((found) => found.path);
    if (files.length === 0) {
      throw new PinionError("PN5001", `no file matches ${path} of ${what}`, {
        help: "relative paths count from the project's folder; `*` stays within a folder, `**` crosses folders",
      });
    }
    return { files, pattern: hasWildcard(path), missing: [] };
  }
  const found = outside(walk(path, localRange(span, zone)), except);
  const missing = missingPartitions(path, partitioning.finest, found, span, zone);
  const [first] = missing;
  const none = found.length === 0 && mayBeNone !== true;
  if (none || (source.missingPartitions === "error" && first !== undefined)) {
    const more = missing.length > 1 ? ` and ${missing.length - 1} more` : "";
    const which = first === undefined ? `every partition of ${path}` : `the partition ${first}${more}`;
    throw new PinionError("PN5020", `${which} of ${what} ${missing.length > 1 ? "are" : "is"} missing`, {
      help:
        found.length === 0
          ? "none of those that the job needs is there; partitions are in the project's time zone"
          : 'put them there, or leave out `missingPartitions: "error"`',
    });
  }
  return { files: found.map(({ path: file }) => file), pattern: true, missing };
}

const outside = (found: readonly FoundFile[], folder: string | undefined): readonly FoundFile[] =>
  folder === undefined ? found : found.filter(({ path }) => !path.startsWith(join(folder, "/")));

/** All files of a path, whatever their times. */
export function everyFile(path: string, zone: Zone): readonly string[] {
  if (existsSync(path)) return [path];
  const partitioning = pathPartitioning(path);
  if (partitioning.kind === "mistake") return [];
  const range = partitioning.kind === "time" ? localRange({}, zone) : undefined;
  return walk(path, range).map((found) => found.path);
}

/** The files that a pattern matches, by path. */
function walk(pattern: string, range: LocalRange | undefined): readonly FoundFile[] {
  const segments = pattern.split("/");
  const found = new Map<string, FoundFile>();
  const visit = (folder: string, at: number, fields: TimeFields): void => {
    const segment = segments[at];
    if (segment === undefined) return;
    const last = at === segments.length - 1;
    if (segment === "**") {
      if (!last) visit(folder, at + 1, fields);
      for (const entry of entriesOf(folder)) {
        if (entry.name.startsWith(".")) continue;
        const path = join(folder, entry.name);
        if (entry.isDirectory()) visit(path, at, fields);
        else if (last && isFile(path, entry)) found.set(path, { path, fields });
      }
      return;
    }
    const timed = range !== undefined && /\{(?:yyyy|MM|dd|HH)\}/u.test(segment);
    if (!timed && !hasWildcard(segment)) {
      const path = join(folder, segment);
      if (!last) visit(path, at + 1, fields);
      else if (existsSync(path)) take(path, fields);
      return;
    }
    const match = timed ? timeMatcher(segment) : undefined;
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      let known = fields;
      if (match === undefined) {
        if (!matchesWildcard(segment, entry.name)) continue;
      } else {
        const more = match(entry.name, fields);
        if (more === undefined || range === undefined || !reaches(more, range)) continue;
        known = more;
      }
      if (!last) {
        if (!entry.isFile()) visit(path, at + 1, known);
      } else if (timed || isFile(path, entry)) take(path, known);
    }
  };
  /** A partition that is a folder is read whole, but for what tools leave there (`_SUCCESS`, `.crc`). */
  const take = (path: string, fields: TimeFields): void => {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      found.set(path, { path, fields });
      return;
    }
    if (range === undefined) return;
    for (const entry of entriesOf(path)) {
      const inside = join(path, entry.name);
      if (!/^[._]/u.test(entry.name) && isFile(inside, entry)) found.set(inside, { path: inside, fields });
    }
  };
  visit(pattern.startsWith("/") ? "/" : "", pattern.startsWith("/") ? 1 : 0, {});
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

const reaches = (fields: TimeFields, range: LocalRange): boolean => {
  const covered = rangeOf(fields);
  return covered !== undefined && covered.from < range.to && covered.to > range.from;
};

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder === "" ? "." : folder, { withFileTypes: true });
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "";
    if (reason === "ENOENT" || reason === "ENOTDIR") return [];
    throw new PinionError("PN5002", `the folder ${folder} cannot be read: ${reason}`, { cause: error });
  }
}

const isFile = (path: string, entry: Dirent): boolean =>
  entry.isFile() || (entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isFile() === true);

type TimeMatcher = (name: string, known: TimeFields) => TimeFields | undefined;

/** Reads the fields off a name; undefined where it does not match or contradicts what is known. */
function timeMatcher(segment: string): TimeMatcher {
  const names: (keyof TimeFields)[] = [];
  const pieces = segment.split(/\{(yyyy|MM|dd|HH)\}/u).map((piece, i) => {
    if (i % 2 === 1) {
      names.push(piece as keyof TimeFields);
      return piece === "yyyy" ? "(\\d{4})" : "(\\d{2})";
    }
    return piece
      .replace(/[\\^$.+()[\]{}|]/gu, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".");
  });
  const regex = new RegExp(`^${pieces.join("")}$`, "su");
  return (name, known) => {
    const match = regex.exec(name);
    if (match === null || (name.startsWith(".") && !segment.startsWith("."))) return undefined;
    const fields: Partial<Record<keyof TimeFields, number>> = { ...known };
    for (const [i, field] of names.entries()) {
      const value = Number(match[i + 1]);
      if (fields[field] !== undefined && fields[field] !== value) return undefined;
      fields[field] = value;
    }
    return fields;
  };
}
