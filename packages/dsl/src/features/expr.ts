import { expressionOf } from "../expression.js";
import { noExpression, orMistaken } from "../mistakes.js";
import { callSite } from "../site.js";
import { draft, type FeatureDraft } from "./draft.js";
import type { FeatureValue } from "./value.js";

/** A row-level feature: an expression over the columns of one row. */
export function expr(expression: string): FeatureDraft<"expression", FeatureValue> {
  const site = callSite(expr);
  const read = orMistaken(
    () => expressionOf(expression, site, [0]),
    () => noExpression(site),
  );
  return draft({ kind: "expression", site, expression: read });
}
