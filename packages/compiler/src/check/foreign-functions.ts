import type { Problem } from "@pinion/core";
import { reasonNotPure } from "./impure.js";

type Reason = Omit<Problem, "span">;

/** Spark's aggregates, and the window aggregation that does the same where there is one. */
const AGGREGATES: ReadonlyMap<string, string | undefined> = new Map<string, string | undefined>([
  ["sum", "sum"],
  ["try_sum", "sum"],
  ["avg", "avg"],
  ["mean", "avg"],
  ["try_avg", "avg"],
  ["count", "count"],
  ["count_if", "count"],
  ["min", "min"],
  ["max", "max"],
  ["first", "first"],
  ["first_value", "first"],
  ["any_value", "first"],
  ["last", "latest"],
  ["last_value", "latest"],
  ["max_by", "latest"],
  ["min_by", "first"],
  ["approx_count_distinct", "approxCountDistinct"],
  ["variance", "variance"],
  ["var_samp", "variance"],
  ["stddev", "stddev"],
  ["std", "stddev"],
  ["stddev_samp", "stddev"],
  ["median", "median"],
  ["percentile", "percentile"],
  ["percentile_approx", "percentile"],
  ["approx_percentile", "percentile"],
  ["percentile_cont", "percentile"],
  ["percentile_disc", "percentile"],
  ["mode", "topK"],
  ["collect_set", "distinct"],
  ["latest", "latest"],
  ...[
    "countdistinct",
    "count_distinct",
    "approxcountdistinct",
    "distinct",
    "topk",
    "top_k",
    "any",
    "some",
    "every",
    "bool_and",
    "bool_or",
    "bit_and",
    "bit_or",
    "bit_xor",
    "array_agg",
    "collect_list",
    "listagg",
    "string_agg",
    "var_pop",
    "stddev_pop",
    "corr",
    "covar_pop",
    "covar_samp",
    "skewness",
    "kurtosis",
    "regr_avgx",
    "regr_avgy",
    "regr_count",
    "regr_intercept",
    "regr_r2",
    "regr_slope",
    "regr_sxx",
    "regr_sxy",
    "regr_syy",
    "grouping",
    "grouping_id",
    "count_min_sketch",
    "histogram_numeric",
    "bitmap_construct_agg",
    "bitmap_or_agg",
    "bitmap_and_agg",
    "schema_of_variant_agg",
    "hll_sketch_agg",
    "hll_union_agg",
    "measure",
    "vector_avg",
    "vector_sum",
  ].map((name) => [name, undefined] as const),
]);

const WINDOW = [
  "rank",
  "dense_rank",
  "percent_rank",
  "cume_dist",
  "ntile",
  "row_number",
  "lag",
  "lead",
  "nth_value",
  "window",
  "session_window",
  "window_time",
];
const GENERATORS = [
  "explode",
  "explode_outer",
  "posexplode",
  "posexplode_outer",
  "inline",
  "inline_outer",
  "stack",
  "json_tuple",
  "variant_explode",
  "variant_explode_outer",
  "range",
  "collations",
  "sql_keywords",
  "python_worker_logs",
];

/** Functions that work on one row, and why they are left out. */
const LEFT_OUT: ReadonlyMap<string, string> = new Map([
  ...["raise_error", "assert_true"].map((name) => [name, "ends the job, and a row never does"] as const),
  ...["aes_encrypt", "aes_decrypt", "try_aes_decrypt"].map((name) => [name, "needs encryption"] as const),
  ...[
    "xpath",
    "xpath_boolean",
    "xpath_double",
    "xpath_float",
    "xpath_int",
    "xpath_long",
    "xpath_number",
    "xpath_short",
    "xpath_string",
    "from_xml",
    "to_xml",
    "schema_of_xml",
  ].map((name) => [name, "reads XML"] as const),
  ...["from_csv", "to_csv", "schema_of_csv"].map((name) => [name, "reads and writes CSV"] as const),
  ...["from_avro", "to_avro", "schema_of_avro", "from_protobuf", "to_protobuf"].map(
    (name) => [name, "needs a schema of another system"] as const,
  ),
  ["sentences", "needs the rules of natural languages"] as const,
  ...["collate", "collation"].map((name) => [name, "needs the rules of natural languages"] as const),
]);

/** Families of functions, by how their names begin, and what to write in their place. */
const FAMILIES: readonly { readonly names: RegExp; readonly why: string; readonly help?: string }[] = [
  {
    names: /^(?:approx_top_k|hll_|kll_|theta_|tuple_)/,
    why: "works on sketches of many rows",
    help: "declare a window aggregation",
  },
  { names: /^st_/, why: "needs geographic types" },
  {
    names:
      /^(?:(?:try_)?parse_json|(?:try_)?variant_get|is_variant_null|schema_of_variant|to_variant_object)$/,
    why: "needs the type VARIANT",
    help: "read a JSON text by `get_json_object(text, '$.path')` or `from_json(text, 'schema')`",
  },
];

/** What aggregates of several arguments are meant for in other languages. */
const OF_ONE_ROW: ReadonlyMap<string, string> = new Map([
  ["max", "greatest"],
  ["min", "least"],
]);

function aggregationHelp(window: string | undefined): string {
  if (window === undefined) return "declare a window aggregation";
  const call = window === "count" ? 'count({ window: "7d" })' : `${window}("…", { window: "7d" })`;
  return `declare a window aggregation: \`${call}\``;
}

/** Why a function that Spark has is none of the expression language. */
export function reasonForeign(name: string, args = 1): Reason | undefined {
  const key = name.toLowerCase();
  const ofRow = args > 1 ? OF_ONE_ROW.get(key) : undefined;
  if (AGGREGATES.has(key)) {
    const window = AGGREGATES.get(key);
    return {
      code: "PN2305",
      message: `\`${name}\` aggregates many rows, and an expression is computed from one`,
      label: "aggregates belong to windows",
      help:
        ofRow === undefined ? aggregationHelp(window) : `of the values of one row, write \`${ofRow}(a, b)\``,
    };
  }
  if (WINDOW.includes(key)) {
    return {
      code: "PN2306",
      message: `\`${name}\` sees other rows, and an expression is computed from one`,
      label: "a window function",
    };
  }
  if (GENERATORS.includes(key)) {
    return {
      code: "PN2306",
      message: `\`${name}\` makes several rows of one, and an expression has one value`,
      label: "a generator",
    };
  }
  const why = LEFT_OUT.get(key);
  if (why !== undefined) {
    return {
      code: "PN2310",
      message: `\`${name}\` of Spark's ${why}, so Pinion has it not`,
      label: "not among Pinion's functions",
    };
  }
  const family = FAMILIES.find(({ names }) => names.test(key));
  if (family !== undefined) {
    const { why, help } = family;
    return {
      code: "PN2310",
      message: `\`${name}\` of Spark's ${why}, so Pinion has it not`,
      label: "not among Pinion's functions",
      ...(help === undefined ? {} : { help }),
    };
  }
  if (key === "extract") {
    return {
      code: "PN2310",
      message: "`extract` of Spark's is written with FROM",
      label: "no part and FROM stand behind it",
      help: "write `extract(year FROM x)`, or `date_part('year', x)`",
    };
  }
  return reasonNotPure(key);
}
