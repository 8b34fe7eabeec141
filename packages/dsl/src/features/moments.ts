import { callSite } from "../site.js";
import { over, type WindowDraft, type WindowOptions } from "./over.js";

/** The sample variance (divided by n - 1); NULL of fewer than two values. */
export function variance(expression: string, options: WindowOptions): WindowDraft {
  return over("variance", expression, options, callSite(variance));
}

/** The sample standard deviation; NULL of fewer than two values. */
export function stddev(expression: string, options: WindowOptions): WindowDraft {
  return over("stddev", expression, options, callSite(stddev));
}

/** The population skewness, sqrt(n) m3 / m2^1.5; NULL where all values are the same. */
export function skewness(expression: string, options: WindowOptions): WindowDraft {
  return over("skewness", expression, options, callSite(skewness));
}

/** The population excess kurtosis, n m4 / m2^2 - 3; NULL where all values are the same. */
export function kurtosis(expression: string, options: WindowOptions): WindowDraft {
  return over("kurtosis", expression, options, callSite(kurtosis));
}
