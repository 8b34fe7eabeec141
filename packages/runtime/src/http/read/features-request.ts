import type { KeyPart } from "../../serve/read-key.js";
import type { Int64Form } from "../json/value-writer.js";
import type { Limits } from "../options.js";
import {
  isAtom,
  isObject,
  member,
  misshapen,
  readFlag,
  readList,
  readObject,
  readPositive,
  readTexts,
  tooLarge,
  type Json,
} from "./shape.js";

/** The body of `POST /v1/features`. */
export interface FeaturesRequest {
  readonly features: readonly string[];
  readonly entities: readonly Readonly<Record<string, KeyPart>>[];
  readonly request?: readonly Readonly<Record<string, unknown>>[];
  readonly tables?: Readonly<Record<string, string>>;
  readonly maxAgeMs?: number | Readonly<Record<string, number>>;
  readonly deadlineMs: number;
  readonly int64: Int64Form;
  readonly asOf: boolean;
}

const MEMBERS = ["features", "entities", "request", "tables", "maxAgeMs", "deadlineMs", "int64", "asOf"];

/** Throws PN9002 or PN9003. Whether names, keys and columns fit is found out when they are read. */
export function readFeaturesRequest(body: Json, limits: Limits): FeaturesRequest {
  const object = readObject(body, MEMBERS);
  const features = readTexts(member(object, "features"), "`features`", limits.features, "features");
  if (features.length === 0) throw misshapen("`features`", "a list of at least one name");
  const entities = readList(member(object, "entities"), "`entities`", limits.entities, "entities");
  if (features.length * entities.length > limits.values) throw tooLarge("values", limits.values);
  for (let e = 0; e < entities.length; e++) checkEntity(entities[e], e);
  const request = member(object, "request");
  const rows = request === undefined ? undefined : readRows(request, limits);
  const tables = member(object, "tables");
  const maxAgeMs = member(object, "maxAgeMs");
  const deadlineMs = member(object, "deadlineMs");
  return {
    features,
    entities: entities as FeaturesRequest["entities"],
    ...(rows === undefined ? {} : { request: rows }),
    ...(tables === undefined ? {} : { tables: readRecord(tables, "`tables`", "texts", isText) }),
    ...(maxAgeMs === undefined ? {} : { maxAgeMs: readAges(maxAgeMs) }),
    deadlineMs:
      deadlineMs === undefined
        ? limits.deadlineMs
        : Math.min(limits.deadlineMs, readPositive(deadlineMs, "`deadlineMs`")),
    int64: readInt64Form(member(object, "int64"), "`int64`"),
    asOf: readFlag(member(object, "asOf"), "`asOf`", false),
  };
}

export function readInt64Form(value: Json, place: string): Int64Form {
  if (value === undefined) return "number";
  if (value !== "number" && value !== "string") throw misshapen(place, '"number" or "string"');
  return value;
}

function checkEntity(entity: Json, index: number): void {
  if (!isObject(entity)) throw misshapen("`entities`", "a list of objects");
  // What was parsed has no members but its own.
  for (const name in entity) {
    if (!isAtom(entity[name])) {
      throw misshapen(
        `${JSON.stringify(name.slice(0, 60))} of entity ${index}`,
        "a text, a number, true or false",
      );
    }
  }
}

function readRows(value: Json, limits: Limits): readonly Readonly<Record<string, unknown>>[] {
  const rows = readList(value, "`request`", limits.entities, "request rows");
  for (const row of rows) if (!isObject(row)) throw misshapen("`request`", "a list of objects");
  return rows as readonly Readonly<Record<string, unknown>>[];
}

const isText = (value: Json): value is string => typeof value === "string";
const isAge = (value: Json): value is number =>
  typeof value === "number" && Number.isFinite(value) && value > 0;

function readAges(value: Json): number | Readonly<Record<string, number>> {
  if (isAge(value)) return value;
  if (!isObject(value)) throw misshapen("`maxAgeMs`", "a positive number, or an object of them by feature");
  return readRecord(value, "`maxAgeMs`", "positive numbers", isAge);
}

/** A null prototype: names are anybody's. */
function readRecord<T>(
  value: Json,
  place: string,
  what: string,
  fits: (item: Json) => item is T,
): Readonly<Record<string, T>> {
  if (!isObject(value)) throw misshapen(place, `an object of ${what}`);
  const record = Object.create(null) as Record<string, T>;
  for (const [name, item] of Object.entries(value)) {
    if (!fits(item)) throw misshapen(place, `an object of ${what}`);
    record[name] = item;
  }
  return record;
}
