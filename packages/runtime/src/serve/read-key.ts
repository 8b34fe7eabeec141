import { PinionError, showType, type DataType, type Int64, type Value } from "@pinion/core";
import { parseDateText, parseTimestampText, isBase64, unbase64Strictly, type Zone } from "@pinion/core/std";
import type { RowField } from "../ports.js";
import { showGiven } from "../options/given.js";
import { encodeKey, splitKey } from "./key.js";

/** A part of a key as callers give it. */
export type KeyPart = string | number | bigint | boolean | Date | Uint8Array;

/**
 * A key as callers give it: the part itself, or a list of the parts in order. The parts of a composite key
 * may also stand in one text, joined by `#`.
 */
export type KeyInput = KeyPart | readonly KeyPart[];

/** Whether a value of a caller without types can be a part of a key. */
export const isKeyPart = (value: unknown): value is KeyPart =>
  value instanceof Date
    ? !Number.isNaN(value.getTime())
    : value instanceof Uint8Array || PARTS.has(typeof value);

const PARTS: ReadonlySet<string> = new Set(["string", "number", "bigint", "boolean"]);

/** The text that a key is stored under. Throws PN7004 where it does not fit the table's key. */
export function readKey(input: KeyInput, keys: readonly RowField[], zone: Zone): string {
  const parts = keyParts(input, keys);
  return encodeKey(keys.map((key, i) => readPart(parts[i] ?? "", key, zone)));
}

/** How a key is shown back: its text as it was given, bytes as Base64, composite ones joined by `#`. */
export function showKey(input: KeyInput): string {
  if (isParts(input))
    return input.map((part) => showKey(part).replaceAll("%", "%25").replaceAll("#", "%23")).join("#");
  if (input instanceof Date) return input.toISOString();
  return input instanceof Uint8Array ? Buffer.from(input).toString("base64") : String(input);
}

const isParts = (input: KeyInput): input is readonly KeyPart[] => Array.isArray(input);

/** The parts of a key as they were given. Throws PN7004 where it does not have those of the table's. */
export function keyParts(input: KeyInput, keys: readonly RowField[]): readonly KeyPart[] {
  const parts = isParts(input)
    ? input
    : keys.length > 1 && typeof input === "string"
      ? splitKey(input, keys.length)
      : [input];
  if (parts?.length === keys.length) return parts;
  const names = keys.map((key) => key.name);
  throw new PinionError(
    "PN7004",
    `the key ${JSON.stringify(showKey(input))} does not have the parts (${names.join(", ")})`,
    {
      help: keys.length > 1 ? `give them in order, as a list or as \`${names.join("#")}\`` : "give one value",
    },
  );
}

const INTEGER = /^\s*[+-]?\d{1,20}\s*$/u;
const RANGES: ReadonlyMap<string, bigint> = new Map([
  ["tinyint", 1n << 7n],
  ["smallint", 1n << 15n],
  ["int", 1n << 31n],
  ["bigint", 1n << 63n],
]);

/** A part as its type has it. Throws PN7004 where it does not fit. */
export function readPart(part: KeyPart, { name, type }: RowField, zone: Zone): Value {
  if (!isKeyPart(part)) {
    throw new PinionError("PN7004", `the key \`${name}\` is ${showGiven(part)}`, {
      help: "give a text, a number, a bigint, true, false, a valid Date or bytes",
    });
  }
  const value = partValue(part, type, zone);
  if (value === undefined) {
    if (type.kind === "bigint" && typeof part === "number" && Number.isInteger(part)) {
      throw new PinionError(
        "PN7004",
        `the key \`${name}\` is a bigint, and ${part} is beyond what a number has exactly`,
        {
          help: "give it as a bigint, as in `9007199254740993n`, or as a text",
        },
      );
    }
    throw new PinionError(
      "PN7004",
      `${JSON.stringify(showKey(part))} is no ${showType(type)}, which the key \`${name}\` is`,
    );
  }
  return value;
}

function partValue(part: KeyPart, type: DataType, zone: Zone): Value | undefined {
  switch (type.kind) {
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint":
      return integerPart(part, RANGES.get(type.kind) ?? 0n);
    case "float":
    case "double": {
      const number =
        typeof part === "number" || typeof part === "bigint"
          ? Number(part)
          : typeof part === "string" && part.trim() !== ""
            ? Number(part)
            : NaN;
      return Number.isNaN(number) ? undefined : type.kind === "float" ? Math.fround(number) : number;
    }
    case "boolean":
      return typeof part === "boolean" ? part : part === "true" ? true : part === "false" ? false : undefined;
    case "string":
      return part instanceof Date || part instanceof Uint8Array ? undefined : String(part);
    case "binary":
      // A text is Base64, as in files and on the wire.
      if (part instanceof Uint8Array) return part;
      return typeof part === "string" && isBase64(part) ? (unbase64Strictly(part) ?? undefined) : undefined;
    case "date":
      if (part instanceof Date) return Math.floor(part.getTime() / 86_400_000);
      return typeof part === "string" ? (parseDateText(part) ?? undefined) : undefined;
    case "timestamp":
      if (part instanceof Date) return part.getTime() * 1000;
      return typeof part === "string" ? (parseTimestampText(part, zone) ?? undefined) : undefined;
    default:
      return undefined;
  }
}

function integerPart(part: KeyPart, range: bigint): Int64 | undefined {
  const exact =
    typeof part === "bigint"
      ? part
      : typeof part === "number"
        ? Number.isSafeInteger(part)
          ? BigInt(part)
          : undefined
        : typeof part === "string" && INTEGER.test(part)
          ? BigInt(part.trim().replace(/^\+/u, ""))
          : undefined;
  if (exact === undefined || exact >= range || exact < -range) return undefined;
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
}
