import { DEFINITION, type Site } from "../brand.js";
import type { ColumnDefinition, EnvReference, StreamValueDefinition, TextSetting } from "../definitions.js";
import { DefinitionError } from "../error.js";
import { frozen } from "../frozen.js";
import { shown } from "../name.js";
import { callSite } from "../site.js";
import type { ColumnTypes } from "../source/types.js";
import { AvroMisfit, avroType, fieldsOf, within, type Names } from "./avro-type.js";
import type { AvroColumns, AvroRecord } from "./avro-schema.js";

declare const COLUMNS: unique symbol;

/** How the values of a stream are written. `Columns`: those that it tells itself; never where the source declares them. */
export interface StreamSchema<Columns extends ColumnTypes = ColumnTypes> {
  readonly value: StreamValueDefinition;
  readonly columns?: readonly ColumnDefinition[];
  readonly [COLUMNS]?: Columns;
}

/** The columns that a schema tells. */
export type SchemaColumns<S> = S extends StreamSchema<infer Columns> ? Columns : never;

/**
 * Avro records of a schema that is written here: each value is one binary datum. The columns of the source are the
 * record's fields, with their types. Throws PN1152 where a field can be no column.
 */
export function avro<const S extends AvroRecord>(schema: S): StreamSchema<AvroColumns<S>> {
  const site = callSite(avro);
  return frozen({
    value: frozen({ kind: "avro", schema: JSON.stringify(schema) }),
    columns: columnsOf(schema, site),
  });
}

/**
 * Avro records of the schema in a file (`.avsc`), from the project's folder. The source declares the columns it reads:
 * they are held against the file when the project is compiled, and again when a stream begins. A path of `env(…)` is
 * known only then.
 */
export function avroFile(path: TextSetting): StreamSchema<never> {
  return frozen({ value: frozen({ kind: "avroFile", path, site: callSite(avroFile) }) });
}

/** Objects in JSON, one a record. The source declares the columns it reads. */
export function json(): StreamSchema<never> {
  return frozen({ value: frozen({ kind: "json" }) });
}

/** Where schemas are kept, and which columns events have. */
export interface SchemaRegistryOptions<Columns extends ColumnTypes> {
  readonly url: TextSetting;
  /** Named in messages, and read once when a stream begins, so that a mistake shows at once. */
  readonly subject: string;
  /** The reader's schema, with the defaults of fields that older writers lack. Without, the source declares its columns. */
  readonly reader?: StreamSchema<Columns>;
  readonly username?: TextSetting;
  readonly password?: EnvReference;
}

/**
 * Avro records in the wire format of Confluent's schema registry: a zero, the id of the writer's schema in four bytes,
 * the datum. Each writer's schema is fetched once and resolved to the reader's.
 */
export function schemaRegistry<Columns extends ColumnTypes = never>(
  options: SchemaRegistryOptions<Columns>,
): StreamSchema<Columns> {
  const site = callSite(schemaRegistry);
  const { url, subject, reader, username, password } = options;
  if (typeof subject !== "string" || subject === "") {
    throw new DefinitionError("PN1151", `the subject is ${shown(subject)}`, { site, path: [0, "subject"] });
  }
  if (typeof password === "string") {
    throw new DefinitionError("PN1110", "a password stands in the definition of a schema registry", {
      ...{ site, path: [0, "password"] },
    });
  }
  const literal = reader?.value.kind === "avro" ? reader.value.schema : undefined;
  return frozen({
    value: frozen({
      kind: "registry",
      url,
      subject,
      ...(literal === undefined ? {} : { reader: literal }),
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
    }),
    ...(reader?.columns === undefined ? {} : { columns: reader.columns }),
  });
}

function columnsOf(schema: unknown, site: Site): readonly ColumnDefinition[] {
  const refuse = (message: string, options: { readonly help?: string } = {}): never => {
    throw new DefinitionError("PN1152", message, { site, path: [0] }, options);
  };
  if (typeof schema !== "object" || schema === null || !("type" in schema) || schema.type !== "record") {
    return refuse("the schema of a stream is no Avro record");
  }
  const { fields } = schema as unknown as AvroRecord;
  const names: Names = new Map();
  try {
    const list = fieldsOf(fields);
    if (list.length === 0) return refuse("the Avro record has no fields");
    const twice = list.find(({ name }, i) => list.findIndex((other) => other.name === name) < i);
    if (twice !== undefined) return refuse(`the Avro record has two fields \`${twice.name}\``);
    return Object.freeze(
      list.map(({ name, type, doc }) => {
        const read = within(name, () => avroType(type, names));
        return Object.freeze({ name, ...read, ...(typeof doc === "string" ? { description: doc } : {}) });
      }),
    );
  } catch (error) {
    if (error instanceof AvroMisfit) {
      return refuse(`the Avro record's ${error.message}`, {
        help: 'where no feature needs the field, keep the schema in a file and declare the columns that are needed: `schema: avroFile("….avsc"), columns: { … }`',
      });
    }
    throw error;
  }
}

/** Whether something is what the functions above make. */
export const isSchema = (x: unknown): x is StreamSchema =>
  typeof x === "object" && x !== null && "value" in x && !(DEFINITION in x);
