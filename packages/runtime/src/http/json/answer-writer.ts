import type { FeatureEntry, Int64, Value } from "@pinion/core";
import { typeNamed } from "../../materialise/evaluate.js";
import type { EntityFeatures, FeatureAnswer } from "../../serve/get-features.js";
import { sameNames } from "../../serve/names.js";
import { showInstant } from "../../time/instant.js";
import { valueWriter, type Int64Form, type WriteValue } from "./value-writer.js";

export interface AnswerForm {
  readonly int64: Int64Form;
  /** Whether the as-of time of each value is told. */
  readonly asOf: boolean;
}

/** Writes the answer of `POST /v1/features`. */
export type WriteAnswer = (answer: FeatureAnswer, form: AnswerForm) => string;

/** How one list of features is written. */
interface Plan {
  readonly names: readonly string[];
  readonly int64: Int64Form;
  readonly head: string;
  readonly writers: readonly WriteValue[];
}

const MOST_PLANS = 1_000;

/** What writes answers: one writer for each feature, made of its type once. */
export function answerWriter(features: ReadonlyMap<string, FeatureEntry>, timeZone: string): WriteAnswer {
  const writers = featureWriters(features, timeZone);
  const plans = new Map<string, Plan>();
  /** Most answers are of what the one before was of. */
  let last: Plan | undefined;
  const planOf = (names: readonly string[], int64: Int64Form): Plan => {
    if (last?.int64 === int64 && sameNames(last.names, names)) return last;
    const id = `${int64}\n${names.join("\n")}`;
    let plan = plans.get(id);
    if (plan === undefined) {
      plan = {
        names: [...names],
        int64,
        head: `{"features":${JSON.stringify(names)},"rows":[`,
        writers: names.map((name) => writers(name, int64)),
      };
      if (plans.size >= MOST_PLANS) plans.clear();
      plans.set(id, plan);
    }
    last = plan;
    return plan;
  };
  return ({ features: names, rows }, { int64, asOf }) => {
    const { head, writers: each } = planOf(names, int64);
    const instant = instantWriter();
    let text = head;
    rows.forEach((row, i) => {
      text += i === 0 ? '{"values":[' : ',{"values":[';
      text += valuesText(row.values, each);
      text += `]${statusText(row)}`;
      if (asOf) text += `,"asOf":[${row.asOf.map(instant).join(",")}]`;
      text += "}";
    });
    return `${text}]}`;
  };
}

function valuesText(values: readonly Value[], writers: readonly WriteValue[]): string {
  let text = "";
  for (let i = 0; i < values.length; i++) {
    if (i > 0) text += ",";
    text += writers[i]?.(values[i] ?? null) ?? "null";
  }
  return text;
}

/** Left out where every value is present, which is nearly always. */
function statusText({ status }: EntityFeatures): string {
  for (const one of status) if (one !== "present") return `,"status":["${status.join('","')}"]`;
  return "";
}

/** The writer of each feature by its name; of a name that the project does not have it is not asked. */
export function featureWriters(
  features: ReadonlyMap<string, FeatureEntry>,
  timeZone: string,
): (name: string, int64: Int64Form) => WriteValue {
  const made = new Map<string, WriteValue>();
  return (name, int64) => {
    const id = `${int64} ${name}`;
    let writer = made.get(id);
    if (writer === undefined) {
      const feature = features.get(name);
      if (feature === undefined) throw new Error(`no feature ${name}`);
      writer = valueWriter(typeNamed(feature.type), timeZone, int64);
      made.set(id, writer);
    }
    return writer;
  };
}

/** Writes instants as texts; those of one answer are mostly the same. */
export function instantWriter(none = "null"): (micros: Int64 | null) => string {
  let last: Int64 | null = null;
  let text = none;
  return (micros) => {
    if (micros === null) return none;
    if (micros !== last) {
      last = micros;
      text = `"${showInstant(micros)}"`;
    }
    return text;
  };
}
