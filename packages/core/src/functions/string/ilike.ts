import * as std from "../../std/string/index.js";
import type { FunctionRecord } from "../record.js";
import { likeResolver, type LikeImpls } from "./like-resolve.js";

const impls: LikeImpls = {
  constant: {
    name: "like",
    run: std.like,
    nulls: "strict",
    prepare: { name: "compileIlike", run: std.compileIlike },
  },
  dynamic: {
    name: "ilikeDynamic",
    run: std.ilikeDynamic,
    nulls: "strict",
    fails: "bad escape in a pattern",
    prepare: { name: "likeCache", run: std.likeCache },
  },
};

export const ilikeRecord: FunctionRecord = {
  name: "ilike",
  family: "string",
  usage: "text ILIKE pattern [ESCAPE character]",
  summary:
    "Whether the whole text is like the pattern, without regard to case: `_` stands for any one character, `%` for any number of them, and behind the escape character (a backslash, if none is given) for themselves.",
  examples: [
    { expr: "ilike('Spark', '_Park')", text: "true" },
    { expr: "'SPARK' ILIKE 's%'", text: "true" },
  ],
  differs:
    "Spark fails on a pattern with a bad escape; a constant one is refused here, and otherwise the result is NULL.",
  arity: [2, 3],
  resolve: likeResolver("ilike", impls),
};
