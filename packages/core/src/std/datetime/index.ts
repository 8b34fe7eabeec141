export {
  dateOfUtc,
  exactSecondOfTimestamp,
  hourOfTimestamp,
  hourOfUtc,
  minuteOfTimestamp,
  minuteOfUtc,
  secondOfTimestamp,
  secondOfUtc,
} from "./clock.js";
export {
  addDayTimeToTimestamp,
  addUnits,
  DATETIME_UNITS,
  daysBetween,
  DURATIONS,
  monthsBetween,
  timeDuration,
  unitInZone,
  unitsBetween,
  type UnitInZone,
} from "./difference.js";
export {
  dateOfUnixDays,
  timestampOfDecimal,
  timestampOfDouble,
  timestampOfMicros,
  timestampOfMillis,
  timestampOfSeconds,
  unixDaysOfDate,
  unixMicros,
  unixMillis,
  unixSeconds,
} from "./epoch.js";
export * from "./fields.js";
export {
  dateAndTime,
  dateAndTimeIn,
  makeDate,
  makeTime,
  makeTimestamp,
  makeTimestampIn,
  midnightOf,
} from "./make.js";
export { addMonths, minusDays, plusDays } from "./move.js";
export { nextDay } from "./next-day.js";
export { formatTimestampPattern } from "./pattern-format.js";
export { parseDatePattern, parseTimestampPattern } from "./pattern-read.js";
export { compilePattern, isPatternError, type CompiledPattern } from "./pattern.js";
export type { PatternError, PatternUse } from "./pattern-elements.js";
export * from "./read-write.js";
export { convertTimezone, fromUtcTimestamp, toUtcTimestamp } from "./shift.js";
export { parseDateText, parseTimestampText, showDate, showTimestamp } from "./text.js";
export * from "./time-epoch.js";
export {
  addToTime,
  exactSecondOfTime,
  hourOfTime,
  minuteOfTime,
  parseTimeOfDay,
  secondOfTime,
  showTimeOfDay,
  subtractTimes,
  textToTimeOfDay,
  textToTimeOfDayBy,
  TIME_UNITS,
  timeDifference,
  timeTruncated,
  truncateTime,
  wholeUnitsBetween,
} from "./time-of-day.js";
export { truncateDate, truncateTimestamp } from "./truncate.js";
export { findZone, isFixed, localOffset, offsetAt, zoneOf, type Zone } from "./zone.js";
