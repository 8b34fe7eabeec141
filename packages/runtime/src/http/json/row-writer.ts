import type { FeatureStatus } from "../../serve/get-features.js";
import type { StoredFeatures } from "../../serve/scan-features.js";
import type { RowTaker } from "../../stores/scan.js";
import { instantWriter, type AnswerForm } from "./answer-writer.js";
import { jsonBytes, type JsonBytes } from "./json-bytes.js";
import {
  appendField,
  appendRun,
  enterRows,
  fieldsOfPlan,
  placeFields,
  runsOf,
  type FeatureForms,
  type StoredFields,
} from "./stored-fields.js";

/*
 * The answer of `POST /v1/features` straight from stored rows. The bytes are those that the writer of answers makes of the values
 * of the same rows.
 */

/** An answer, and what is counted of it. */
export interface WrittenRows {
  readonly bytes: Buffer;
  /** How many entities had a value of every feature. */
  readonly whole: number;
  /** What stands behind the values of the others. */
  readonly others: readonly (readonly FeatureStatus[])[];
}

export interface RowWriter {
  /** `oldest`: as-of times by the position of the features, before which a value is stale. */
  readonly takerOf: (
    plan: StoredFeatures,
    form: AnswerForm,
    oldest: readonly number[] | undefined,
  ) => RowTaker<WrittenRows>;
}

/** How one list of features is written. */
interface Compiled {
  readonly head: Buffer;
  readonly stored: StoredFields;
}

const OPEN = Buffer.from('{"values":[');
const NEXT = Buffer.from(',{"values":[');
const END = Buffer.from("]}");
const COMMA = 44;
const BRACKET = 93;
const BRACE = 125;

export function rowWriter(forms: FeatureForms): RowWriter {
  const out = jsonBytes();
  const plans = {
    number: new WeakMap<StoredFeatures, Compiled>(),
    string: new WeakMap<StoredFeatures, Compiled>(),
  };
  const compile = (plan: StoredFeatures, int64: AnswerForm["int64"]): Compiled => ({
    head: Buffer.from(`{"features":${JSON.stringify(plan.features)},"rows":[`),
    stored: fieldsOfPlan(plan, forms, int64, out),
  });

  return {
    takerOf: (plan, { int64, asOf }, oldest) => {
      let compiled = plans[int64].get(plan);
      if (compiled === undefined) plans[int64].set(plan, (compiled = compile(plan, int64)));
      return taker(out, compiled, asOf, oldest);
    },
  };
}

function taker(
  out: JsonBytes,
  { head, stored }: Compiled,
  asOf: boolean,
  oldest: readonly number[] | undefined,
): RowTaker<WrittenRows> {
  const { fields, since } = stored;
  const instant = instantWriter();
  let first = true;
  let whole = 0;
  let others: FeatureStatus[][] = [];

  /** What stands behind a value of a row that is there, by its age. */
  const aged = (f: number, status: FeatureStatus): FeatureStatus => {
    if (oldest === undefined || status === "keyNotFound" || status === "featureNotFound") return status;
    const limit = oldest[f];
    return limit !== undefined && (since[fields[f]?.group ?? -1] ?? 0) < limit ? "stale" : status;
  };

  return {
    begin: (groups) => {
      out.clear();
      first = true;
      whole = 0;
      others = [];
      placeFields(stored, groups);
      out.bytes(head);
    },
    entity: (rows) => {
      enterRows(stored, rows, asOf || oldest !== undefined);
      out.bytes(first ? OPEN : NEXT);
      first = false;
      /** Made where one is not present. */
      let statuses: FeatureStatus[] | undefined;
      for (const run of runsOf(stored)) {
        if (oldest === undefined && appendRun(out, stored, run, rows)) continue;
        for (let f = run.from; f < run.to; f++) {
          const field = fields[f];
          if (field === undefined) continue;
          if (f > 0) out.character(COMMA);
          const status = aged(f, appendField(out, field, rows[field.group]));
          if (status !== "present") statuses ??= Array<FeatureStatus>(fields.length).fill("present");
          if (statuses !== undefined) statuses[f] = status;
        }
      }
      out.character(BRACKET);
      if (statuses === undefined) whole++;
      else {
        others.push(statuses);
        out.text(`,"status":["${statuses.join('","')}"]`);
      }
      if (asOf) {
        const times = fields.map(({ group }, f) => {
          const status = statuses?.[f];
          const lacks = status === "keyNotFound" || status === "featureNotFound";
          return instant(lacks ? null : (since[group] ?? null));
        });
        out.text(`,"asOf":[${times.join(",")}]`);
      }
      out.character(BRACE);
    },
    end: () => {
      out.bytes(END);
      return { bytes: out.take(), whole, others };
    },
  };
}
