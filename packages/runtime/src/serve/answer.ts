import type { Int64, Value } from "@pinion/core";
import type { FoundFeatures } from "../ports.js";
import type { EntityFeatures, FeatureRequest, FeatureStatus } from "./get-features.js";
import type { DerivedStep, LookupStep, Resolution, Step } from "./resolution.js";

type Found = readonly (readonly FoundFeatures[])[];

/** What is known of an entity: each list by the position of the steps. */
export interface Row {
  readonly values: Value[];
  readonly status: FeatureStatus[];
  readonly asOf: (Int64 | null)[];
  /** Where the key of a computed feature is not there, what those computed of it take. */
  unseen?: Map<number, Value>;
}

/** What a part of the lookups found. */
export interface LookedUp {
  /** Positions of steps. */
  readonly bases: readonly number[];
  /** By the position of the entities, the rows of the keys that were looked up; undefined where there were none to look up. */
  readonly found: readonly (readonly Row[] | undefined)[];
  /** The steps of those rows. */
  readonly steps: readonly Step[];
  /** By the position of the features looked up, their step. */
  readonly wanted: readonly number[];
}

/** The rows of an answer: what was found, what the request gives, what is derived of both. */
export function answerRows(
  resolution: Resolution,
  { entities, request, maxAgeMs }: FeatureRequest,
  found: Found,
  nowMs: number,
): readonly EntityFeatures[] {
  const { steps, programs } = resolution;
  const oldest = oldestOf(steps, maxAgeMs, nowMs);
  if (resolution.storedAlone) {
    return storedRows(
      found[0] ?? [],
      steps.map(({ fallback }) => fallback),
      oldest,
    );
  }
  return entities.map((_, e) => {
    const requested = programs.map((program) => program(request?.[e] ?? {}, e));
    const row: Row = { values: [], status: [], asOf: [] };
    steps.forEach((step, s) => {
      addStep(row, steps, step, oldest?.[s] ?? -Infinity, e, found, requested, []);
    });
    return picked(row, resolution.wanted);
  });
}

/** By the position of the steps the as-of time, in microseconds, from which on a value is not stale; undefined for none. */
export function oldestOf(
  steps: readonly Step[],
  maxAgeMs: FeatureRequest["maxAgeMs"],
  nowMs: number,
): readonly number[] | undefined {
  if (maxAgeMs === undefined) return undefined;
  return steps.map(({ name }) => {
    const age =
      typeof maxAgeMs === "number" ? maxAgeMs : Object.hasOwn(maxAgeMs, name) ? maxAgeMs[name] : undefined;
    return age === undefined ? -Infinity : (nowMs - age) * 1000;
  });
}

/** All features are of one table, in its order: the lists that were found are the answer where nothing is missing. */
export function storedRows(
  found: readonly FoundFeatures[],
  fallbacks: readonly Value[],
  oldest?: readonly number[],
): readonly EntityFeatures[] {
  const present = fallbacks.map((): FeatureStatus => "present");
  return found.map(({ values, asOf, there }) => {
    if (oldest === undefined && asOf[0] !== undefined && isFull(values)) {
      return { values: values as readonly Value[], status: present, asOf: asOf as readonly Int64[] };
    }
    const row: Row = { values: [], status: [], asOf: [] };
    fallbacks.forEach((fallback, s) => {
      addStored(row, fallback, oldest?.[s] ?? -Infinity, values[s], asOf[s], there);
    });
    return row;
  });
}

function isFull(values: readonly (Value | undefined)[]): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] === undefined || values[i] === null) return false;
  return true;
}

export function picked(row: Row, wanted: readonly number[]): EntityFeatures {
  return {
    values: wanted.map((step) => row.values[step] ?? null),
    status: wanted.map((step) => row.status[step] ?? "notMaterialised"),
    asOf: wanted.map((step) => row.asOf[step] ?? null),
  };
}

function add(row: Row, value: Value, status: FeatureStatus, asOf: Int64 | null): void {
  row.values.push(value);
  row.status.push(status);
  row.asOf.push(asOf);
}

function addStored(
  row: Row,
  fallback: Value,
  oldest: number,
  value: Value | undefined,
  asOf: Int64 | undefined,
  there: true | undefined,
): void {
  if (value === undefined) add(row, fallback, lackOf(asOf, there), null);
  else if (asOf !== undefined && asOf < oldest) add(row, value ?? fallback, "stale", asOf);
  else add(row, value ?? fallback, value === null ? "null" : "present", asOf ?? null);
}

/** What is not there where a table holds no value of a feature: a row of the key, or the feature in it. */
export const lackOf = (
  asOf: Int64 | undefined,
  there: true | undefined,
): "keyNotFound" | "featureNotFound" =>
  asOf === undefined && there === undefined ? "keyNotFound" : "featureNotFound";

