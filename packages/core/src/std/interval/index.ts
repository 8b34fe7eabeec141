export { parseCalendarInterval } from "./parse-calendar.js";
export { parseDayTimeInterval, parseYearMonthInterval } from "./parse-ansi.js";
export {
  printDayTimeInterval,
  printYearMonthInterval,
  showCalendarInterval,
  showDayTimeInterval,
  showYearMonthInterval,
} from "./show.js";
