import {
  lookupFold,
  parseType,
  valueFromJson,
  type DerivedFeature,
  type Evaluators,
  type FeatureEntry,
  type LookupFeature,
  type Manifest,
  type ProgramEntry,
  type Row,
  type RowEvaluator,
  type Value,
} from "@pinion/core";

import { findFeature } from "./find-feature.js";

/** Runs a compiled program on one row of inputs. */
export type RunProgram = (inputs: Row) => readonly Value[];

/** The row evaluator of a program. `failures` counts its NULLs of bad data. */
export function programRunner(
  evaluators: Evaluators,
  program: ProgramEntry,
  failures: Float64Array = new Float64Array(program.failures.length),
): RunProgram {
  const run: RowEvaluator | undefined = evaluators[`row_${program.id}`];
  if (run === undefined) throw new Error(`the evaluators lack row_${program.id}`);
  // A copy of a list is quicker than a new one.
  const blank = Array.from(program.outputs, (): Value => null);
  return (inputs) => {
    const out = blank.slice();
    run(inputs, out, failures);
    return out;
  };
}

/** The same of a program of one input and one output, which it makes nothing for. */
export function singleRunner(evaluators: Evaluators, program: ProgramEntry): (input: Value) => Value {
  const run: RowEvaluator | undefined = evaluators[`row_${program.id}`];
  if (run === undefined) throw new Error(`the evaluators lack row_${program.id}`);
  const failures = new Float64Array(program.failures.length);
  const inputs: Value[] = [null];
  const out: Value[] = [null];
  return (input) => {
    inputs[0] = input;
    out[0] = null;
    run(inputs, out, failures);
    return out[0] ?? null;
  };
}

/** A feature's value where it would be NULL. */
export function defaultOf({ name, type, default: json }: FeatureEntry): Value {
  if (json === undefined) return null;
  const read = valueFromJson(json, typeNamed(type));
  if (!read.ok) throw new Error(`the default of ${name} is not of its type: ${read.message}`);
  return read.value;
}

/** Computes derived features from the values of others. */
export interface DerivedRunner {
  readonly feature: DerivedFeature;
  readonly run: (valueOf: (feature: string) => Value) => Value;
}

export function derivedRunner(evaluators: Evaluators, feature: DerivedFeature): DerivedRunner {
  const program = programRunner(evaluators, feature.program);
  const byInput = feature.program.inputs.map(
    (input) => feature.inputs.find((candidate) => candidate.name === input.name)?.feature ?? "",
  );
  const fallback = defaultOf(feature);
  return { feature, run: (valueOf) => program(byInput.map(valueOf))[0] ?? fallback };
}

/** Looks a feature up by others. */
export interface LookupRunner {
  readonly feature: LookupFeature;
  /**
   * The keys that the values of its bases name, in order: one, or those of a list without its NULLs. Undefined where a
   * base is NULL: then nothing is looked up.
   */
  readonly keysOf: (bases: readonly Value[]) => readonly (readonly Value[])[] | undefined;
  /** Its value, of what each of these keys found. */
  readonly valueOf: (found: readonly Value[] | undefined) => Value;
}

export function lookupRunner(
  manifest: Manifest,
  evaluators: Evaluators,
  feature: LookupFeature,
): LookupRunner {
  const { bases, aggregation, finalise } = feature;
  const program = programRunner(evaluators, finalise);
  const fallback = defaultOf(feature);
  const fold = aggregation === undefined ? undefined : lookupFold(aggregation);
  const from = aggregation?.type ?? findFeature(manifest, feature.expansion).type;
  const finish =
    from === feature.type ? (value: Value) => value : (value: Value) => program([value])[0] ?? null;
  const list =
    aggregation === undefined
      ? -1
      : bases.findIndex((base) => typeNamed(findFeature(manifest, base.feature).type).kind === "array");
  return {
    feature,
    keysOf(values) {
      if (values.some(isNoKey)) return undefined;
      if (list < 0) return [values];
      const parts = (values[list] ?? []) as readonly Value[];
      const keys = parts.filter((part) => !isNoKey(part));
      return keys.map((part) => values.map((value, i) => (i === list ? part : value)));
    },
    valueOf(found) {
      if (found === undefined) return fallback;
      const value = fold === undefined ? (found[0] ?? null) : fold(found);
      return finish(value) ?? fallback;
    },
  };
}

const isNoKey = (value: Value): boolean => value === null || Number.isNaN(value);

/** The type of a key or feature of the manifest. */
export function typeNamed(text: string): ReturnType<typeof parseType> & object {
  const type = parseType(text);
  if (type === undefined) throw new Error(`the manifest has an unknown type ${text}`);
  return type;
}
