import * as std from "../../std/datetime/index.js";
import { build, type Impl } from "../../typed/index.js";
import { DATE, decimal, DOUBLE, INT, TIMESTAMP, type DataType } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { constantOf } from "../constant.js";
import { intervalPart } from "../interval/part.js";
import { valueArguments, wrongType } from "../overloads.js";
import { DATE_PARAM } from "../params.js";
import { refuse, type FunctionCall, type FunctionRecord, type Resolution } from "../record.js";
import { plain, zoned } from "./impls.js";
import { similarTo } from "../similar.js";
import { findPart, PARTS, type Part } from "./part-names.js";

const OF_DATE: Partial<Record<Part, Impl>> = {
  year: plain("yearOfDate", std.yearOfDate),
  yearofweek: plain("isoYearOfDate", std.isoYearOfDate),
  quarter: plain("quarterOfDate", std.quarterOfDate),
  month: plain("monthOfDate", std.monthOfDate),
  week: plain("weekOfDate", std.weekOfDate),
  day: plain("dayOfDate", std.dayOfDate),
  dayofweek: plain("dayOfWeekOfDate", std.dayOfWeekOfDate),
  dayofweek_iso: plain("isoDayOfWeekOfDate", std.isoDayOfWeekOfDate),
  doy: plain("dayOfYearOfDate", std.dayOfYearOfDate),
};

const OF_TIMESTAMP: Partial<Record<Part, { readonly impl: Impl; readonly type: DataType }>> = {
  hour: { impl: zoned("hourOfTimestamp", std.hourOfTimestamp), type: INT },
  minute: { impl: zoned("minuteOfTimestamp", std.minuteOfTimestamp), type: INT },
  second: { impl: zoned("exactSecondOfTimestamp", std.exactSecondOfTimestamp), type: decimal(8, 6) },
};

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
    return refuse("PN2304", `${shown} is no part of a date, timestamp or interval`, named.span, {
      help: `the parts are ${PARTS.join(", ")}`,
      ...(typeof name === "string" ? similarTo(name, PARTS, named.span) : {}),
    });
  }
  if (source.type.kind.endsWith("Interval")) return intervalPart(call, part, source);
  if (DATE_PARAM.convert(source.type) === undefined) {
    return wrongType(call, 1, "date, timestamp or interval", source.type);
  }
  const common = { name: call.name.toLowerCase(), span: call.span };
  const clock = OF_TIMESTAMP[part];
  if (clock !== undefined) {
    const moment = coerce(source.expr, TIMESTAMP, call.context);
    return build.call({ ...common, ...clock, args: [moment], statics: [call.context.timeZone] });
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
    "A part of a date, timestamp or interval; the same as `EXTRACT(part FROM value)`. The parts are YEAR, YEAROFWEEK, QUARTER, MONTH, WEEK, DAY, DAYOFWEEK (1 for Sunday), DAYOFWEEK_ISO (1 for Monday), DOY, HOUR, MINUTE and SECOND, the last with its fraction as a DECIMAL(8,6); intervals have those that they are made of.",
  examples: [
    { expr: "date_part('YEAR', TIMESTAMP '2019-08-12 01:00:00.123456')", text: "2019" },
    { expr: "date_part('doy', DATE'2019-08-12')", text: "224" },
    { expr: "extract(SECOND FROM timestamp'2019-10-01 00:00:01.000001')", text: "1.000001" },
    { expr: "extract(HOURS FROM interval '5 hours 30 minutes')", text: "5" },
  ],
  arity: [2, 2],
  resolve,
};
