import * as std from "../../std/array/index.js";
import { STRING, arrayOf } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM, of } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { exactly } from "../string/exactly.js";

export const arrayJoinRecord: FunctionRecord = {
  name: "array_join",
  family: "array",
  usage: "array_join(array, separator[, nulls])",
  summary: "The elements as texts with a separator between them. NULLs are passed over, or shown as `nulls`.",
  examples: [
    { expr: "array_join(array('hello', 'world'), ' ')", text: "hello world" },
    { expr: "array_join(array('hello', null, 'world'), ' ')", text: "hello world" },
    { expr: "array_join(array('hello', null, 'world'), ' ', ',')", text: "hello , world" },
    { expr: "array_join(array(1.5, 20), '/')", text: "1.5/20.0" },
  ],
  arity: [2, 3],
  resolve: overloads({
    params: [of(arrayOf(STRING)), exactly(STRING_PARAM)],
    rest: exactly(STRING_PARAM),
    returns: STRING,
    impl: { name: "arrayJoin", run: std.arrayJoin, nulls: "strict", fails: "result too long" },
  }),
};
