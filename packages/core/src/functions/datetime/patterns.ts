import * as std from "../../std/datetime/index.js";
import { build, type Impl, type TypedExpr } from "../../typed/index.js";
import { TIME, type DataType } from "../../types/index.js";
import { constantOf } from "../constant.js";
import { refuse, type FunctionCall, type Resolution } from "../record.js";

/** Reading or writing by a pattern: compiled at build time where it is constant, otherwise row by row. */
export interface PatternForm {
  readonly use: std.PatternUse;
  readonly type: DataType;
  readonly constant: Impl;
  readonly byRow: Impl;
}

/** The call of a form over a checked value and a pattern, a STRING; a constant pattern that is none is refused. */
export function byPattern(
  call: FunctionCall,
  form: PatternForm,
  value: TypedExpr,
  pattern: TypedExpr,
): Resolution {
  if (constantOf(value) === null) return build.nullOf(form.type, call.span);
  const constant = constantOf(pattern);
  const common = { name: call.name.toLowerCase(), type: form.type, span: call.span };
  if (constant === undefined) {
    const statics = [call.context.timeZone];
    return build.call({ ...common, impl: form.byRow, args: [value, pattern], statics });
  }
  if (typeof constant !== "string") return build.nullOf(form.type, call.span);
  const compiled = std.compilePattern(constant, form.use);
  if (std.isPatternError(compiled)) {
    const shown = constant.length > 60 ? `${constant.slice(0, 60)}…` : constant;
    return refuse("PN2304", `the pattern \`${shown}\` ${compiled.error}`, pattern.span, {
      label: "not a datetime pattern",
      ...(compiled.help === undefined ? {} : { help: compiled.help }),
    });
  }
  const statics = [constant, call.context.timeZone];
  return build.call({ ...common, impl: form.constant, args: [value], statics });
}

const READING = { name: "readingPattern", run: std.readingPattern };
const WRITING = { name: "writingPattern", run: std.writingPattern };
const ZONE = { name: "zoneOf", run: std.zoneOf };
const strict = { nulls: "strict" } as const;

export const READ_TIMESTAMP: PatternForm = {
  use: "parse",
  type: { kind: "timestamp" },
  constant: {
    ...strict,
    name: "textToTimestamp",
    run: std.textToTimestamp,
    prepare: READING,
    fails: "not of the pattern",
  },
  byRow: {
    ...strict,
    name: "textToTimestampBy",
    run: std.textToTimestampBy,
    prepare: ZONE,
    fails: "not of the pattern",
  },
};

export const READ_DATE: PatternForm = {
  use: "parse",
  type: { kind: "date" },
  constant: {
    ...strict,
    name: "textToDate",
    run: std.textToDate,
    prepare: READING,
    fails: "not of the pattern",
  },
  byRow: {
    ...strict,
    name: "textToDateBy",
    run: std.textToDateBy,
    prepare: ZONE,
    fails: "not of the pattern",
  },
};

export const READ_TIME: PatternForm = {
  use: "parse",
  type: TIME,
  constant: {
    ...strict,
    name: "textToTimeOfDay",
    run: std.textToTimeOfDay,
    prepare: READING,
    fails: "not of the pattern",
  },
  byRow: {
    ...strict,
    name: "textToTimeOfDayBy",
    run: std.textToTimeOfDayBy,
    prepare: ZONE,
    fails: "not of the pattern",
  },
};

export const READ_UNIX_SECONDS: PatternForm = {
  use: "parse",
  type: { kind: "bigint" },
  constant: {
    ...strict,
    name: "textToUnixSeconds",
    run: std.textToUnixSeconds,
    prepare: READING,
    fails: "not of the pattern",
  },
  byRow: {
    ...strict,
    name: "textToUnixSecondsBy",
    run: std.textToUnixSecondsBy,
    prepare: ZONE,
    fails: "not of the pattern",
  },
};

export const WRITE_TIMESTAMP: PatternForm = {
  use: "format",
  type: { kind: "string" },
  constant: {
    ...strict,
    name: "timestampToText",
    run: std.timestampToText,
    prepare: WRITING,
    fails: "does not fit the pattern",
  },
  byRow: {
    ...strict,
    name: "timestampToTextBy",
    run: std.timestampToTextBy,
    prepare: ZONE,
    fails: "does not fit the pattern",
  },
};

export const WRITE_UNIX_SECONDS: PatternForm = {
  use: "format",
  type: { kind: "string" },
  constant: {
    ...strict,
    name: "unixSecondsToText",
    run: std.unixSecondsToText,
    prepare: WRITING,
    fails: "does not fit the pattern",
  },
  byRow: {
    ...strict,
    name: "unixSecondsToTextBy",
    run: std.unixSecondsToTextBy,
    prepare: ZONE,
    fails: "does not fit the pattern",
  },
};
