import * as std from "../../std/interval/index.js";
import { build, type Impl } from "../../typed/index.js";
import { decimal, INT, showType, TINYINT, type DataType } from "../../types/index.js";
import type { Part } from "../datetime/part-names.js";
import { refuse, type FunctionCall, type Resolution, type ValueArgument } from "../record.js";

interface Found {
  readonly impl: Impl;
  readonly type: DataType;
}

const found = (name: string, run: Impl["run"], type: DataType, fails?: string): Found => ({
  impl: { name, run, nulls: "strict", ...(fails === undefined ? {} : { fails }) },
  type,
});

const SECONDS = decimal(8, 6);

const OF_YEAR_MONTH: Partial<Record<Part, Found>> = {
  year: found("yearsOfYearMonth", std.yearsOfYearMonth, INT),
  month: found("monthsOfYearMonth", std.monthsOfYearMonth, TINYINT),
};

const OF_DAY_TIME: Partial<Record<Part, Found>> = {
  day: found("daysOfDayTime", std.daysOfDayTime, INT),
  hour: found("hoursOfDayTime", std.hoursOfDayTime, TINYINT),
  minute: found("minutesOfDayTime", std.minutesOfDayTime, TINYINT),
  second: found("secondsOfDayTime", std.secondsOfDayTime, SECONDS),
};

const OF_CALENDAR: Partial<Record<Part, Found>> = {
  year: found("yearsOfCalendar", std.yearsOfCalendar, INT),
  month: found("monthsOfCalendar", std.monthsOfCalendar, TINYINT),
  day: found("daysOfCalendar", std.daysOfCalendar, INT, "interval overflow"),
  hour: found("hoursOfCalendar", std.hoursOfCalendar, TINYINT),
  minute: found("minutesOfCalendar", std.minutesOfCalendar, TINYINT),
  second: found("secondsOfCalendar", std.secondsOfCalendar, SECONDS),
};

/** A part of an interval; an interval of certain fields has no other. */
export function intervalPart(call: FunctionCall, part: Part, { expr, type }: ValueArgument): Resolution {
  const parts = partsOf(type);
  const taken = parts[part];
  if (taken === undefined) {
    return refuse("PN2304", `an ${showType(type)} has no part \`${part}\``, call.span, {
      help: `its parts are ${Object.keys(parts).join(", ")}`,
    });
  }
  return build.call({ name: call.name.toLowerCase(), ...taken, args: [expr], span: call.span });
}

const ORDER = ["year", "month", "day", "hour", "minute", "second"];

function partsOf(type: DataType): Partial<Record<Part, Found>> {
  if (type.kind === "calendarInterval") return OF_CALENDAR;
  if (type.kind !== "yearMonthInterval" && type.kind !== "dayTimeInterval") return {};
  const all = type.kind === "yearMonthInterval" ? OF_YEAR_MONTH : OF_DAY_TIME;
  const within = (part: string): boolean =>
    ORDER.indexOf(part) >= ORDER.indexOf(type.start) && ORDER.indexOf(part) <= ORDER.indexOf(type.end);
  return Object.fromEntries(Object.entries(all).filter(([part]) => within(part)));
}
