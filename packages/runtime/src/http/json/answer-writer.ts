import type { DataType, FeatureEntry, Int64, Value } from "@pinion/core";
import { boundedMap, MOST_NAMES } from "../../bounded-map.js";
import { typeNamed } from "../../materialise/evaluate.js";
import type { EntityFeatures, FeatureAnswer } from "../../serve/get-features.js";
import { sameNames } from "../../serve/names.js";
import { showInstant } from "../../time/instant.js";
import { jsonBytes, type JsonBytes } from "./json-bytes.js";
import {
  valueAppender,
  valueWriter,
  type AppendValue,
  type Int64Form,
  type WriteValue,
} from "./value-writer.js";

export interface AnswerForm {
  readonly int64: Int64Form;
  /** Whether the as-of time of each value is told. */
  readonly asOf: boolean;
}

/** Writes the answer of `POST /v1/features`, in UTF-8. */
export type WriteAnswer = (answer: FeatureAnswer, form: AnswerForm) => Buffer;

/** How one list of features is written. */
interface Plan {
  readonly names: readonly string[];
  readonly int64: Int64Form;
  readonly head: Buffer;
  readonly appenders: readonly AppendValue[];
}

/** What writes answers: one writer for each feature, made of its type once. */
export function answerWriter(features: ReadonlyMap<string, FeatureEntry>, timeZone: string): WriteAnswer {
  const appenderOf = featureAppenders(features, timeZone);
  const out = jsonBytes();
  const plans = boundedMap<Plan>(MOST_NAMES);
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
        head: Buffer.from(`{"features":${JSON.stringify(names)},"rows":[`),
        appenders: names.map((name) => appenderOf(name, int64)),
      };
      plans.set(id, plan, names.length);
    }
    last = plan;
    return plan;
  };
  return ({ features: names, rows }, { int64, asOf }) => {
    const { head, appenders } = planOf(names, int64);
    const instant = instantWriter();
    try {
      out.bytes(head);
      rows.forEach((row, i) => {
        out.text(i === 0 ? '{"values":[' : ',{"values":[');
        appendValues(out, row.values, appenders);
        out.text(`]${statusText(row)}`);
        if (asOf) out.text(`,"asOf":[${row.asOf.map(instant).join(",")}]`);
        out.text("}");
      });
      out.text("]}");
    } catch (error) {
      out.clear();
      throw error;
    }
    return out.take();
  };
}

const COMMA = 44;

function appendValues(out: JsonBytes, values: readonly Value[], appenders: readonly AppendValue[]): void {
  for (let i = 0; i < values.length; i++) {
    if (i > 0) out.character(COMMA);
    appenders[i]?.(out, values[i] ?? null);
  }
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
  return madeOnce(features, (type, int64) => valueWriter(type, timeZone, int64));
}

/** The same, appended to bytes. */
export function featureAppenders(
  features: ReadonlyMap<string, FeatureEntry>,
  timeZone: string,
): (name: string, int64: Int64Form) => AppendValue {
  return madeOnce(features, (type, int64) => valueAppender(type, timeZone, int64));
}

function madeOnce<T>(
  features: ReadonlyMap<string, FeatureEntry>,
  make: (type: DataType, int64: Int64Form) => T,
): (name: string, int64: Int64Form) => T {
  const made = new Map<string, T>();
  return (name, int64) => {
    const id = `${int64} ${name}`;
    let one = made.get(id);
    if (one === undefined) {
      const feature = features.get(name);
      if (feature === undefined) throw new Error(`no feature ${name}`);
      made.set(id, (one = make(typeNamed(feature.type), int64)));
    }
    return one;
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
