import type { Value } from "@pinion/core";
import type { SourceReport } from "../materialise/report.js";
import { getValue, type ValueColumn } from "./value-column.js";

export interface Failure {
  readonly feature: string;
  readonly reason: string;
  readonly rows: number;
}

/** A feature of every observation: as it comes out, and as computed features take it. */
export interface Known {
  readonly column: ValueColumn;
  /** What computed features take where no key is known: what the feature is over nothing. Absent where it has no key. */
  readonly unseen?: { readonly seen: Uint8Array; readonly input: (row: number) => Value };
}

/** All that is needed for the features of a batch. */
export interface BatchKnown {
  readonly reports: readonly SourceReport[];
  readonly failures: readonly Failure[];
  readonly known: ReadonlyMap<string, Known>;
}

/** What computed features take of a feature. */
export function inputOf(known: ReadonlyMap<string, Known>, name: string, row: number): Value {
  const { column, unseen } = known.get(name) ?? { column: undefined };
  if (column === undefined) throw new Error(`${name} was not joined`);
  return unseen?.seen[row] === 0 ? unseen.input(row) : getValue(column, row);
}

/** Each asking reads the sources again: rows read are counted together, rejected ones once. */
export function addReports(sources: SourceReport[], own: readonly SourceReport[]): void {
  own.forEach((report, i) => {
    const before = sources[i];
    sources[i] = before === undefined ? report : { ...before, rowsRead: before.rowsRead + report.rowsRead };
  });
}
