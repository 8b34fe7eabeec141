import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { builderText, nearest, propertyName, type Diagnostic, type Problem } from "@pinion/core";
import {
  AvroSchemaFault,
  fitColumn,
  mayBeNull,
  misfitOf,
  naturalColumn,
  parseAvroSchema,
  type AvroMisfit,
  type AvroNode,
  type RecordNode,
} from "@pinion/core/avro";
import type { ColumnDefinition, SourceDefinition } from "@pinion/dsl";
import { namedSchema, schemaPath, type NamedSchema } from "../evaluate/schema-files.js";
import { diagnosticOf } from "./diagnostics.js";
import type { Planning } from "./planning.js";

/** Holds the columns of a stream against the schema in a file, by the rule of the decoder. */
export function checkAvroFile(planning: Planning, projectDir: string, source: SourceDefinition): void {
  const schema = namedSchema(source);
  if (schema === undefined) return;
  const file = schemaPath(projectDir, schema);
  const read = readRecord(file, projectDir);
  if (read.kind === "refused") {
    planning.report(atPath(planning, schema, read));
    return;
  }
  const declared = new Set(source.columns.map(({ name }) => name));
  // What is a column already was not meant by another name.
  const free = read.record.fields.filter(({ name }) => !declared.has(name));
  for (const column of source.columns) {
    const own = read.record.fields.filter(({ name }) => name === column.name);
    const fit = fitColumn({ ...read.record, fields: own.length > 0 ? own : free }, column);
    if (fit.kind !== "read") planning.report(atColumn(planning, source, column, fit, schema.path));
  }
}

interface Refused {
  readonly kind: "refused";
  readonly what: string;
  readonly label: string;
  readonly help?: string;
  /** A file beside it, which was probably meant. */
  readonly near?: string;
}

/** Larger than any schema: such a file is something else. */
const MOST_BYTES = 16 * 1024 * 1024;

function readRecord(
  file: string,
  projectDir: string,
): { readonly kind: "read"; readonly record: RecordNode } | Refused {
  const found = textOf(file, projectDir);
  if (typeof found !== "string") return found;
  const node = nodeOf(found);
  if (node instanceof AvroSchemaFault) {
    return { kind: "refused", what: `holds no Avro schema: ${node.message}`, label: "no Avro schema" };
  }
  if (node.kind === "record") return { kind: "read", record: node };
  return {
    kind: "refused",
    what: `holds an Avro schema of type ${node.kind}, whose values have no columns`,
    label: "no record",
    help: "the schema of a stream is a record, whose fields are the columns",
  };
}

function nodeOf(text: string): AvroNode | AvroSchemaFault {
  try {
    return parseAvroSchema(text);
  } catch (error) {
    if (error instanceof AvroSchemaFault) return error;
    throw error;
  }
}

function textOf(file: string, projectDir: string): string | Refused {
  try {
    const info = statSync(file, { throwIfNoEntry: false });
    if (info === undefined) return missing(file, projectDir);
    if (!info.isFile()) {
      const label = info.isDirectory() ? "a folder" : "no file";
      return { kind: "refused", what: `is ${label}`, label };
    }
    if (info.size > MOST_BYTES) {
      return {
        kind: "refused",
        what: `has ${info.size} bytes, which no schema has`,
        label: "no Avro schema",
      };
    }
    return readFileSync(file, "utf8");
  } catch (error) {
    const why = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    return { kind: "refused", what: `cannot be read${why}`, label: "it cannot be read" };
  }
}

function missing(file: string, projectDir: string): Refused {
  const near = nearest(basename(file), neighbours(dirname(file)));
  return {
    kind: "refused",
    what: "is missing",
    label: "no such file",
    help:
      near === undefined
        ? `relative paths count from the project's folder, ${projectDir}`
        : `did you mean \`${near}\`?`,
    ...(near === undefined ? {} : { near }),
  };
}

function neighbours(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".avsc"));
  } catch {
    return [];
  }
}

function atPath(planning: Planning, { path, site }: NamedSchema, refused: Refused): Diagnostic {
  const { what, label, help, near } = refused;
  const span = { start: 0, end: path.length };
  const name = { start: path.length - (/[^/\\]*$/u.exec(path)?.[0].length ?? 0), end: path.length };
  const problem: Problem = {
    ...{ code: "PN1153", message: `the schema file ${JSON.stringify(path)} ${what}`, label, span },
    ...(help === undefined ? {} : { help }),
    ...(near === undefined ? {} : { suggestion: { span: name, text: near } }),
  };
  return diagnosticOf(problem, planning.mapOf({ text: path, site, path: [0] }));
}

function atColumn(
  { locator }: Planning,
  source: SourceDefinition,
  column: ColumnDefinition,
  misfit: AvroMisfit,
  path: string,
): Diagnostic {
  const at = [1, "columns", column.name];
  const name = locator.placeOf(source.site, at);
  const value = misfit.kind === "missing" ? undefined : locator.placeOfValue(source.site, at);
  const place = value ?? name;
  const text = mended(column, misfit);
  const written = place === undefined ? "" : (locator.fileText(place.file) ?? "");
  const taken =
    place !== undefined &&
    text !== undefined &&
    place.coarse !== true &&
    isPlain(written, place, column.name, misfit);
  const event =
    source.kind === "stream" && source.eventTimestamp === column.name
      ? locator.placeOf(source.site, [1, "eventTimestamp"])
      : undefined;
  return {
    code: "PN1154",
    severity: "error",
    ...misfitOf(misfit, column, path),
    label: LABELS[misfit.kind],
    ...(place === undefined ? {} : { place }),
    ...(event === undefined ? {} : { related: [{ message: "it is the eventTimestamp", place: event }] }),
    ...(taken ? { suggestion: { place, text } } : {}),
  };
}

const LABELS: Readonly<Record<AvroMisfit["kind"], string>> = {
  missing: "no field of the schema",
  type: "not the field's type",
  nullable: "the field may be null",
};

/** What to write in place of a column's name, or of its type; undefined where nothing is sure to be meant. */
function mended(column: ColumnDefinition, misfit: AvroMisfit): string | undefined {
  const { format } = column;
  switch (misfit.kind) {
    case "missing":
      return misfit.nearest === undefined ? undefined : propertyName(misfit.nearest);
    case "type": {
      const type = naturalColumn(misfit.field.node);
      const counts = type?.kind === "int" || type?.kind === "bigint";
      if (type === undefined || (counts && column.type.kind === "timestamp")) return undefined;
      return builderText(type, { nullable: column.nullable || mayBeNull(misfit.field.node) });
    }
    case "nullable":
      return builderText(column.type, format === undefined ? {} : { format });
  }
}

/** Whether the characters of a place are a name before a colon, or a call of `t`, so that others may stand there. */
function isPlain(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  name: string,
  { kind }: AvroMisfit,
): boolean {
  const written = text.slice(start, end);
  if (kind !== "missing") return /^t\.\w+\(/u.test(written) && !written.includes("description");
  const plain = [name, JSON.stringify(name), `'${name}'`].includes(written);
  return plain && /^\s*:/u.test(text.slice(end, end + 100));
}
