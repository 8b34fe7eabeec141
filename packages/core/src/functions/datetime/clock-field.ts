import type { Impl } from "../../typed/index.js";
import { INT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { TIMESTAMP_PARAM } from "../params.js";
import type { FunctionCall, FunctionExample, FunctionRecord, Resolution } from "../record.js";
import { isUtc, zoneStatics } from "./impls.js";
import { exactTime } from "./parameters.js";

interface ClockField {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly impl: Impl;
  /** The same of clocks that show UTC, which DuckDB can read, too. */
  readonly utc: Impl;
  /** The same of a time of day. */
  readonly ofTime: Impl;
  readonly examples: readonly FunctionExample[];
}

/** The record of a function of what the clocks of the project's time zone show. */
export function clockField(field: ClockField): FunctionRecord {
  const { name, aliases, summary, examples } = field;
  return {
    name,
    ...(aliases === undefined ? {} : { aliases }),
    family: "datetime",
    usage: `${name}(time)`,
    summary: `${summary} A time of day has one in any zone, a date counts as its midnight, a text is read as a timestamp and NULL where it is none.`,
    examples,
    arity: [1, 1],
    resolve: (call) => resolveClockField(field, call),
  };
}

function resolveClockField({ impl, utc, ofTime }: ClockField, call: FunctionCall): Resolution {
  const [arg] = call.args;
  if (arg?.kind === "value" && arg.type.kind === "time") {
    return overloads({ params: [exactTime], returns: INT, impl: ofTime })(call);
  }
  const common = { params: [TIMESTAMP_PARAM], returns: INT };
  return isUtc(call.context.timeZone)
    ? overloads({ ...common, impl: utc })(call)
    : overloads({ ...common, impl, statics: zoneStatics })(call);
}
