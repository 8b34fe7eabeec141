import { callSite } from "../site.js";
import { over, type WindowDraft, type WindowOptions } from "./over.js";

/** The sum of the values that are not NULL, of vectors element by element; NULL where there are none. */
export function sum(expression: string, options: WindowOptions): WindowDraft {
  return over("sum", expression, options, callSite(sum));
}

/** The mean of the values that are not NULL, of vectors element by element; NULL where there are none. */
export function avg(expression: string, options: WindowOptions): WindowDraft {
  return over("avg", expression, options, callSite(avg));
}

/** The least value, of vectors element by element; NULL where there is none. */
export function min(expression: string, options: WindowOptions): WindowDraft {
  return over("min", expression, options, callSite(min));
}

/** The greatest value, of vectors element by element; NULL where there is none. NaN is greater than every number. */
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
