import type { AggregateOp } from "@pinion/core";
import type { Site } from "../brand.js";
import { DefinitionError } from "../error.js";
import { expressionOf } from "../expression.js";
import { orMistaken } from "../mistakes.js";
import { windowOf, type WindowText } from "../window.js";
import { draft, type FeatureDraft } from "./draft.js";
import { limitOf, parametersOf } from "./parameters.js";
import type { FeatureValue } from "./value.js";

/** Which rows of a key an aggregate takes. */
export interface WindowOptions {
  /** How far back rows count, as in `"90d"`: as of t, those with `t - window <= eventTime < t`. */
  readonly window: WindowText;
  /** Only rows for which this is true count. */
  readonly filter?: string;
  /** Takes the aggregate for each value of this by itself: the feature is a map from it to the aggregate's value. */
  readonly groupBy?: string;
  /** With `groupBy`: only so many entries are kept, those of the greatest values. */
  readonly limit?: number;
}

/** An aggregate over a window, before its anchor gives it source and key. */
export type WindowDraft = FeatureDraft<"window", FeatureValue>;

/** A feature of an aggregate; `at` is the position of the options in the builder's call. */
export function over(
  aggregation: AggregateOp,
  expression: string | undefined,
  options: WindowOptions | undefined,
  site: Site,
  at = 1,
): WindowDraft {
  return orMistaken(
    () => checked(aggregation, expression, options, site, at),
    () => draft({ kind: "window", site, aggregation, window: { text: "1d", path: [], seconds: 86_400 } }),
  );
}

function checked(
  aggregation: AggregateOp,
  expression: string | undefined,
  options: WindowOptions | undefined,
  site: Site,
  at: number,
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
  const { filter, groupBy } = options;
  const place = { site, path: [at] };
  const limit = limitOf(aggregation, options, place);
  const parameters = parametersOf(aggregation, options, place);
  return draft({
    kind: "window",
    site,
    aggregation,
    ...(expression === undefined ? {} : { expression: expressionOf(expression, site, [0]) }),
    ...(filter === undefined ? {} : { filter: expressionOf(filter, site, [at, "filter"]) }),
    ...(groupBy === undefined ? {} : { groupBy: expressionOf(groupBy, site, [at, "groupBy"]) }),
    ...(limit === undefined ? {} : { limit }),
    ...(parameters === undefined ? {} : { parameters }),
    window: windowOf(options.window, { site, path: [at, "window"] }),
  });
}
