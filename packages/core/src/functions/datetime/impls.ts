import { readZoneName } from "../../std/datetime/zone-id.js";
import { zoneOf } from "../../std/datetime/zone.js";
import type { Impl, ImplFunction } from "../../typed/index.js";
import type { FunctionCall } from "../record.js";

type More = Pick<Impl, "js" | "duckdb" | "fails">;

/** An implementation of values alone. */
export const plain = (name: string, run: ImplFunction, more: More = {}): Impl => ({
  name,
  run,
  nulls: "strict",
  ...more,
});

/** An implementation whose first argument is the project's time zone; give {@link zoneStatics} with it. */
export const zoned = (name: string, run: ImplFunction, more: More = {}): Impl => ({
  ...plain(name, run, more),
  prepare: { name: "zoneOf", run: zoneOf },
});

export const zoneStatics = (call: FunctionCall): readonly string[] => [call.context.timeZone];

/** Whether the clocks of the project show UTC, so that an engine that knows no zones can read them. */
export function isUtc(timeZone: string): boolean {
  const name = readZoneName(timeZone);
  if (name?.kind === "offset") return name.seconds === 0;
  return ["Etc/UTC", "Etc/UCT", "Etc/Zulu", "Etc/Universal", "Etc/Greenwich", "Etc/GMT"].includes(
    name?.id ?? "",
  );
}

/** DuckDB's SQL for a timestamp in units of so many microseconds since the epoch, rounded down. */
export const floorMicros = (unit: number): string =>
  `epoch_us($0) // ${unit} - CASE WHEN epoch_us($0) % ${unit} < 0 THEN 1 ELSE 0 END`;