/** Adds the next step to what is known of an entity. */
export function addStep(
  row: Row,
  steps: readonly Step[],
  step: Step,
  oldest: number,
  entity: number,
  found: Found,
  requested: readonly (readonly Value[])[],
  looked: readonly LookedUp[],
): void {
  switch (step.kind) {
    case "stored": {
      const features = found[step.part]?.[entity];
      addStored(
        row,
        step.fallback,
        oldest,
        features?.values[step.position],
        features?.asOf[step.position],
        features?.there,
      );
      return;
    }
    case "request": {
      const value = requested[step.program]?.[step.output] ?? null;
      add(row, value ?? step.fallback, value === null ? "null" : "present", null);
      return;
    }
    case "derived":
      addDerived(row, steps, step, oldest);
      return;
    case "lookup":
      addLookup(row, steps, step, oldest, looked[step.part], entity);
      return;
    case "missing":
      add(row, null, "notMaterialised", null);
  }
}

/** What lies below a computed feature. */
interface Below {
  readonly status: "notMaterialised" | "keyNotFound" | "featureNotFound" | "stale" | "present";
  /** That of the oldest. */
  readonly asOf: Int64 | null;
}

/** Where none of the keys below a feature is there, or what was stored of them, its own is not. */
function belowOf(row: Row, inputs: readonly number[]): Below {
  let keyed = 0;
  let missing = 0;
  let lacking = false;
  let stale = false;
  let asOf: Int64 | null = null;
  for (const input of inputs) {
    const status = row.status[input];
    if (status === "notMaterialised") return { status, asOf: null };
    const since = row.asOf[input] ?? null;
    const found = status !== "keyNotFound" && status !== "featureNotFound";
    if (!found) missing++;
    if (!found || since !== null) keyed++;
    if (status === "featureNotFound") lacking = true;
    if (status === "stale") stale = true;
    asOf = older(asOf, since);
  }
  if (keyed > 0 && missing === keyed)
    return { status: lacking ? "featureNotFound" : "keyNotFound", asOf: null };
  return { status: stale ? "stale" : "present", asOf };
}

const older = (a: Int64 | null, b: Int64 | null): Int64 | null =>
  a === null || (b !== null && b < a) ? b : a;

/** Computed over what its inputs are. */
function addDerived(row: Row, steps: readonly Step[], step: DerivedStep, oldest: number): void {
  const { status, asOf } = belowOf(row, step.inputs);
  if (status === "notMaterialised") return add(row, null, status, null);
  const value = step.run((input) => inputOf(row, steps, input));
  addComputed(row, step, value, status, asOf, oldest);
}

/** Made of what the keys that its bases name have. */
function addLookup(
  row: Row,
  steps: readonly Step[],
  step: LookupStep,
  oldest: number,
  looked: LookedUp | undefined,
  entity: number,
): void {
  const below = belowOf(row, looked?.bases ?? []);
  let { status, asOf } = below;
  if (looked === undefined || status === "notMaterialised") return add(row, null, "notMaterialised", null);
  const position = looked.wanted[step.position] ?? -1;
  const found = looked.found[entity];
  for (const one of found ?? []) {
    if (one.status[position] === "notMaterialised") return add(row, null, "notMaterialised", null);
    if (one.status[position] === "stale" && status === "present") status = "stale";
    asOf = older(asOf, one.asOf[position] ?? null);
  }
  const value = step.valueOf(found?.map((one) => inputOf(one, looked.steps, position)));
  addComputed(row, step, value, status, asOf, oldest);
}

function addComputed(
  row: Row,
  step: Step,
  value: Value,
  status: Below["status"],
  asOf: Int64 | null,
  oldest: number,
): void {
  if (status === "keyNotFound") {
    row.unseen ??= new Map();
    row.unseen.set(row.values.length, value);
    add(row, step.fallback, status, null);
    return;
  }
  if (status === "featureNotFound") return add(row, step.fallback, status, null);
  const stale = status === "stale" || (asOf !== null && asOf < oldest);
  add(row, value ?? step.fallback, stale ? "stale" : value === null ? "null" : "present", asOf);
}

/** What a computed feature takes: of a key that is not there what a job takes, an aggregate over nothing. */
export function inputOf(row: Row, steps: readonly Step[], input: number): Value {
  const step = steps[input];
  if (row.status[input] !== "keyNotFound" || step === undefined) return row.values[input] ?? null;
  return row.unseen?.get(input) ?? emptyOf(step);
}

const emptyOf = (step: Step): Value => (step.kind === "stored" ? step.empty : step.fallback);
