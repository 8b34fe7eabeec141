import { statSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { PinionError, type EnvText, type Manifest, type SourceEntry } from "@pinion/core";
import type { Zone } from "@pinion/core/std";
import { projectPath, pushedFolder, readSetting, type Environment } from "../load/settings.js";
import { sqlText } from "../sources/duckdb/sql-types.js";
import { everyFile } from "../sources/files/locate.js";
import { segmentsOf } from "../sources/pushed/segments.js";

export interface OwnInputsRequest {
  readonly project: string;
  readonly manifest: Manifest;
  readonly environment: Environment;
  readonly zone: Zone;
  readonly connection: DuckDBConnection;
  /** The path or pattern of the observations, absolute. */
  readonly observations: string;
  /** Absolute. */
  readonly output: string;
}

/** Throws PN7010 where the output would replace the observations or a file of a source, by whatever name. */
export async function refuseOwnInputs(request: OwnInputsRequest): Promise<void> {
  const { project, manifest, environment, zone, connection, observations, output } = request;
  const replaced = idOf(output);
  // What is not there replaces nothing.
  if (replaced === undefined) return;
  const refuse = (what: string): never => {
    throw new PinionError("PN7010", `the output ${output} is ${what}, which it would replace`, {
      help: "write to another file",
    });
  };
  const found = await connection.runAndReadAll(`SELECT file FROM glob(${sqlText(observations)})`);
  const observed = [observations, ...found.getRowsJS().map((row) => String(row[0]))];
  if (observed.some((file) => idOf(file) === replaced)) refuse("a file of the observations");
  for (const source of manifest.sources) {
    const setting = pathOf(source);
    if (setting === undefined || !isSet(setting, environment)) continue;
    const path = projectPath(project, readSetting(setting, environment, source.name));
    if (everyFile(path, zone).some((file) => idOf(file) === replaced))
      refuse(`a file of source ${source.name}`);
    const keepsPushed =
      source.kind === "file" && source.pushed !== undefined && isSet(source.pushed, environment);
    const folder = keepsPushed ? pushedFolder(project, source, environment) : undefined;
    if (folder !== undefined && segmentsOf(folder, source.name).some((file) => idOf(file) === replaced))
      refuse(`a file of rows pushed to source ${source.name}`);
  }
}

/** What tells files apart where links and the case of letters give them several names. */
function idOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.dev} ${found.ino}`;
}

function pathOf(source: SourceEntry): EnvText | undefined {
  if (source.kind === "file") return source.path;
  return source.kind === "stream" ? source.history?.path : undefined;
}

const isSet = (setting: EnvText, environment: Environment): boolean =>
  typeof setting === "string" || setting.fallback !== undefined || (environment[setting.env] ?? "") !== "";
