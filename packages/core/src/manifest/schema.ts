import { AGGREGATE_OPS, KAFKA_CLIENTS, LOOKUP_OPS, MANIFEST_VERSION } from "./manifest.js";

/**
 * What of JSON Schema (2020-12) the manifest's schema is written in, and what {@link validateManifest}
 * understands.
 */
export interface Schema {
  readonly $ref?: `#/$defs/${string}`;
  readonly type?: "object" | "array" | "string" | "number" | "integer" | "boolean";
  readonly const?: string | number | boolean;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
  readonly description?: string;
}

export interface RootSchema extends Schema {
  readonly $schema: string;
  readonly title: string;
  readonly $defs: Readonly<Record<string, Schema>>;
}

const string: Schema = { type: "string" };
const name: Schema = { type: "string", pattern: "^[A-Za-z_][A-Za-z0-9_-]*$" };
const featureName: Schema = { type: "string", pattern: "^[A-Za-z_][A-Za-z0-9_]+$" };
const index: Schema = { type: "integer", minimum: 0 };
const boolean: Schema = { type: "boolean" };
const hash: Schema = { type: "string", pattern: "^[0-9a-f]{64}$" };
const type: Schema = { type: "string", description: "a type in Spark's spelling" };

const ref = (to: string): Schema => ({ $ref: `#/$defs/${to}` });
const listOf = (items: Schema): Schema => ({ type: "array", items });
const constant = (value: string): Schema => ({ const: value });

/** An object with these properties and no others; those behind `?` may be absent. */
function object(properties: Readonly<Record<string, Schema>>): Schema {
  const plain = Object.entries(properties).map(([key, schema]) => [key.replace("?", ""), schema] as const);
  return {
    type: "object",
    properties: Object.fromEntries(plain),
    required: Object.keys(properties).filter((key) => !key.endsWith("?")),
    additionalProperties: false,
  };
}

const feature = {
  name: featureName,
  type,
  keys: listOf(string),
  expression: string,
  "place?": ref("place"),
  "description?": string,
  "tags?": { type: "object", additionalProperties: string } as const,
  "default?": {},
  lineage: object({ columns: listOf(string), features: listOf(featureName) }),
};

