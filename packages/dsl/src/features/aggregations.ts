import type { AggregateOp } from "@pinion/core";
import { DefinitionError } from "../error.js";
import { expressionOf } from "../expression.js";
import type { Site } from "../brand.js";
import { callSite } from "../site.js";
import { windowOf, type WindowText } from "../window.js";
import { draft, type FeatureDraft } from "./draft.js";
import type { FeatureValue } from "./value.js";

export interface WindowOptions {
  /** How far back rows count, as in `"90d"`: as of t, those with `t - window <= eventTime < t`. */
  readonly window: WindowText;
  /** Only rows for which this is true count. */
  readonly filter?: string;
}

export type WindowDraft = FeatureDraft<"window", FeatureValue>;

/** The sum of the values that are not NULL; NULL where there are none. */
export function sum(expression: string, options: WindowOptions): WindowDraft {
  return over("sum", expression, options, callSite(sum));
}

/** The mean of the values that are not NULL; NULL where there are none. */
export function avg(expression: string, options: WindowOptions): WindowDraft {
  return over("avg", expression, options, callSite(avg));
}

/** The least value; NULL where there is none. */
export function min(expression: string, options: WindowOptions): WindowDraft {
  return over("min", expression, options, callSite(min));
}

/** The greatest value; NULL where there is none. NaN is greater than every number. */
export function max(expression: string, options: WindowOptions): WindowDraft {
  return over("max", expression, options, callSite(max));
}

/** The value of the row with the greatest event time; of equal times, the one that comes last in the source. */
export function latest(expression: string, options: WindowOptions): WindowDraft {
  return over("latest", expression, options, callSite(latest));
}

/** The value of the row with the least event time; of equal times, the one that comes first in the source. */
export function first(expression: string, options: WindowOptions): WindowDraft {
  return over("first", expression, options, callSite(first));
}

/** The number of rows. */
export function count(options: WindowOptions): WindowDraft;
/** The number of rows for which the expression is not NULL. */
export function count(expression: string, options: WindowOptions): WindowDraft;
export function count(head: string | WindowOptions, options?: WindowOptions): WindowDraft {
  const site = callSite(count);
  return typeof head === "object"
    ? over("count", undefined, head, site, 0)
    : over("count", head, options, site);
}

function over(
  aggregation: AggregateOp,
  expression: string | undefined,
  options: WindowOptions | undefined,
  site: Site,
  at = 1,
): WindowDraft {
  if (typeof options !== "object" || options === null) {
    throw new DefinitionError(
      "PN1102",
      `${aggregation} has no window`,
      { site, path: [] },
      {
        help: 'add { window: "90d" } behind the expression',
      },
    );
  }
  const { filter } = options;
  return draft({
    kind: "window",
    site,
    aggregation,
    ...(expression === undefined ? {} : { expression: expressionOf(expression, site, [0]) }),
    ...(filter === undefined ? {} : { filter: expressionOf(filter, site, [at, "filter"]) }),
    window: windowOf(options.window, { site, path: [at, "window"] }),
  });
}
