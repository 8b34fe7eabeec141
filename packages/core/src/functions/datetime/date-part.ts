import * as std from "../../std/datetime/index.js";
import { build, type Impl } from "../../typed/index.js";
import { DATE, decimal, DOUBLE, INT, TIMESTAMP } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { constantOf } from "../constant.js";
import { intervalPart } from "../interval/part.js";
import { valueArguments, wrongType } from "../overloads.js";
import { DATE_PARAM } from "../params.js";
import {
  refuse,
  type FunctionCall,
  type FunctionRecord,
  type Resolution,
  type ValueArgument,
} from "../record.js";
import { plain, zoned } from "./impls.js";
import { similarTo } from "../similar.js";
import { findPart, PARTS, type Part } from "./part-names.js";
import { dayofmonthRecord } from "./dayofmonth.js";
import { dayofweekRecord } from "./dayofweek.js";
import { dayofyearRecord } from "./dayofyear.js";
import { hourRecord } from "./hour.js";
import { minuteRecord } from "./minute.js";
import { monthRecord } from "./month.js";
import { quarterRecord } from "./quarter.js";
import { weekofyearRecord } from "./weekofyear.js";
import { yearRecord } from "./year.js";

/** The parts that have a function of their own. */
const FUNCTIONS: Partial<Record<Part, FunctionRecord>> = {
  year: yearRecord,
  quarter: quarterRecord,
  month: monthRecord,
  week: weekofyearRecord,
  day: dayofmonthRecord,
  dayofweek: dayofweekRecord,
  doy: dayofyearRecord,
  hour: hourRecord,
  minute: minuteRecord,
};

const OF_DATE: Partial<Record<Part, Impl>> = {
  yearofweek: plain("isoYearOfDate", std.isoYearOfDate),
  dayofweek_iso: plain("isoDayOfWeekOfDate", std.isoDayOfWeekOfDate),
};

const SECOND = zoned("exactSecondOfTimestamp", std.exactSecondOfTimestamp);

const SECOND_OF_TIME = plain("exactSecondOfTime", std.exactSecondOfTime);
const PARTS_OF_TIME: readonly Part[] = ["hour", "minute", "second"];

function timePart(call: FunctionCall, part: Part, source: ValueArgument): Resolution {
  if (!PARTS_OF_TIME.includes(part)) {
    return refuse("PN2304", `a time of day has no part \`${part}\``, call.span, {
      help: `its parts are ${PARTS_OF_TIME.join(", ")}`,
    });
  }
  const record = FUNCTIONS[part];
  if (record !== undefined) return record.resolve({ ...call, args: [source] });
  const common = { name: call.name.toLowerCase(), span: call.span };
  const unit = source.type.kind === "time" ? 10 ** (6 - source.type.precision) : 1;
  return build.call({
    ...common,
    impl: SECOND_OF_TIME,
    type: decimal(8, 6),
    args: [source.expr],
    statics: [unit],
  });
}

function resolve(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const [named, source] = args;
  if (named === undefined || source === undefined) throw new Error("date_part takes a part and a value");
  const name = constantOf(named.expr);
  if (name === undefined) {
    return refuse("PN2303", `the part that \`${call.name}\` takes must be constant`, named.span);
  }
  if (name === null) return build.nullOf(DOUBLE, call.span);
  const part = typeof name === "string" ? findPart(name) : undefined;
  if (part === undefined) {
    const shown = typeof name === "string" ? `\`${name.slice(0, 60)}\`` : "this";
    return refuse("PN2304", `${shown} is no part of a date, time, timestamp or interval`, named.span, {
      help: `the parts are ${PARTS.join(", ")}`,
      ...(typeof name === "string" ? similarTo(name, PARTS, named.span) : {}),
    });
  }
  if (source.type.kind.endsWith("Interval")) return intervalPart(call, part, source);
  if (source.type.kind === "time") return timePart(call, part, source);
  if (DATE_PARAM.convert(source.type) === undefined) {
    return wrongType(call, 1, "date, time, timestamp or interval", source.type);
  }
  const record = FUNCTIONS[part];
  if (record !== undefined) return record.resolve({ ...call, args: [source] });
  const common = { name: call.name.toLowerCase(), span: call.span };
  if (part === "second") {
    const moment = coerce(source.expr, TIMESTAMP, call.context);
    const statics = [call.context.timeZone];
    return build.call({ ...common, impl: SECOND, type: decimal(8, 6), args: [moment], statics });
  }
  const impl = OF_DATE[part];
  if (impl === undefined) throw new Error(`no part ${part}`);
  return build.call({ ...common, impl, type: INT, args: [coerce(source.expr, DATE, call.context)] });
}

export const datePartRecord: FunctionRecord = {
  name: "date_part",
  aliases: ["datepart"],
  family: "datetime",
  usage: "date_part(part, value)",
  summary:
    "A part of a date, time of day, timestamp or interval; the same as `EXTRACT(part FROM value)`. The parts are YEAR, YEAROFWEEK, QUARTER, MONTH, WEEK, DAY, DAYOFWEEK (1 for Sunday), DAYOFWEEK_ISO (1 for Monday), DOY, HOUR, MINUTE and SECOND, the last with its fraction as a DECIMAL(8,6); times of day have the last three of these, intervals those that they are made of.",
  examples: [
    { expr: "date_part('YEAR', TIMESTAMP '2019-08-12 01:00:00.123456')", text: "2019" },
    { expr: "date_part('doy', DATE'2019-08-12')", text: "224" },
    { expr: "extract(SECOND FROM timestamp'2019-10-01 00:00:01.000001')", text: "1.000001" },
    { expr: "extract(SECOND FROM TIME'09:08:01.5')", text: "1.500000" },
    { expr: "extract(HOURS FROM interval '5 hours 30 minutes')", text: "5" },
  ],
  arity: [2, 2],
  resolve,
};
