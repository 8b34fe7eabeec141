import * as std from "../../std/datetime/index.js";
import { decimal, TIMESTAMP } from "../../types/index.js";
import { overloads, type Overload } from "../overloads.js";
import { INT_PARAM, of, STRING_PARAM } from "../params.js";
import { refuse, type FunctionCall, type Resolution } from "../record.js";
import { plain, zoned, zoneStatics } from "./impls.js";
import { exactDate, exactString, exactTime } from "./parameters.js";
import { withZone } from "./zone-argument.js";

const SECONDS = of(decimal(16, 6));
const PARTS = [INT_PARAM, INT_PARAM, INT_PARAM, INT_PARAM, INT_PARAM, SECONDS];

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
    params: [exactDate, exactTime],
    returns: TIMESTAMP,
    impl: zoned("dateAndTime", std.dateAndTime, { fails }),
    statics: zoneStatics,
  },
  {
    params: [exactDate, exactTime, exactString],
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

const withZones = (...all: readonly [Overload, ...Overload[]]): ((call: FunctionCall) => Resolution) =>
  withZone([2, 6], countedOverloads(...all));

/** Calls of a count that no overload has are told by the counts that there are. */
function countedOverloads(...all: readonly [Overload, ...Overload[]]): (call: FunctionCall) => Resolution {
  const counts = [...new Set(all.map(({ params }) => params.length))].sort((a, b) => a - b);
  const resolve = overloads(...all);
  return (call) =>
    counts.includes(call.args.length)
      ? resolve(call)
      : refuse(
          "PN2302",
          `\`${call.name}\` takes ${shown(counts)} arguments, not ${call.args.length}`,
          call.span,
        );
}

const shown = (counts: readonly number[]): string => `${counts.slice(0, -1).join(", ")} or ${counts.at(-1)}`;

/** Of six parts, or of a date and a time, and maybe a zone; or of a date alone. */
export const makeTimestampResolve = withZones(...OF_PARTS, ...OF_DATE, MIDNIGHT);
export const makeLocalTimestampResolve = withZones(...OF_PARTS, ...OF_DATE);
/** Without a zone. */
export const makeZonelessTimestampResolve = withZones(OF_PARTS[0], OF_DATE[0]);
