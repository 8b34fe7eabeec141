import { basename, extname, isAbsolute, relative, resolve } from "node:path";
import { tmpdir } from "node:os";
import { builderText, propertyName, showType } from "@pinion/core";
import { inferFile, type InferredColumn, type InferredFile } from "@pinion/runtime/infer";
import { print, printDocument } from "../output.js";

export interface InferArguments {
  readonly project: string;
  readonly json?: true;
}

/** `pinion infer FILE`: a source with the columns of a file, to be pasted into a file of definitions. */
export async function infer(file: string, { project, json }: InferArguments): Promise<void> {
  const found = await inferFile(file, tmpdir());
  const path = isAbsolute(file) ? file : relative(resolve(project), resolve(file)).replaceAll("\\", "/");
  const definition = definitionOf(path, found);
  if (json !== true) {
    print(definition);
    return;
  }
  const eventTimestamp = eventOf(found.columns);
  printDocument({
    path,
    format: found.format,
    ...(found.delimiter === undefined ? {} : { delimiter: found.delimiter }),
    columns: found.columns.map((column) => ({ ...column, type: showType(column.type) })),
    leftOut: found.leftOut,
    ...(eventTimestamp === undefined ? {} : { eventTimestamp }),
    definition,
  });
}

/** TypeScript of a source; it compiles whatever the names are. */
export function definitionOf(path: string, { format, delimiter, columns, leftOut }: InferredFile): string {
  const name = sourceName(path);
  const known = /\.(?:csv|tsv|tab|parquet|jsonl|ndjson|avro)(?:\.gz|\.zst)?$/iu.test(path);
  const event = eventOf(columns);
  const times = columns
    .filter(({ type }) => type.kind === "timestamp")
    .map((column) => JSON.stringify(column.name));
  return [
    'import { fileSource, t } from "@pinion/dsl";',
    "",
    `export const ${variableName(name)} = fileSource(${JSON.stringify(name)}, {`,
    `  path: ${JSON.stringify(path)},`,
    ...(known ? [] : [`  format: ${JSON.stringify(format)},`]),
    ...(delimiter === undefined ? [] : [`  delimiter: ${JSON.stringify(delimiter)},`]),
    "  columns: {",
    ...columns.map((column) => `    ${propertyName(column.name)}: ${builderText(column.type, column)},`),
    ...leftOut.map(({ name: column, reason }) => `    // left out: ${JSON.stringify(column)}, for ${reason}`),
    "  },",
    ...(event === undefined ? [] : [`  eventTimestamp: ${JSON.stringify(event)},`]),
    ...(event === undefined && times.length > 1 ? [`  // eventTimestamp: one of ${times.join(", ")}`] : []),
    "});",
  ].join("\n");
}

/** The only timestamp; of several nobody but the user knows. */
function eventOf(columns: readonly InferredColumn[]): string | undefined {
  const times = columns.filter(({ type }) => type.kind === "timestamp");
  return times.length === 1 ? times[0]?.name : undefined;
}

/** The file's name, as far as names of sources go. */
function sourceName(path: string): string {
  const base = basename(path.replace(/\.(?:gz|zst)$/iu, ""));
  const plain = base.slice(0, base.length - extname(base).length).replace(/[^A-Za-z0-9_]+/gu, "_");
  const name = plain.replace(/^_+|_+$/gu, "");
  return /^[A-Za-z]/u.test(name) ? name : `source_${name}`.replace(/_$/u, "");
}

/** In camel case; with `Source` behind it no word of the language is meant. */
function variableName(name: string): string {
  const camel = name.replace(/_+([A-Za-z0-9])/gu, (_, letter: string) => letter.toUpperCase());
  return `${camel.slice(0, 1).toLowerCase()}${camel.slice(1)}Source`.replace(/SourceSource$/u, "Source");
}
