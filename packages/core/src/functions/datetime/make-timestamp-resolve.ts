import * as std from "../../std/datetime/index.js";
import { decimal, TIMESTAMP, type DataType } from "../../types/index.js";
import { overloads, type Overload } from "../overloads.js";
import { INT_PARAM, of, STRING_PARAM, type Param } from "../params.js";
import type { FunctionCall, Resolution } from "../record.js";
import { plain, zoned, zoneStatics } from "./impls.js";
import { exactDate } from "./parameters.js";
import { withZone } from "./zone-argument.js";

const SECONDS = of(decimal(16, 6));
const PARTS = [INT_PARAM, INT_PARAM, INT_PARAM, INT_PARAM, INT_PARAM, SECONDS];

/** A time of day as `make_time` gives it. */
export const TIME = { kind: "dayTimeInterval", start: "hour", end: "second" } as const satisfies DataType;

const timeParam: Param = {
  shown: "a time of day",
  convert: (from) => {
    if (from.kind === "void") return TIME;
    const isTime = from.kind === "dayTimeInterval" && from.start === "hour" && from.end === "second";
    return isTime ? from : undefined;
  },
};

const fails = "no such timestamp";

const OF_PARTS: readonly [Overload, Overload] = [
  {
    params: PARTS,
    returns: TIMESTAMP,
    impl: zoned("makeTimestamp", std.makeTimestamp, { fails }),
    statics: zoneStatics,
  },
  {
    params: [...PARTS, STRING_PARAM],
    returns: TIMESTAMP,
    impl: plain("makeTimestampIn", std.makeTimestampIn, { fails }),
  },
];

const OF_DATE: readonly [Overload, Overload] = [
  {
    params: [exactDate, timeParam],
    returns: TIMESTAMP,
    impl: zoned("dateAndTime", std.dateAndTime, { fails }),
    statics: zoneStatics,
  },
  {
    params: [exactDate, timeParam, STRING_PARAM],
    returns: TIMESTAMP,
    impl: plain("dateAndTimeIn", std.dateAndTimeIn, { fails }),
  },
];

const MIDNIGHT: Overload = {
  params: [exactDate],
  returns: TIMESTAMP,
  impl: zoned("midnightOf", std.midnightOf, { fails }),
  statics: zoneStatics,
};

/** `resolve` of the functions that make a timestamp: of its six parts, or of a date and a time, and maybe a zone. */
export const makeTimestampResolve: (call: FunctionCall) => Resolution = withZone(
  [2, 6],
  overloads(...OF_PARTS, ...OF_DATE, MIDNIGHT),
);
