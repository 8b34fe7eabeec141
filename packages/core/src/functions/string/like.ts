import * as std from "../../std/string/index.js";
import type { FunctionRecord } from "../record.js";
import { likeResolver, type LikeImpls } from "./like-resolve.js";

const impls: LikeImpls = {
  constant: {
    name: "like",
    run: std.like,
    nulls: "strict",
    prepare: { name: "compileLike", run: std.compileLike },
  },
  dynamic: {
    name: "likeDynamic",
    run: std.likeDynamic,
    nulls: "strict",
    fails: "bad escape in a pattern",
    prepare: { name: "likeCache", run: std.likeCache },
  },
};

export const likeRecord: FunctionRecord = {
  name: "like",
  family: "string",
  usage: "text LIKE pattern [ESCAPE character]",
  summary:
    "Whether the whole text is like the pattern: `_` stands for any one character, `%` for any number of them, and behind the escape character (a backslash, if none is given) for themselves.",
  examples: [
    { expr: "'Spark' LIKE '_park'", text: "true" },
    { expr: "like('Spark', 'S%k')", text: "true" },
    { expr: "'100%' LIKE '100!%' ESCAPE '!'", text: "true" },
  ],
  differs:
    "Spark fails on a pattern with a bad escape; a constant one is refused here, and otherwise the result is NULL.",
  arity: [2, 3],
  resolve: likeResolver("like", impls),
};
