import type { ReadOptions } from "../ports.js";
import type { Deletion } from "../serve/delete.js";
import type { FeatureRequest } from "../serve/get-features.js";
import type { RowPush } from "../serve/push-rows.js";
import type { RowOptions, RowsOptions } from "../serve/read-features.js";
import { isKeyPart, type KeyInput } from "../serve/read-key.js";
import {
  callback,
  checkArgument,
  featureNames,
  isObject,
  listOf,
  members,
  oneOf,
  optional,
  positive,
  timed,
  recordOf,
  rule,
  anyText,
  text,
  type Check,
  type Misfit,
} from "./check.js";

/*
 * What the calls that read, push and delete take.
 */

const isKey = (value: unknown): boolean =>
  isKeyPart(value) || (Array.isArray(value) && value.length > 0 && value.every(isKeyPart));
const KEY = rule(
  "it is a text, a number, a bigint, true, false, a valid Date or bytes; of a key of several parts, a list of these",
  isKey,
);
const key: Check = (value) => {
  const misfit: Misfit | undefined = KEY(value);
  return misfit === undefined ? undefined : { ...misfit, code: "PN7004" };
};
const keys = listOf(key, "it is a list of keys: `[265, 132]`");

const positives = recordOf(
  optional(positive),
  "it is a positive number of milliseconds, or an object of these",
);
const row = rule("it is an object of values by the names of columns", isObject);

const ofRow = members<RowOptions>({ request: optional(row), ...timed });
const ofRows = members<RowsOptions>({
  request: optional(listOf(row, "it is a list of rows, one for each key")),
  ...timed,
});
const features = members<FeatureRequest>({
  entities: listOf(
    rule("it is an object of values by the names of keys: `{ location: 265 }`", isObject),
    "it is a list of objects: `[{ location: 265 }]`",
  ),
  features: featureNames,
  request: optional(listOf(row, "it is a list of rows, one for each entity")),
  tables: optional(recordOf(anyText, "it is an object of tables by the names of features")),
  maxAgeMs: optional((value) => (typeof value === "number" ? positive(value) : positives(value))),
  mayRead: optional(callback),
  ...timed,
});
const push = members<RowPush>({
  source: text,
  rows: listOf(row, "it is a list of rows: `[{ zone: 1, fare: 12.5 }]`"),
  times: optional(
    listOf(
      rule(
        "it is a whole number of microseconds since the epoch",
        (value) => value === undefined || typeof value === "bigint" || Number.isSafeInteger(value),
      ),
      "it is a list of microseconds since the epoch, one for each row",
    ),
  ),
  to: optional(oneOf("online", "offline", "online_and_offline")),
  mayWrite: optional(callback),
  ...timed,
});

interface Named extends ReadOptions {
  readonly table: string;
  readonly keys?: readonly KeyInput[];
  readonly features?: readonly string[];
  readonly group?: string;
  readonly all?: boolean;
}

const named = members<Named>({
  table: text,
  keys: optional(keys),
  features: optional(featureNames),
  group: optional(text),
  all: optional(rule("it is true, or left out", (value) => value === true)),
  ...timed,
});
/** Exactly one way to say what: a forgotten or misspelt option must not remove more. */
const oneWay: Check = (value) => {
  const { keys: some, features: of, group, all } = value as Named;
  const ways = [some, group, all].filter((way) => way !== undefined).length;
  if (ways === 1 && (of === undefined || some !== undefined)) return undefined;
  return {
    path: "",
    says:
      ways === 0 ? "does not say what is to be removed" : "says in more than one way what is to be removed",
    help: "give `keys` (and `features` of them), or `group`, or `all: true` for the whole table",
  };
};

/** Throws PN7010, or PN7004 of keys, naming what is wrong. */
export const checkFeatureRequest = (value: unknown): void => checkArgument(features, value, "request", true);
/** Throws PN7010. */
export const checkPush = (value: unknown): void => checkArgument(push, value, "push", true);

/** A deletion of exactly what was named. Throws PN7010, or PN7004 of keys */
export function readDeletion(value: unknown): Deletion {
  checkArgument(named, value, "deletion", true);
  checkArgument(oneWay, value, "deletion");
  const { table, keys: some, features: of, group, all } = value as Named;
  if (all === true) return { table, all };
  if (group !== undefined) return { table, group };
  return { table, keys: some ?? [], ...(of === undefined ? {} : { features: of }) };
}

/** Throws PN7010, or PN7004 of keys, naming the argument that is wrong. */
export function checkRead(table: unknown, some: unknown, names: unknown, options?: RowsOptions): void {
  checkArgument(text, table, "table");
  checkArgument(keys, some, "keys");
  checkArgument(featureNames, names, "featureNames");
  if (options === undefined) return;
  checkArgument(ofRows, options, "options", true);
}

/** The same for one key. */
export function checkReadOne(table: unknown, one: unknown, names: unknown, options?: RowOptions): void {
  checkArgument(text, table, "table");
  checkArgument(key, one, "key");
  checkArgument(featureNames, names, "featureNames");
  if (options === undefined) return;
  checkArgument(ofRow, options, "options", true);
}
