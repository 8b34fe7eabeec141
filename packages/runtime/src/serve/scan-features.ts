import type { OnlineStore } from "../ports.js";
import type { RowTaker } from "../stores/scan.js";
import { entityKeys } from "./entity-keys.js";
import type { FeatureRequest, ServedProject } from "./get-features.js";
import type { Resolution, StoredStep } from "./resolution.js";

/** Features that all stand in rows: nothing is to be computed, or looked up. */
export interface StoredFeatures {
  readonly features: readonly string[];
  readonly tables: readonly (string | null)[];
  /** By the position of the features asked for. */
  readonly steps: readonly StoredStep[];
  /** What is read of each table, by the parts of the steps. */
  readonly names: readonly (readonly string[])[];
}

/**
 * Reads features for who writes them straight from stored bytes. Undefined where that cannot be: `getFeatures` answers then, and
 * says what is wrong with what cannot be answered at all.
 */
export type ScanFeatures = <T>(
  request: Pick<FeatureRequest, "entities" | "features" | "tables" | "maxAgeMs" | "mayRead">,
  taker: (plan: StoredFeatures) => RowTaker<T>,
  deadlineMs: number,
) => T | undefined | Promise<T | undefined>;

/** Where a client keeps its own; only this package asks for it. */
export const SCAN_FEATURES = Symbol("pinion.scanFeatures");

export function featureScanner(
  { zone, store }: Pick<ServedProject, "zone" | "store">,
  /** What is known already of how features are come by. */
  resolved: (
    request: Pick<FeatureRequest, "features" | "tables" | "maxAgeMs" | "mayRead">,
  ) => Resolution | undefined,
): ScanFeatures {
  const plans = new WeakMap<Resolution, StoredFeatures | null>();
  const scan: OnlineStore["scan"] = store.scan;
  return (request, taker, deadlineMs) => {
    if (scan === undefined) return undefined;
    const resolution = resolved(request);
    if (resolution === undefined) return undefined;
    let plan = plans.get(resolution);
    if (plan === undefined) plans.set(resolution, (plan = storedFeatures(resolution)));
    if (plan === null) return undefined;
    const reads = resolution.tables.map(({ table, keys, names }) => ({
      table,
      names,
      keys: entityKeys(request.entities, keys, zone),
    }));
    return scan(reads, taker(plan), deadlineMs);
  };
}

function storedFeatures({ steps, wanted, sources, tables }: Resolution): StoredFeatures | null {
  const own = wanted.map((s) => steps[s]).filter((step) => step?.kind === "stored");
  if (own.length !== wanted.length || !steps.every(({ kind }) => kind === "stored")) return null;
  return {
    features: own.map(({ name }) => name),
    tables: sources,
    steps: own,
    names: tables.map(({ names }) => names),
  };
}
