import { existsSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import {
  pathPartitioning,
  PinionError,
  type BatchSourceEntry,
  type EnvText,
  type FileSourceEntry,
} from "@pinion/core";
import type { SourceLocation } from "../sources/source.js";

/** Where texts come from that are not in the manifest. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The text of a setting. Throws PN5007 where its variable is not set and has no fallback. */
export function readSetting(setting: EnvText, environment: Environment, what: string): string {
  if (typeof setting === "string") return setting;
  const value = environment[setting.env];
  if (value !== undefined && value !== "") return value;
  if (setting.fallback !== undefined) return setting.fallback;
  throw new PinionError(
    "PN5007",
    `the environment variable ${setting.env} is not set: ${what} comes from it`,
    {
      help: `set ${setting.env}`,
    },
  );
}

/** A path of the project: relative ones count from its folder. */
export const projectPath = (project: string, path: string): string =>
  isAbsolute(path) ? path : resolve(project, path);

/** Where a source is. Throws PN5001 where its file is missing, PN5007 where its variable is. */
export function sourceLocation(
  project: string,
  source: BatchSourceEntry,
  environment: Environment,
): SourceLocation {
  if (source.kind === "file") {
    const pushed = pushedFolder(project, source, environment);
    const path = sourcePath(project, source, environment);
    return { kind: "file", path, ...(pushed === undefined ? {} : { pushed }) };
  }
  const what = `the connection of source ${source.name}`;
  return { kind: "postgres", connection: readSetting(source.connection, environment, what) };
}

/** The folder of rows that were pushed, where the source keeps them. Throws PN5007 where its variable is missing. */
export const pushedFolder = (
  project: string,
  { name, pushed }: Pick<FileSourceEntry, "name" | "pushed">,
  environment: Environment,
): string | undefined =>
  pushed === undefined
    ? undefined
    : projectPath(project, readSetting(pushed, environment, `the folder of pushed rows of source ${name}`));

/** The path of a file source. Throws PN5001 where it is missing, PN5007 where its variable is. */
export function sourcePath(project: string, source: FileSourceEntry, environment: Environment): string {
  const text = readSetting(source.path, environment, `the path of source ${source.name}`);
  if (/^[a-z][a-z0-9+.-]+:\/\//iu.test(text)) {
    throw new PinionError(
      "PN5001",
      `source ${source.name} names ${text.split("://", 1)[0]}://…, which is no file`,
      {
        help: "copy the data to a local path",
      },
    );
  }
  const path = projectPath(project, text);
  const pattern = /[*?]/u.test(path) || pathPartitioning(path).kind !== "none";
  if (!pattern && !existsSync(path)) {
    const from = typeof source.path === "string" ? "" : ` (from ${source.path.env})`;
    throw new PinionError("PN5001", `the file ${path}${from} of source ${source.name} is missing`, {
      help:
        typeof source.path === "string"
          ? "relative paths count from the project's folder"
          : `set ${source.path.env} to the path of the file`,
    });
  }
  return path;
}
