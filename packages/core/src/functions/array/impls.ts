import * as std from "../../std/array/index.js";
import { comparerOf } from "../../std/comparison/index.js";
import type { Impl, ImplFunction } from "../../typed/index.js";

/*
 * Implementations that are prepared of the element type: by its keys for sets, its equality for searches,
 * its order for sorting.
 */

export const byKey = (name: string, run: ImplFunction, fails?: string | true): Impl => ({
  name,
  run,
  nulls: "strict",
  ...(fails === undefined ? {} : { fails }),
  prepare: { name: "keyOf", run: std.keyOf },
});

export const byEquality = (name: string, run: ImplFunction, fails?: string | true): Impl => ({
  name,
  run,
  nulls: "strict",
  ...(fails === undefined ? {} : { fails }),
  prepare: { name: "equalityOf", run: std.equalityOf },
});

export const byOrder = (name: string, run: ImplFunction, fails?: string | true): Impl => ({
  name,
  run,
  nulls: "strict",
  ...(fails === undefined ? {} : { fails }),
  prepare: { name: "comparerOf", run: comparerOf },
});
