import { expect, test } from "vitest";
import { evaluateText } from "../../src/eval/index.js";

const answer = (expr: string): string => {
  const given = evaluateText({ expr, timeZone: "America/Los_Angeles" });
  return given.error === undefined ? `${given.type} ${given.text}` : given.error.code;
};

/* TIME: type and text as Spark 4.1 prints them, or the code of the refusal. */

test.each([
  ["TIME'12:34:56.789'", "time(6) 12:34:56.789"],
  ["typeof(make_time(1, 2, 3))", "string time(6)"],
  ["time'24:00:00'", "PN2402"],
  ["make_time(6, 30, 45.887)", "time(6) 06:30:45.887"],
  ["make_time(0, 0, 60)", "time(6) NULL"],
  ["to_time('12.10.05', 'HH.mm.ss')", "time(6) 12:10:05"],
  ["to_time('2020-01-01', 'yyyy-MM-dd')", "time(6) 00:00:00"],
  ["to_time(12)", "PN2201"],
  ["cast('12:34' as time(3))", "time(3) 12:34:00"],
  ["cast('12:34' as time(7))", "PN2018"],
  ["cast(TIME'12:34:56.789' as time(2))", "time(2) 12:34:56.78"],
  ["cast(TIME'12:34:56' as int)", "int 45296"],
  ["cast(TIME'12:34:56' as smallint)", "smallint NULL"],
  ["cast(TIME'12:34:56.5' as decimal(10,2))", "decimal(10,2) 45296.50"],
  ["cast(TIME'12:34:56' as timestamp)", "PN2202"],
  ["cast(1 as time)", "PN2202"],
  ["hour(TIME'13:59:59.999999')", "int 13"],
  ["extract(SECOND FROM TIME'12:34:56.5')", "decimal(8,6) 56.500000"],
  ["extract(DAY FROM TIME'12:34:56.5')", "PN2304"],
  ["year(TIME'12:34:56.5')", "PN2201"],
  ["time_diff('HOUR', TIME'20:30:29', TIME'12:00:00')", "bigint -8"],
  ["time_diff('DAY', TIME'20:30:29', TIME'12:00:00')", "PN2304"],
  ["time_diff(concat('HO', 'UR'), TIME'20:30:29', TIME'21:30:29')", "bigint 1"],
  ["time_trunc('MILLISECOND', TIME'09:32:05.359123')", "time(6) 09:32:05.359"],
  ["TIME'12:34:56' + interval '1' hour", "time(6) 13:34:56"],
  ["TIME'12:34:56' - interval '13' hour", "time(6) NULL"],
  ["cast('12:34:56' as time(0)) + interval '5' minute", "time(0) 12:39:56"],
  ["cast('12:34:56' as time(0)) + interval '0.5' second", "time(6) 12:34:56.5"],
  ["TIME'11:34:56.5' - TIME'12:00:00'", "interval hour to second -0 00:25:03.500000000"],
  ["TIME'12:34:56' + null", "time(6) NULL"],
  ["TIME'12:34:56' + interval '1' month", "PN2201"],
  ["TIME'12:34:56' < '13:00'", "boolean true"],
  ["TIME'12:34:56' = 45296", "PN2201"],
  ["cast('12:34:56' as time(0)) = TIME'12:34:56'", "PN2201"],
  ["coalesce(TIME'12:34:56', 'x')", "string 12:34:56"],
  ["greatest(TIME'12:34:56', TIME'13:00:00')", "time(6) 13:00:00"],
  ["sort_array(array(TIME'13:34:56', TIME'13:00:00'))", "array<time(6)> [13:00:00,13:34:56]"],
  ["hash(TIME'12:34:56')", "int 1670312766"],
  ["xxhash64(TIME'12:34:56')", "bigint -587185444751984365"],
  ["make_timestamp(date'2020-03-08', TIME'02:30:00')", "timestamp 2020-03-08 03:30:00"],
  ["make_timestamp(date'2020-01-01', '12:34:56')", "PN2201"],
])("%s is %s", (expr, expected) => expect(answer(expr)).toBe(expected));
