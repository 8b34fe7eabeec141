import { readFileSync } from "node:fs";
import { PinionError, type ColumnEntry, type StreamSourceEntry } from "@pinion/core";
import { AvroSchemaFault, parseAvroSchema, type AvroNode } from "@pinion/core/avro";
import type { Zone } from "@pinion/core/std";
import { projectPath, readSetting, type Environment } from "../../load/settings.js";
import type { RecordBatch } from "../ports.js";
import { DecodeFailure } from "./cursor.js";
import { jsonDecoder } from "./json-record.js";
import { avroDecoder, type DecodeRecord } from "./record-decoder.js";
import { HEADER_BYTES, schemaIdOf, schemaRegistry, type SchemaRegistry } from "./registry.js";

/** How the values of a batch are read: asked for each batch, since writers' schemas may have to be fetched first. */
export type Decoders = (batch: RecordBatch) => Promise<DecodeRecord>;

export interface DecodersOptions {
  readonly source: StreamSourceEntry;
  readonly columns: readonly ColumnEntry[];
  readonly project: string;
  readonly environment: Environment;
  readonly zone: Zone;
}

/** Throws PN5504, PN5505 or PN5512 at once where the schema cannot be had or cannot give the columns. */
export async function openDecoders(options: DecodersOptions): Promise<Decoders> {
  const { source, columns, zone, project, environment } = options;
  const { value, name } = source;
  const what = `source ${name}`;
  const readerSchema =
    value.kind === "avro" ? value.schema : value.kind === "registry" ? value.reader : undefined;
  const reader = readerSchema === undefined ? {} : { reader: schemaOf(readerSchema, what) };
  const avro = (writer: AvroNode, whose: string, own = false): DecodeRecord =>
    avroDecoder({ columns, writer, zone, what: whose, own, ...reader });
  const json = jsonDecoder(columns, zone);

  let plain: DecodeRecord | undefined;
  if (value.kind === "avro") plain = avro(schemaOf(value.schema, what), what);
  else if (value.kind === "json") plain = json;
  else if (value.kind === "avroFile") {
    const path = projectPath(project, readSetting(value.path, environment, `the schema of ${what}`));
    plain = avro(schemaOf(readSchemaFile(path, name), path), path, true);
  }
  const registered =
    value.kind === "registry"
      ? await registryDecoders(value, options, (writer, id) => avro(writer, `schema ${id}`))
      : undefined;

  /** By the text of the schema that a log itself tells. */
  const told = new Map<string, DecodeRecord>();
  return async (batch) => {
    if (batch.schema !== undefined) {
      let decode = told.get(batch.schema);
      if (decode === undefined) {
        decode = avro(schemaOf(batch.schema, batch.topic), batch.topic);
        told.set(batch.schema, decode);
      }
      return decode;
    }
    if (batch.json === true) return json;
    if (plain !== undefined) return plain;
    if (registered === undefined) throw new Error("a stream without a decoder");
    return registered(batch);
  };
}

async function registryDecoders(
  value: StreamSourceEntry["value"] & { readonly kind: "registry" },
  { environment }: DecodersOptions,
  make: (writer: AvroNode, id: number | string) => DecodeRecord,
): Promise<Decoders> {
  const setting = (entry: typeof value.url | undefined, what: string) =>
    entry === undefined ? undefined : readSetting(entry, environment, what);
  const username = setting(value.username, "the user of the schema registry");
  const password = setting(value.password, "the password of the schema registry");
  const registry = schemaRegistry({
    url: readSetting(value.url, environment, "the address of the schema registry"),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  });
  make(await registry.latest(value.subject), value.subject);
  const known = new Map<number, DecodeRecord>();
  return async (batch) => {
    await learn(batch, known, registry, make);
    return (bytes, out, from = 0, to = bytes.length) => {
      const id = schemaIdOf(bytes, from, to);
      const decode = known.get(id);
      if (decode === undefined) throw new DecodeFailure(`the schema registry has no schema ${id}`);
      decode(bytes, out, from + HEADER_BYTES, to);
    };
  };
}

/** Fetches the schemas of a batch that are not known yet. */
async function learn(
  batch: RecordBatch,
  known: Map<number, DecodeRecord>,
  registry: SchemaRegistry,
  make: (writer: AvroNode, id: number) => DecodeRecord,
): Promise<void> {
  const ids = new Set<number>();
  for (const { value } of batch.records) {
    if (value !== null && value.length >= HEADER_BYTES && value[0] === 0) ids.add(value.readUInt32BE(1));
  }
  for (const id of ids) {
    if (known.has(id)) continue;
    try {
      const writer = await registry.byId(id);
      if (writer !== undefined) known.set(id, make(writer, id));
    } catch (error) {
      // Records of a schema that cannot be read or cannot give the columns are dead letters; other schemas go on.
      const message = error instanceof DecodeFailure ? `schema ${id}: ${error.message}` : misfitting(error);
      if (message === undefined) throw error;
      known.set(id, () => {
        throw new DecodeFailure(message);
      });
    }
  }
}

const misfitting = (error: unknown): string | undefined =>
  error instanceof PinionError && error.code === "PN5504" ? error.message : undefined;

function schemaOf(text: string, what: string): AvroNode {
  try {
    return parseAvroSchema(text);
  } catch (error) {
    if (error instanceof AvroSchemaFault) {
      throw new PinionError("PN5504", `the schema of ${what} cannot be read: ${error.message}`);
    }
    throw error;
  }
}

function readSchemaFile(path: string, source: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new PinionError("PN5001", `the schema ${path} of source ${source} cannot be read`, {
      ...{ cause, help: "relative paths count from the project's folder" },
    });
  }
}
