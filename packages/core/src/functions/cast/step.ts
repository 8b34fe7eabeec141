import { zoneOf } from "../../std/datetime/zone.js";
import type { Impl, ImplFunction, Static, TypedLambda } from "../../typed/index.js";

/** How one type is turned into another: the implementation, and what is fixed about it. */
export interface CastStep {
  readonly impl: Impl;
  readonly statics?: readonly Static[];
  /** The casts of an array's, map's or struct's parts. */
  readonly parts?: readonly TypedLambda[];
}

type Templates = Pick<Impl, "js" | "duckdb">;

/** A cast that gives a value for every value. */
export const always = (name: string, run: ImplFunction, templates: Templates = {}): Impl => ({
  name,
  run,
  nulls: "strict",
  ...templates,
});

/** A cast that gives NULL for what it cannot read, and why. */
export const orNull = (name: string, run: ImplFunction, fails: string): Impl => ({
  name,
  run,
  nulls: "strict",
  fails,
});

/** A cast in the project's time zone, which is its first argument. */
export const inZone = (name: string, run: ImplFunction, fails?: string): Impl => ({
  ...(fails === undefined ? always(name, run) : orNull(name, run, fails)),
  prepare: { name: "zoneOf", run: zoneOf },
});

export const step = (impl: Impl, ...statics: readonly Static[]): CastStep =>
  statics.length === 0 ? { impl } : { impl, statics };
