import { randomUUID } from "node:crypto";
import type { DataType } from "@pinion/core";

/** Numbers that are shorter than this are always exact. */
const LONG_NUMBER = /[\d.]{16}/u;
/** Texts and numbers of a valid document: each is matched whole, so no digits inside of a text are. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gsu;
/** What stands before a number that is carried as a text; nobody outside can know it. */
const MARK = `${randomUUID()}:`;

/** Parses JSON; numbers of many digits come as texts behind a mark, which {@link numbersOf} makes of a type. */
export function parseLong(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  if (!LONG_NUMBER.test(text)) return parsed;
  // The text is valid, so the pattern takes time in proportion to its length.
  let marked = 0;
  const carried = text.replace(TOKENS, (token) => {
    if (token.length < 16 || token.startsWith('"') || isExact(token)) return token;
    marked++;
    return `"${MARK}${token}"`;
  });
  return marked === 0 ? parsed : JSON.parse(carried);
}

const isExact = (token: string): boolean => /^-?\d+$/u.test(token) && Number.isSafeInteger(Number(token));

/** The carried numbers in what is read as a type: exact where the type is, as near as a double is otherwise. */
export function numbersOf(json: unknown, type: DataType): unknown {
  if (typeof json === "string") return json.startsWith(MARK) ? numberOf(json.slice(MARK.length), type) : json;
  // Whatever is not carried is exact.
  if (typeof json === "number") return type.kind === "decimal" ? String(json) : json;
  if (typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) return json.map((part: unknown, i) => numbersOf(part, partOf(type, i)));
  return Object.fromEntries(
    Object.entries(json).map(([name, part]) => [name, numbersOf(part, memberOf(type, name))]),
  );
}

function numberOf(digits: string, type: DataType): unknown {
  if (type.kind === "decimal") return digits;
  return type.kind === "bigint" && /^-?\d{1,20}$/u.test(digits) ? BigInt(digits) : Number(digits);
}

/** Of an array, or of a map in pairs. */
function partOf(type: DataType, index: number): DataType {
  if (type.kind === "array") return type.element;
  // A pair is a list of its own.
  if (type.kind === "map") return { kind: "struct", fields: [part("0", type.key), part("1", type.value)] };
  if (type.kind === "struct") return type.fields[index]?.type ?? VOID;
  return VOID;
}

function memberOf(type: DataType, name: string): DataType {
  if (type.kind === "map") return type.value;
  return type.kind === "struct" ? (type.fields.find((field) => field.name === name)?.type ?? VOID) : VOID;
}

const part = (name: string, type: DataType) => ({ name, type });
const VOID: DataType = { kind: "void" };
