import * as std from "../../std/array/index.js";
import type { Impl } from "../../typed/index.js";
import { INT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { anyArray, anyMap } from "../params.js";
import { refused, type FunctionRecord } from "../record.js";

const impl: Impl = { name: "sizeOrMinusOne", run: std.sizeOrMinusOne, nulls: "aware" };

const resolve = overloads(
  { params: [anyArray], returns: INT, impl, nullable: false },
  { params: [anyMap], returns: INT, impl, nullable: false },
);

export const sizeRecord: FunctionRecord = {
  name: "size",
  aliases: ["cardinality"],
  family: "array",
  usage: "size(value)",
  summary: "How many elements an array, or entries a map, has; -1 of NULL.",
  examples: [
    { expr: "size(array('b', 'd', 'c', 'a'))", text: "4" },
    { expr: "size(map('a', 1, 'b', 2))", text: "2" },
    { expr: "size(NULL)", text: "-1" },
  ],
  arity: [1, 1],
  resolve: (call) => {
    const resolved = resolve(call);
    const [arg] = call.args;
    if (!refused(resolved) || arg?.kind !== "value" || arg.type.kind !== "string") return resolved;
    const help = "the characters of a text are counted by `length`";
    return { ...resolved, problems: resolved.problems.map((problem) => ({ help, ...problem })) };
  },
};
