import { isMemorySize, nearest, PinionError, type Code } from "@pinion/core";
import type { ReadOptions } from "../ports.js";
import { showGiven } from "./given.js";

/*
 * What callers without types may give wrongly. A check says of a value what is wrong with it, and nothing where it is as it
 * must be; paths are put together only where something is.
 */

export interface Misfit {
  /** From the value that was checked to the one that is wrong: `.ttlSeconds`, `[0].tableName`. */
  readonly path: string;
  readonly says: string;
  readonly help: string;
  readonly code?: Code;
}

export type Check = (value: unknown) => Misfit | undefined;

/** Of an object's members: one check for each that there is. */
export type Shape<T> = { readonly [Name in keyof Required<T>]: Check };

/** Throws PN7010 with the name of what is wrong. Members of `name` are called by their own names where it is the only argument. */
export function checkArgument(check: Check, value: unknown, name: string, isOnly = false): void {
  const misfit = check(value);
  if (misfit === undefined) return;
  const where = isOnly && misfit.path.startsWith(".") ? misfit.path.slice(1) : name + misfit.path;
  throw new PinionError(misfit.code ?? "PN7010", `\`${where}\` ${misfit.says}`, { help: misfit.help });
}

/** A check of one value; `help` says what it is. */
export const rule =
  (help: string, holds: (value: unknown) => boolean): Check =>
  (value) =>
    holds(value) ? undefined : { path: "", says: `is ${showGiven(value)}`, help };

export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined ? undefined : check(value);

const isText = (value: unknown): value is string =>
  typeof value === "string" && value !== "" && !value.includes("\0");

export const text = rule("it is a text, not empty and without the character of code zero", isText);
export const flag = rule("it is true or false", (value) => typeof value === "boolean");
export const callback = rule("it is a function", (value) => typeof value === "function");
/** Of a name that is looked up, or has rules of its own: what looks for it says what it is not. */
export const anyText = rule("it is a text", (value) => typeof value === "string");
/** Throws PN7010 where an argument is no text. */
export const checkText = (value: unknown, name: string): void => checkArgument(anyText, value, name);

/** One of another realm, or of a library, does as well. */
export const signal = rule(
  "it is an AbortSignal",
  (value) =>
    typeof value === "object" &&
    value !== null &&
    "aborted" in value &&
    "addEventListener" in value &&
    typeof value.addEventListener === "function",
);
export const positive = rule(
  "it is a positive number of milliseconds",
  (value) => typeof value === "number" && value > 0,
);
/** What every call takes that asks a store. */
export const timed: Shape<ReadOptions> = { deadlineMs: optional(positive), signal: optional(signal) };
/** What is read where it is used, with an error of its own. */
export const anything: Check = () => undefined;

export const oneOf = (...texts: readonly string[]): Check =>
  rule(`it is ${texts.map((one) => JSON.stringify(one)).join(" or ")}`, (value) =>
    texts.some((one) => one === value),
  );

/** Timers ring at once beyond it. */
export const LONGEST_MS = 2 ** 31 - 1;

export const milliseconds = rule(
  `it is a number of milliseconds above 0, at most ${LONGEST_MS} (24 days)`,
  (value) => typeof value === "number" && value > 0 && value <= LONGEST_MS,
);
const MOST_WAITED = Math.floor(LONGEST_MS / 1000);
export const secondsToWait = rule(
  `it is a number of seconds, at most ${MOST_WAITED} (24 days); leave it out to wait for the end`,
  (value) => typeof value === "number" && value >= 0 && value <= MOST_WAITED,
);

const isWhole = (value: unknown, most: number): boolean =>
  typeof value === "number" && Number.isSafeInteger(value) && value > 0 && value <= most;

export const whole = (most = Number.MAX_SAFE_INTEGER): Check =>
  rule(
    `it is a whole number above 0${most === Number.MAX_SAFE_INTEGER ? "" : `, at most ${most}`}`,
    (value) => isWhole(value, most),
  );

/** What stores can add to a time of theirs. */
const MOST_TTL = 2 ** 31 - 1;
export const timeToLive = rule(
  "it is a whole number of seconds above 0; leave it out for rows that stay",
  (value) => isWhole(value, MOST_TTL),
);

const MOST_THREADS = 1024;
export const threads = whole(MOST_THREADS);
export const memorySize = rule(
  "it is a size of at least 1MB: `2GB`, `512MB`, `1.5GiB`",
  (value) => typeof value === "string" && isMemorySize(value),
);

export const listOf =
  (check: Check, help: string): Check =>
  (value) => {
    if (!Array.isArray(value)) return { path: "", says: `is ${showGiven(value)}`, help };
    // By index: a list may have holes.
    for (let i = 0; i < value.length; i++) {
      const misfit = check(value[i]);
      if (misfit !== undefined) return { ...misfit, path: `[${i}]${misfit.path}` };
    }
    return undefined;
  };

export const texts = (example: string): Check => listOf(text, `it is a list of texts: \`["${example}"]\``);
export const featureNames = listOf(anyText, `it is a list of texts: \`["f_avg_fare"]\``);

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !(value instanceof Uint8Array);

/** An object of members by names that are the caller's. */
export const recordOf =
  (check: Check, help: string): Check =>
  (value) => {
    if (!isObject(value)) return { path: "", says: `is ${showGiven(value)}`, help };
    for (const name of Object.keys(value)) {
      const misfit = check(value[name]);
      if (misfit !== undefined) return { ...misfit, path: `[${showGiven(name)}]${misfit.path}` };
    }
    return undefined;
  };

/** An object of these members and no others. */
export function members<T>(shape: Shape<T>): Check {
  const checks = new Map<string, Check>(Object.entries<Check>(shape));
  const names = [...checks.keys()];
  return (value) => {
    if (!isObject(value))
      return { path: "", says: `is ${showGiven(value)}`, help: `it is an object of ${names.join(", ")}` };
    for (const [name, check] of checks) {
      const misfit = check(value[name]);
      if (misfit !== undefined) return { ...misfit, path: `.${name}${misfit.path}` };
    }
    const strange = Object.keys(value).find((name) => !checks.has(name) && value[name] !== undefined);
    if (strange === undefined) return undefined;
    const guess = nearest(strange, names);
    return {
      path: `.${[...strange].slice(0, 60).join("")}`,
      says: "is no option",
      help: guess === undefined ? `there are ${names.join(", ")}` : `did you mean \`${guess}\`?`,
    };
  };
}