/** The JSON Schema of `manifest.json`. */
export const manifestSchema: RootSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Pinion manifest",
  ...object({
    format: constant("pinion"),
    version: { const: MANIFEST_VERSION },
    hash,
    evaluators: object({ file: { type: "string", pattern: "^[A-Za-z0-9_-]+\\.m?js$" }, hash }),
    project: ref("project"),
    sources: listOf({
      anyOf: [ref("fileSource"), ref("postgresSource"), ref("requestSource"), ref("streamSource")],
    }),
    keys: listOf(object({ name: string, type, "fullName?": string, "description?": string })),
    features: listOf({
      anyOf: [ref("rowFeature"), ref("windowFeature"), ref("derivedFeature"), ref("lookupFeature")],
    }),
    plans: listOf(ref("sourcePlan")),
  }),
  $defs: {
    project: object({
      name,
      timeZone: { type: "string", pattern: "^[A-Za-z][A-Za-z0-9_+/-]*$" },
      windowBounds: { enum: ["[)", "(]"] },
      maxRejected: ref("maxRejected"),
      stores: object({
        online: {
          anyOf: [
            object({ kind: constant("embedded"), path: ref("envText") }),
            object({
              kind: constant("redis"),
              url: ref("envText"),
              "username?": ref("envText"),
              "password?": ref("envText"),
              "cluster?": boolean,
            }),
          ],
        },
        "offline?": object({
          kind: { enum: ["parquet", "csv", "jsonl"] },
          path: ref("envText"),
        }),
      }),
    }),
    envText: {
      anyOf: [
        string,
        object({ env: { type: "string", pattern: "^[A-Za-z_][A-Za-z0-9_]*$" }, "fallback?": string }),
      ],
    },
    maxRejected: {
      anyOf: [
        object({ kind: constant("rows"), value: index }),
        object({ kind: constant("share"), value: { type: "number", minimum: 0, maximum: 1 } }),
      ],
    },
    fileSource: object({
      kind: constant("file"),
      name,
      path: ref("envText"),
      "missingPartitions?": { const: "error" },
      "pushed?": ref("envText"),
      "format?": { enum: ["csv", "tsv", "parquet", "jsonl", "avro"] },
      "delimiter?": string,
      "header?": { const: false },
      columns: listOf(ref("column")),
      "eventTimestamp?": string,
      "createdTimestamp?": string,
      "maxRejected?": ref("maxRejected"),
      "description?": string,
    }),
    postgresSource: object({
      kind: constant("postgres"),
      name,
      connection: ref("envText"),
      "table?": string,
      "query?": string,
      columns: listOf(ref("column")),
      "eventTimestamp?": string,
      "createdTimestamp?": string,
      "maxRejected?": ref("maxRejected"),
      "description?": string,
    }),
    requestSource: object({
      kind: constant("request"),
      name,
      columns: listOf(ref("column")),
      "description?": string,
    }),
    streamSource: object({
      kind: constant("stream"),
      name,
      transport: {
        anyOf: [
          object({
            kind: constant("kafka"),
            brokers: listOf(ref("envText")),
            topics: listOf(string),
            "groupId?": string,
            "client?": { enum: [...KAFKA_CLIENTS] },
            "security?": object({
              "tls?": object({ "ca?": ref("envText") }),
              "sasl?": {
                anyOf: [
                  object({
                    mechanism: { enum: ["plain", "scram-sha-256", "scram-sha-512"] },
                    username: ref("envText"),
                    password: ref("envText"),
                  }),
                  object({ mechanism: constant("oauthbearer"), token: ref("envText") }),
                ],
              },
            }),
          }),
          object({ kind: constant("log"), path: ref("envText") }),
        ],
      },
      value: {
        anyOf: [
          object({ kind: constant("avro"), schema: string }),
          object({ kind: constant("avroFile"), path: ref("envText") }),
          object({ kind: constant("json") }),
          object({
            kind: constant("registry"),
            url: ref("envText"),
            subject: string,
            "reader?": string,
            "username?": ref("envText"),
            "password?": ref("envText"),
          }),
        ],
      },
      columns: listOf(ref("column")),
      eventTimestamp: string,
      "allowedLatenessMicros?": { type: "number", minimum: 1 },
      "deadLetters?": { anyOf: [object({ topic: string }), object({ file: ref("envText") })] },
      "partitionedByKey?": { const: true },
      "history?": object({ path: ref("envText"), partition: string, offset: string, "topic?": string }),
      "description?": string,
    }),
    column: object({
      name: string,
      type,
      nullable: boolean,
      "format?": string,
      "description?": string,
    }),
    place: object({
      file: string,
      start: index,
      end: index,
      line: index,
      column: index,
      "coarse?": { const: true },
    }),
    rowFeature: object({
      kind: constant("row"),
      ...feature,
      anchor: name,
      source: name,
      "aliasOf?": featureName,
      output: index,
      "group?": index,
    }),
    windowFeature: object({
      kind: constant("window"),
      ...feature,
      anchor: name,
      source: name,
      "aliasOf?": featureName,
      window: { type: "string", pattern: "^[0-9]+[smhdwy]$" },
      windowMicros: { type: "number", minimum: 1 },
      "filter?": string,
      aggregate: index,
      finalise: ref("program"),
    }),
    derivedFeature: object({
      kind: constant("derived"),
      ...feature,
      inputs: listOf(object({ name: string, feature: featureName })),
      program: ref("program"),
    }),
    lookupFeature: object({
      kind: constant("lookup"),
      ...feature,
      bases: listOf(object({ key: string, feature: featureName })),
      expansion: featureName,
      "aggregation?": object({ op: { enum: LOOKUP_OPS }, argumentType: type, type }),
      finalise: ref("program"),
    }),
    sourcePlan: object({
      source: name,
      program: ref("program"),
      groups: listOf(object({ keys: listOf(string), outputs: listOf(index) })),
      aggregates: listOf(
        object({
          op: { enum: AGGREGATE_OPS },
          group: index,
          "argument?": index,
          "filter?": index,
          "argumentType?": type,
          type,
          "parameters?": ref("aggregateParameters"),
          "groupBy?": index,
          "groupByType?": type,
          "limit?": index,
        }),
      ),
    }),
    aggregateParameters: object({
      "n?": index,
      "percentage?": { type: "number", minimum: 0, maximum: 1 },
      "accuracy?": index,
      "boundaries?": listOf({ type: "number" }),
      "halfLifeMicros?": { type: "number", minimum: 1 },
    }),
    program: object({
      id: { type: "string", pattern: "^[a-z][a-z0-9_]*$" },
      inputs: listOf(object({ name: string, type, nullable: boolean })),
      outputs: listOf(
        object({ type, nullable: boolean, inputs: listOf(index), "duckdb?": string, "javascript?": string }),
      ),
      failures: listOf(object({ reason: string, features: listOf(featureName) })),
    }),
  },
};
