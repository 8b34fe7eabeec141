import * as datetime from "../../std/datetime/index.js";
import * as std from "../../std/interval/index.js";
import type { Impl, ImplFunction } from "../../typed/index.js";

const OVERFLOW = "interval overflow";

const failing = (name: string, run: ImplFunction, fails = OVERFLOW): Impl => ({
  name,
  run,
  nulls: "strict",
  fails,
});
const total = (name: string, run: ImplFunction, js?: string): Impl => ({
  name,
  run,
  nulls: "strict",
  ...(js === undefined ? {} : { js }),
});
const zoned = (name: string, run: ImplFunction, fails?: string): Impl => ({
  ...(fails === undefined ? total(name, run) : failing(name, run, fails)),
  prepare: { name: "zoneOf", run: datetime.zoneOf },
});

/** The implementations of operators on dates, timestamps and intervals. */
export const ADD_YEAR_MONTH = failing("addYearMonth", std.addYearMonth);
export const SUBTRACT_YEAR_MONTH = failing("subtractYearMonth", std.subtractYearMonth);
export const NEGATE_YEAR_MONTH = failing("negateYearMonth", std.negateYearMonth);
export const ABS_YEAR_MONTH = failing("absYearMonth", std.absYearMonth);
export const ADD_DAY_TIME = failing("addDayTime", std.addDayTime);
export const SUBTRACT_DAY_TIME = failing("subtractDayTime", std.subtractDayTime);
export const NEGATE_DAY_TIME = failing("negateDayTime", std.negateDayTime);
export const ABS_DAY_TIME = failing("absDayTime", std.absDayTime);
export const ADD_CALENDAR = total("addCalendar", std.addCalendar);
export const SUBTRACT_CALENDAR = total("subtractCalendar", std.subtractCalendar);
export const NEGATE_CALENDAR = total("negateCalendar", std.negateCalendar);

export const MULTIPLY_YEAR_MONTH = failing("multiplyYearMonth", std.multiplyYearMonth);
export const MULTIPLY_YEAR_MONTH_BY_DECIMAL = failing(
  "multiplyYearMonthByDecimal",
  std.multiplyYearMonthByDecimal,
);
export const MULTIPLY_YEAR_MONTH_BY_DOUBLE = failing(
  "multiplyYearMonthByDouble",
  std.multiplyYearMonthByDouble,
);
export const DIVIDE_YEAR_MONTH = failing("divideYearMonth", std.divideYearMonth, "division by zero");
export const DIVIDE_YEAR_MONTH_BY_DECIMAL = failing(
  "divideYearMonthByDecimal",
  std.divideYearMonthByDecimal,
  "division by zero",
);
export const DIVIDE_YEAR_MONTH_BY_DOUBLE = failing(
  "divideYearMonthByDouble",
  std.divideYearMonthByDouble,
  "division by zero",
);
export const MULTIPLY_DAY_TIME = failing("multiplyDayTime", std.multiplyDayTime);
export const MULTIPLY_DAY_TIME_BY_DECIMAL = failing("multiplyDayTimeByDecimal", std.multiplyDayTimeByDecimal);
export const MULTIPLY_DAY_TIME_BY_DOUBLE = failing("multiplyDayTimeByDouble", std.multiplyDayTimeByDouble);
export const DIVIDE_DAY_TIME = failing("divideDayTime", std.divideDayTime, "division by zero");
export const DIVIDE_DAY_TIME_BY_DECIMAL = failing(
  "divideDayTimeByDecimal",
  std.divideDayTimeByDecimal,
  "division by zero",
);
export const DIVIDE_DAY_TIME_BY_DOUBLE = failing(
  "divideDayTimeByDouble",
  std.divideDayTimeByDouble,
  "division by zero",
);
export const MULTIPLY_CALENDAR = failing("multiplyCalendar", std.multiplyCalendar);
export const DIVIDE_CALENDAR = failing("divideCalendar", std.divideCalendar, "division by zero");

const DATE_OVERFLOW = "date overflow";
const TIMESTAMP_OVERFLOW = "timestamp overflow";

export const ADD_TO_TIME = failing("addToTime", datetime.addToTime, "beyond the day");
export const SUBTRACT_TIMES = total("subtractTimes", datetime.subtractTimes, "$0 - $1");
export const PLUS_DAYS = total("plusDays", datetime.plusDays, "($0 + $1) | 0");
export const MINUS_DAYS = total("minusDays", datetime.minusDays, "($0 - $1) | 0");
export const ADD_DAY_INTERVAL = total("addDayInterval", std.addDayInterval);
export const SUBTRACT_DAY_INTERVAL = total("subtractDayInterval", std.subtractDayInterval);
export const ADD_MONTHS = failing("addMonths", datetime.addMonths, DATE_OVERFLOW);
export const ADD_CALENDAR_TO_DATE = zoned("addCalendarToDate", std.addCalendarToDate, DATE_OVERFLOW);
export const ADD_WHOLE_DAYS_TO_DATE = zoned("addWholeDaysToDate", std.addWholeDaysToDate, DATE_OVERFLOW);
export const ADD_DAY_TIME_TO_TIMESTAMP = zoned(
  "addDayTimeToTimestamp",
  datetime.addDayTimeToTimestamp,
  TIMESTAMP_OVERFLOW,
);
export const ADD_YEAR_MONTH_TO_TIMESTAMP = zoned(
  "addYearMonthToTimestamp",
  std.addYearMonthToTimestamp,
  TIMESTAMP_OVERFLOW,
);
export const ADD_CALENDAR_TO_TIMESTAMP = zoned(
  "addCalendarToTimestamp",
  std.addCalendarToTimestamp,
  TIMESTAMP_OVERFLOW,
);
export const SUBTRACT_TIMESTAMPS = zoned("subtractTimestamps", std.subtractTimestamps);
export const SUBTRACT_DATES = total("subtractDates", std.subtractDates);
