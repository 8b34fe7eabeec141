import { codes, type Manifest } from "@pinion/core";
import { typeNamed } from "../../materialise/evaluate.js";
import type { Limits } from "../options.js";
import { described, listOf, object, orNull, record, ref, text, valueSchema, type Schema } from "./schemas.js";

const ATOM: Schema = { type: ["string", "number", "boolean"] };
const INSTANT: Schema = { type: "string", format: "date-time" };
const ROW_STATUSES = ["present", "null", "keyNotFound", "featureNotFound"];
const STATUSES = [...ROW_STATUSES, "notMaterialised", "stale"];
const FEAST_STATUSES = ["PRESENT", "NULL_VALUE", "NOT_FOUND", "OUTSIDE_MAX_AGE"];

/** The named schemas of the document. */
export function componentSchemas(manifest: Manifest, limits: Limits): Readonly<Record<string, Schema>> {
  const requestColumns = manifest.sources.flatMap((source) =>
    source.kind === "request" ? source.columns : [],
  );
  return {
    FeatureName: { type: "string", enum: manifest.features.map(({ name }) => name) },
    Feature: {
      description: "The values of each feature, by its name",
      type: "object",
      properties: Object.fromEntries(
        manifest.features.map(({ name, type, description }) => [
          name,
          { ...orNull(valueSchema(typeNamed(type), "number")), ...described(description) },
        ]),
      ),
    },
    Value: { description: "See Feature for the schema of each" },
    Entity: {
      description:
        "The values of keys by their names. A 64-bit integer may be a number of any digits, or a text",
      type: "object",
      properties: Object.fromEntries(
        manifest.keys.map(({ name, type, description }) => [
          name,
          { ...ATOM, ...described(description ?? type) },
        ]),
      ),
      additionalProperties: ATOM,
    },
    RequestRow: {
      description: "Columns that the caller gives",
      type: "object",
      properties: Object.fromEntries(
        requestColumns.map(({ name, type, nullable, format, description }) => {
          const own = valueSchema(typeNamed(type), "number");
          const isNumber = format?.startsWith("epoch") === true;
          const schema = isNumber ? { anyOf: [own, { type: "number", description: format }] } : own;
          return [name, { ...(nullable ? orNull(schema) : schema), ...described(description) }];
        }),
      ),
    },
    FeaturesRequest: object(
      {
        features: listOf(ref("FeatureName"), { minItems: 1, maxItems: limits.features }),
        entities: listOf(ref("Entity"), { maxItems: limits.entities }),
        request: listOf(ref("RequestRow"), { description: "One row for each entity" }),
        tables: record(text(), "The table of a feature, where several hold it"),
        maxAgeMs: {
          description:
            "A value older than this is given and marked stale. For all features, or by their names",
          anyOf: [{ type: "number", exclusiveMinimum: 0 }, record({ type: "number", exclusiveMinimum: 0 })],
        },
        deadlineMs: { type: "number", exclusiveMinimum: 0, description: "After this time the answer is 504" },
        int64: { enum: ["number", "string"], default: "number", description: "How BIGINTs are written" },
        asOf: { type: "boolean", default: false, description: "Whether rows tell since when values stand" },
      },
      ["features", "entities"],
    ),
    FeaturesResponse: object({
      features: listOf(ref("FeatureName")),
      rows: listOf(
        object(
          {
            values: listOf(ref("Value")),
            status: listOf({ enum: STATUSES }, { description: "Left out where every value is present" }),
            asOf: listOf(orNull(INSTANT), { description: "Where it was asked for" }),
          },
          ["values"],
        ),
      ),
    }),
    TableRow: object(
      {
        table: text(),
        key: text(),
        found: { type: "boolean" },
        asOf: orNull(INSTANT),
        features: record(ref("Value")),
        status: record({ enum: ROW_STATUSES }, "Left out where every value is present"),
      },
      ["table", "key", "found", "asOf", "features"],
    ),
    Catalog: object({
      project: text(),
      timeZone: text(),
      keys: listOf(object({ name: text(), type: text(), description: text() }, ["name", "type"])),
      features: listOf(
        object(
          {
            name: text(),
            type: text(),
            kind: { enum: ["row", "window", "derived", "lookup"] },
            keys: listOf(text()),
            description: text(),
            tags: record(text()),
            tables: listOf(text()),
            requestColumns: listOf(object({ name: text(), type: text(), nullable: { type: "boolean" } })),
          },
          ["name", "type", "kind", "keys", "tables"],
        ),
      ),
      tables: listOf(
        object({
          name: text(),
          keys: listOf(object({ name: text(), type: text() })),
          features: listOf(text()),
          asOf: orNull(INSTANT),
        }),
      ),
      unreadableTables: listOf(
        object({ name: text(), reason: text() }),
        described("Tables of another version of Pinion, or of something else"),
      ),
    }),
    Health: object({ status: text() }),
    OnlineFeaturesRequest: {
      type: "object",
      properties: {
        features: listOf(text("`table:feature`"), { minItems: 1, maxItems: limits.features }),
        feature_service: { type: "null" },
        entities: record(listOf({ type: ["string", "number", "boolean", "null", "object", "array"] })),
        full_feature_names: { type: "boolean", default: false },
      },
      required: ["features", "entities"],
    },
    OnlineFeaturesResponse: object({
      metadata: object({ feature_names: listOf(text()) }),
      results: listOf(
        object({
          values: listOf(ref("Value")),
          statuses: listOf({ enum: FEAST_STATUSES }),
          event_timestamps: listOf(INSTANT),
        }),
      ),
    }),
    PushRequest: pushSchema("push_source_name", ["online", "offline", "online_and_offline"]),
    WriteRequest: pushSchema("feature_view_name", ["online"]),
    MaterializeRequest: materializeSchema(["start_ts", "end_ts"]),
    MaterializeIncrementalRequest: materializeSchema(["end_ts"]),
    Error: object(
      {
        error: object(
          {
            code: { enum: [...Object.keys(codes), "INTERNAL"] },
            message: text(),
            help: text(),
          },
          ["code", "message"],
        ),
        detail: text("The message again, where Feast's clients look for it"),
        requestId: text(),
      },
      ["error", "requestId"],
    ),
  };
}

const pushSchema = (nameMember: string, to: readonly string[]): Schema => ({
  type: "object",
  properties: {
    [nameMember]: text("A table of the store, or an anchor; of /push also a source, whose rows these are"),
    df: record(
      listOf(ref("Value")),
      "Columns: the table's keys, features, and event_timestamp (UTC unless it says otherwise; now where it is left out)",
    ),
    to: {
      enum: to,
      default: "online",
      ...described(
        to.length > 1 ? "Offline is the folder that a source declares for its pushed rows" : undefined,
      ),
    },
  },
  required: [nameMember, "df"],
});

const materializeSchema = (required: readonly string[]): Schema => ({
  type: "object",
  properties: {
    start_ts: text("Read and checked; every feature knows its own window"),
    end_ts: text("As of when, cut down to the hour"),
    feature_views: orNull(listOf(text("A table of the store, or an anchor"))),
  },
  required,
});
