import type { FunctionRecord } from "../record.js";
import { addMonthsRecord } from "./add-months.js";
import { convertTimezoneRecord } from "./convert-timezone.js";
import { currentTimezoneRecord } from "./current-timezone.js";
import { dateAddRecord } from "./date-add.js";
import { dateDiffRecord } from "./date-diff.js";
import { dateFormatRecord } from "./date-format.js";
import { dateFromUnixDateRecord } from "./date-from-unix-date.js";
import { datePartRecord } from "./date-part.js";
import { dateSubRecord } from "./date-sub.js";
import { dateTruncRecord } from "./date-trunc.js";
import { daynameRecord } from "./dayname.js";
import { dayofmonthRecord } from "./dayofmonth.js";
import { dayofweekRecord } from "./dayofweek.js";
import { dayofyearRecord } from "./dayofyear.js";
import { fromUnixtimeRecord } from "./from-unixtime.js";
import { fromUtcTimestampRecord } from "./from-utc-timestamp.js";
import { hourRecord } from "./hour.js";
import { lastDayRecord } from "./last-day.js";
import { makeDateRecord } from "./make-date.js";
import { makeTimeRecord } from "./make-time.js";
import { makeTimestampLtzRecord } from "./make-timestamp-ltz.js";
import { makeTimestampNtzRecord } from "./make-timestamp-ntz.js";
import { makeTimestampRecord } from "./make-timestamp.js";
import { minuteRecord } from "./minute.js";
import { monthRecord } from "./month.js";
import { monthnameRecord } from "./monthname.js";
import { monthsBetweenRecord } from "./months-between.js";
import { nextDayRecord } from "./next-day.js";
import { quarterRecord } from "./quarter.js";
import { secondRecord } from "./second.js";
import { timeDiffRecord } from "./time-diff.js";
import { timeDurationRecord } from "./time-duration.js";
import { timeFromMicrosRecord } from "./time-from-micros.js";
import { timeFromMillisRecord } from "./time-from-millis.js";
import { timeFromSecondsRecord } from "./time-from-seconds.js";
import { timeToMicrosRecord } from "./time-to-micros.js";
import { timeToMillisRecord } from "./time-to-millis.js";
import { timeToSecondsRecord } from "./time-to-seconds.js";
import { timeTruncRecord } from "./time-trunc.js";
import { timestampMicrosRecord } from "./timestamp-micros.js";
import { timestampMillisRecord } from "./timestamp-millis.js";
import { timestampSecondsRecord } from "./timestamp-seconds.js";
import { timestampaddRecord } from "./timestampadd.js";
import { timestampdiffRecord } from "./timestampdiff.js";
import { toDateRecord } from "./to-date.js";
import { toTimeRecord } from "./to-time.js";
import { toTimestampRecord } from "./to-timestamp.js";
import { toUnixTimestampRecord } from "./to-unix-timestamp.js";
import { toUtcTimestampRecord } from "./to-utc-timestamp.js";
import { truncRecord } from "./trunc.js";
import { unixDateRecord } from "./unix-date.js";
import { unixMicrosRecord } from "./unix-micros.js";
import { unixMillisRecord } from "./unix-millis.js";
import { unixSecondsRecord } from "./unix-seconds.js";
import { unixTimestampRecord } from "./unix-timestamp.js";
import { weekdayRecord } from "./weekday.js";
import { weekofyearRecord } from "./weekofyear.js";
import { yearRecord } from "./year.js";

export const datetimeFunctions: readonly FunctionRecord[] = [
  addMonthsRecord,
  convertTimezoneRecord,
  currentTimezoneRecord,
  dateAddRecord,
  dateDiffRecord,
  dateFormatRecord,
  dateFromUnixDateRecord,
  datePartRecord,
  dateSubRecord,
  dateTruncRecord,
  daynameRecord,
  dayofmonthRecord,
  dayofweekRecord,
  dayofyearRecord,
  fromUnixtimeRecord,
  fromUtcTimestampRecord,
  hourRecord,
  lastDayRecord,
  makeDateRecord,
  makeTimeRecord,
  makeTimestampRecord,
  makeTimestampLtzRecord,
  makeTimestampNtzRecord,
  minuteRecord,
  monthRecord,
  monthnameRecord,
  monthsBetweenRecord,
  nextDayRecord,
  quarterRecord,
  secondRecord,
  timeDiffRecord,
  timeDurationRecord,
  timeFromMicrosRecord,
  timeFromMillisRecord,
  timeFromSecondsRecord,
  timeToMicrosRecord,
  timeToMillisRecord,
  timeToSecondsRecord,
  timeTruncRecord,
  timestampMicrosRecord,
  timestampMillisRecord,
  timestampSecondsRecord,
  timestampaddRecord,
  timestampdiffRecord,
  toDateRecord,
  toTimeRecord,
  toTimestampRecord,
  toUnixTimestampRecord,
  toUtcTimestampRecord,
  truncRecord,
  unixDateRecord,
  unixMicrosRecord,
  unixMillisRecord,
  unixSecondsRecord,
  unixTimestampRecord,
  weekdayRecord,
  weekofyearRecord,
  yearRecord,
];
