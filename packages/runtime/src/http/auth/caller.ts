import { PinionError } from "@pinion/core";
import type { ApiKey, Role } from "./keys.js";

/** Who asks, and what that one may do. */
export interface Caller {
  /** The name of the key; undefined on a server without keys. */
  readonly name: string | undefined;
  readonly may: (role: Role) => boolean;
  readonly maySee: (table: string) => boolean;
  /** Whether {@link maySee} holds for every table. */
  readonly seesAll: boolean;
  readonly requestsPerSecond?: number;
}

/** On a server without keys everyone may do everything. */
export const ANYONE: Caller = { name: undefined, may: () => true, maySee: () => true, seesAll: true };

export function callerOf({ name, roles, tables, requestsPerSecond }: ApiKey): Caller {
  const exact = new Set(tables?.filter((table) => !table.endsWith("*")));
  const starts = tables?.filter((table) => table.endsWith("*")).map((table) => table.slice(0, -1)) ?? [];
  const seesAll = tables === undefined || starts.includes("");
  return {
    name,
    may: (role) => roles.includes(role) || roles.includes("admin"),
    seesAll,
    maySee: (table) => seesAll || exact.has(table) || starts.some((start) => table.startsWith(start)),
    ...(requestsPerSecond === undefined ? {} : { requestsPerSecond }),
  };
}

/** Throws PN9005 where the caller may not touch a table, whether there is one or not. */
export function checkTable(caller: Caller, table: string): void {
  if (caller.maySee(table)) return;
  throw new PinionError(
    "PN9005",
    `the API key ${caller.name ?? ""} is not for table ${JSON.stringify(table)}`,
  );
}
