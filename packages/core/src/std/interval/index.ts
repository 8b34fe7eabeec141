export {
  absDayTime,
  absYearMonth,
  addCalendar,
  addDayTime,
  addYearMonth,
  negateCalendar,
  negateDayTime,
  negateYearMonth,
  subtractCalendar,
  subtractDayTime,
  subtractYearMonth,
} from "./arithmetic.js";
export {
  addCalendarToDate,
  addCalendarToTimestamp,
  addDayInterval,
  addWholeDaysToDate,
  addYearMonthToTimestamp,
  subtractDates,
  subtractDayInterval,
  subtractTimestamps,
} from "./dates.js";
export * from "./fields.js";
export { makeCalendarInterval, makeDayTimeInterval, makeYearMonthInterval } from "./make.js";
export { parseCalendarInterval } from "./parse-calendar.js";
export { parseDayTimeInterval, parseYearMonthInterval } from "./parse-ansi.js";
export * from "./scale.js";
export {
  printDayTimeInterval,
  printYearMonthInterval,
  showCalendarInterval,
  showDayTimeInterval,
  showYearMonthInterval,
} from "./show.js";
