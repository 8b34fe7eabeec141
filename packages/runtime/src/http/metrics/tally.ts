import type { FeatureAnswer, FeatureStatus } from "../../serve/get-features.js";

/**
 * Counts what reads of features found, by table. It stands on the way of every answer, so it adds up in plain numbers;
 * these become metrics when they are asked for.
 */
export interface Tally {
  readonly add: (answer: FeatureAnswer) => void;
  /** The same of an answer over these tables: how many entities had every value, and what stands behind the values of others. */
  readonly addRows: (
    tables: FeatureAnswer["tables"],
    whole: number,
    others: readonly (readonly FeatureStatus[])[],
  ) => void;
  readonly addRow: (table: string, found: boolean) => void;
  readonly tables: ReadonlyMap<string, TableTally>;
}

export interface TableTally {
  found: number;
  missing: number;
  stale: number;
  readonly values: Map<FeatureStatus, number>;
}

/** Values of computed features, which are read from no table. */
export const COMPUTED = "none";

/** The features of one list that are read from one table. */
interface Part {
  readonly tally: TableTally;
  readonly positions: readonly number[];
  readonly stored: boolean;
}

export function createTally(): Tally {
  const tables = new Map<string, TableTally>();
  /** By the list that names the table of each feature, which is one object for all answers of one kind. */
  const parts = new WeakMap<FeatureAnswer["tables"], readonly Part[]>();

  const tallyOf = (table: string): TableTally => {
    let tally = tables.get(table);
    if (tally === undefined) {
      tally = { found: 0, missing: 0, stale: 0, values: new Map() };
      tables.set(table, tally);
    }
    return tally;
  };
  const partsOf = (of: FeatureAnswer["tables"]): readonly Part[] => {
    let known = parts.get(of);
    if (known === undefined) {
      known = [...new Set(of)].map((table) => ({
        tally: tallyOf(table ?? COMPUTED),
        positions: of.flatMap((other, i) => (other === table ? [i] : [])),
        stored: table !== null,
      }));
      parts.set(of, known);
    }
    return known;
  };

  const addRows: Tally["addRows"] = (of, whole, others) => {
    const known = partsOf(of);
    for (const status of others) for (const part of known) addPart(part, status);
    if (whole === 0) return;
    for (const { tally, positions, stored } of known) {
      if (stored) tally.found += whole;
      bump(tally, "present", whole * positions.length);
    }
  };

  return {
    tables,
    addRow: (table, found) => {
      const tally = tallyOf(table);
      if (found) tally.found++;
      else tally.missing++;
    },
    add: ({ tables: of, rows }) => {
      const others = rows.filter(({ status }) => !allPresent(status)).map(({ status }) => status);
      addRows(of, rows.length - others.length, others);
    },
    addRows,
  };
}

function allPresent(status: readonly FeatureStatus[]): boolean {
  for (const one of status) if (one !== "present") return false;
  return true;
}

function addPart({ tally, positions, stored }: Part, status: readonly FeatureStatus[]): void {
  let missing = 0;
  let stale = 0;
  for (const position of positions) {
    const one = status[position] ?? "present";
    if (one === "keyNotFound") missing++;
    else if (one === "stale") stale++;
    bump(tally, one, 1);
  }
  if (!stored) return;
  if (missing === positions.length) tally.missing++;
  else if (stale > 0) tally.stale++;
  else tally.found++;
}

const bump = ({ values }: TableTally, status: FeatureStatus, count: number): void => {
  values.set(status, (values.get(status) ?? 0) + count);
};
