import type { Int64, Value } from "@pinion/core";
import type { FoundFeatures } from "../ports.js";
import type { EntityFeatures, FeatureRequest, FeatureStatus } from "./get-features.js";
import type { DerivedStep, Resolution, Step, StoredStep } from "./resolve.js";

/** What is known of one step for one entity. */
interface Cell {
  readonly value: Value;
  readonly status: FeatureStatus;
  readonly asOf: Int64 | null;
  /** What a derived feature takes. */
  readonly input: Value;
}

type Found = readonly (readonly FoundFeatures[])[];

/** The rows of an answer: what was found, what the request gives, what is derived of both. */
export function answerRows(
  resolution: Resolution,
  { entities, request, maxAgeMs }: FeatureRequest,
  found: Found,
  nowMs: number,
): readonly EntityFeatures[] {
  const oldest = resolution.steps.map(({ name }) => oldestOf(name, maxAgeMs, nowMs));
  const { steps, wanted, programs } = resolution;
  return entities.map((_, e) => {
    const requested = programs.map((program) => program(request?.[e] ?? {}, e));
    const cells: Cell[] = [];
    steps.forEach((step, s) => {
      cells.push(cellOf(step, oldest[s] ?? -Infinity, cells, e, found, requested));
    });
    const values: Value[] = [];
    const status: FeatureStatus[] = [];
    const asOf: (Int64 | null)[] = [];
    for (const step of wanted) {
      const cell = cells[step];
      values.push(cell?.value ?? null);
      status.push(cell?.status ?? "notMaterialised");
      asOf.push(cell?.asOf ?? null);
    }
    return { values, status, asOf };
  });
}

/** The as-of time, in microseconds, from which on a value is not stale. */
function oldestOf(name: string, maxAgeMs: FeatureRequest["maxAgeMs"], nowMs: number): number {
  const age =
    typeof maxAgeMs === "object" ? (Object.hasOwn(maxAgeMs, name) ? maxAgeMs[name] : undefined) : maxAgeMs;
  return age === undefined ? -Infinity : (nowMs - age) * 1000;
}

function cellOf(
  step: Step,
  oldest: number,
  cells: readonly Cell[],
  entity: number,
  found: Found,
  requested: readonly (readonly Value[])[],
): Cell {
  switch (step.kind) {
    case "stored":
      return storedCell(step, oldest, found[step.part]?.[entity]);
    case "request": {
      const value = requested[step.program]?.[step.output] ?? null;
      return cell(value, value === null ? "null" : "present", null, step.fallback);
    }
    case "derived":
      return derivedCell(step, oldest, cells);
    case "missing":
      return { value: null, status: "notMaterialised", asOf: null, input: null };
  }
}

const cell = (value: Value, status: FeatureStatus, asOf: Int64 | null, fallback: Value): Cell => {
  const filled = value ?? fallback;
  return { value: filled, status, asOf, input: filled };
};

function storedCell(step: StoredStep, oldest: number, features: FoundFeatures | undefined): Cell {
  const value = features?.values[step.position];
  if (value === undefined) {
    return { value: step.fallback, status: "keyNotFound", asOf: null, input: step.empty };
  }
  const asOf = features?.asOf[step.position] ?? null;
  const stale = asOf !== null && asOf < oldest;
  return cell(value, stale ? "stale" : value === null ? "null" : "present", asOf, step.fallback);
}

/** Computed over what its inputs are; where none of the keys below it is there, its own is not. */
function derivedCell(step: DerivedStep, oldest: number, cells: readonly Cell[]): Cell {
  const inputs = step.inputs.flatMap((input) => cells[input] ?? []);
  if (inputs.some(({ status }) => status === "notMaterialised")) {
    return { value: null, status: "notMaterialised", asOf: null, input: null };
  }
  const keyed = inputs.filter(({ status, asOf }) => status === "keyNotFound" || asOf !== null);
  const value = step.run((input) => cells[input]?.input ?? null);
  if (keyed.length > 0 && keyed.every(({ status }) => status === "keyNotFound")) {
    return { value: step.fallback, status: "keyNotFound", asOf: null, input: value };
  }
  let asOf: Int64 | null = null;
  for (const { asOf: since } of inputs) if (since !== null && (asOf === null || since < asOf)) asOf = since;
  const stale = inputs.some(({ status }) => status === "stale") || (asOf !== null && asOf < oldest);
  return cell(value, stale ? "stale" : value === null ? "null" : "present", asOf, step.fallback);
}
