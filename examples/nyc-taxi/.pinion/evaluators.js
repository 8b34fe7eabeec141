// @pinion/core/std/datetime/micros
var MICROS_PER_SECOND = 1e6;
var MICROS_PER_DAY = 864e8;
function secondsOf(micros) {
  if (typeof micros === "number")
    return Math.floor(micros / MICROS_PER_SECOND);
  const seconds = micros / 1000000n;
  return Number(micros < 0n && seconds * 1000000n !== micros ? seconds - 1n : seconds);
}

// @pinion/core/std/datetime/calendar
var EPOCH = 719468;
var DAYS_PER_ERA = 146097;
function civilOf(days) {
  const shifted = days + EPOCH;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = (dayOfEra - (dayOfEra / 1460 | 0) + (dayOfEra / 36524 | 0) - (dayOfEra / (DAYS_PER_ERA - 1) | 0)) / 365 | 0;
  const dayOfYear = dayOfEra - (365 * yearOfEra + (yearOfEra / 4 | 0) - (yearOfEra / 100 | 0));
  const monthFromMarch = (5 * dayOfYear + 2) / 153 | 0;
  const day = dayOfYear - ((153 * monthFromMarch + 2) / 5 | 0) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return year * 512 + month * 32 + day;
}
var civilDay = (civil) => civil & 31;
var floorMod = (a, b) => a - Math.floor(a / b) * b;

// @pinion/core/std/datetime/epoch
var unixSeconds = (micros) => secondsOf(micros);

// @pinion/core/std/datetime/clock
var BIG_DAY = BigInt(MICROS_PER_DAY);
var bigUnits = (micros, unit) => Number(micros < 0n ? (micros - unit + 1n) / unit : micros / unit);
var dateOfUtc = (micros) => typeof micros === "number" ? Math.floor(micros / MICROS_PER_DAY) : bigUnits(micros, BIG_DAY);
var HOURS_ADDED = 24 * 104250;
var MINUTES_ADDED = 60 * HOURS_ADDED;
var hourOfUtc = (micros) => typeof micros === "number" ? ((Math.floor(micros / 36e8) | 0) + HOURS_ADDED >>> 0) % 24 : floorMod(bigUnits(micros, 3600000000n), 24) | 0;

// @pinion/core/std/datetime/fields
var dayOfDate = (days) => civilDay(civilOf(days));

// evaluators
export function row_s1(r, o, f) {
  //! key DOLocationID
  const c2 = r[2];
  o[0] = c2;
  //! f_day_of_month: dayofmonth(lpep_dropoff_datetime)
  const c1 = r[1];
  const t1 = c1 === null ? 0 : dateOfUtc(c1);
  o[1] = c1 === null ? null : dayOfDate(t1);
  //! f_day_of_week: dayofweek(lpep_dropoff_datetime)
  o[2] = c1 === null ? null : (((t1 | 0) % 7 + 11) % 7) + 1;
  //! f_hour_of_day: hour(lpep_dropoff_datetime)
  o[3] = c1 === null ? null : hourOfUtc(c1);
  //! f_is_long_trip_distance: cast_float(trip_distance) > 30
  const c3 = r[3];
  o[4] = c3 === null ? null : !(Math.fround(c3) <= 30);
  //! avg: cast_float(fare_amount)
  const c4 = r[4];
  o[5] = c4 === null ? null : Math.fround(c4);
  //! f_trip_distance: trip_distance
  o[6] = c3 === null ? null : Math.fround(c3);
  //! f_trip_time_duration: (to_unix_timestamp(lpep_dropoff_datetime) - to_unix_timestamp(lpep_pickup_datetime)) / 60
  const c0 = r[0];
  o[7] = c1 === null || c0 === null ? null : Math.fround((unixSeconds(c1) - unixSeconds(c0)) / 60);
}
function meet(s, v, count) {
  if (v !== null) {
    for (let i = 0; i < (count + 7) >> 3; i++) {
      s[i] &= v[i];
    }
  }
}
function kernel_s1_1_row(i, out0, in2) {
  //! key DOLocationID
  const c2 = in2[i];
  out0[i] = c2;
}
function kernel_s1_1(count, columns, out, f) {
  if (out[0] === undefined) return;
  const target0 = out[0];
  const out0 = target0.values;
  const set0 = target0.validity;
  set0.fill(255, 0, (count + 7) >> 3);
  const column2 = columns[2];
  const in2 = column2.values;
  const valid2 = column2.validity;
  meet(set0, valid2, count);
  const turns = count - count % 8;
  for (let i = 0; i < turns; i += 8) {
    kernel_s1_1_row(i, out0, in2);
    kernel_s1_1_row(i + 1, out0, in2);
    kernel_s1_1_row(i + 2, out0, in2);
    kernel_s1_1_row(i + 3, out0, in2);
    kernel_s1_1_row(i + 4, out0, in2);
    kernel_s1_1_row(i + 5, out0, in2);
    kernel_s1_1_row(i + 6, out0, in2);
    kernel_s1_1_row(i + 7, out0, in2);
  }
  for (let i = turns; i < count; i++) {
    kernel_s1_1_row(i, out0, in2);
  }
}
function kernel_s1_2_row(i, out1, in1, out2) {
  //! f_day_of_month: dayofmonth(lpep_dropoff_datetime)
  const c1 = in1[i] ?? 0;
  const t1 = dateOfUtc(c1);
  out1[i] = dayOfDate(t1);
  //! f_day_of_week: dayofweek(lpep_dropoff_datetime)
  out2[i] = (((t1 | 0) % 7 + 11) % 7) + 1;
}
function kernel_s1_2(count, columns, out, f) {
  if (out[1] === undefined && out[2] === undefined) return;
  const target1 = out[1] ?? { values: new Int32Array(count), validity: new Uint8Array((count + 7) >> 3) };
  const out1 = target1.values;
  const set1 = target1.validity;
  set1.fill(255, 0, (count + 7) >> 3);
  const column1 = columns[1] ?? { values: new Float64Array(count), validity: new Uint8Array((count + 7) >> 3) };
  const in1 = column1.values;
  const valid1 = column1.validity;
  const target2 = out[2] ?? { values: new Int32Array(count), validity: new Uint8Array((count + 7) >> 3) };
  const out2 = target2.values;
  const set2 = target2.validity;
  set2.fill(255, 0, (count + 7) >> 3);
  meet(set1, valid1, count);
  meet(set2, valid1, count);
  const turns = count - count % 8;
  for (let i = 0; i < turns; i += 8) {
    kernel_s1_2_row(i, out1, in1, out2);
    kernel_s1_2_row(i + 1, out1, in1, out2);
    kernel_s1_2_row(i + 2, out1, in1, out2);
    kernel_s1_2_row(i + 3, out1, in1, out2);
    kernel_s1_2_row(i + 4, out1, in1, out2);
    kernel_s1_2_row(i + 5, out1, in1, out2);
    kernel_s1_2_row(i + 6, out1, in1, out2);
    kernel_s1_2_row(i + 7, out1, in1, out2);
  }
  for (let i = turns; i < count; i++) {
    kernel_s1_2_row(i, out1, in1, out2);
  }
}
function kernel_s1_3_row(i, out3, in1) {
  //! f_hour_of_day: hour(lpep_dropoff_datetime)
  const c1 = in1[i] ?? 0;
  out3[i] = hourOfUtc(c1);
}
function kernel_s1_3(count, columns, out, f) {
  if (out[3] === undefined) return;
  const target3 = out[3];
  const out3 = target3.values;
  const set3 = target3.validity;
  set3.fill(255, 0, (count + 7) >> 3);
  const column1 = columns[1];
  const in1 = column1.values;
  const valid1 = column1.validity;
  meet(set3, valid1, count);
  const turns = count - count % 8;
  for (let i = 0; i < turns; i += 8) {
    kernel_s1_3_row(i, out3, in1);
    kernel_s1_3_row(i + 1, out3, in1);
    kernel_s1_3_row(i + 2, out3, in1);
    kernel_s1_3_row(i + 3, out3, in1);
    kernel_s1_3_row(i + 4, out3, in1);
    kernel_s1_3_row(i + 5, out3, in1);
    kernel_s1_3_row(i + 6, out3, in1);
    kernel_s1_3_row(i + 7, out3, in1);
  }
  for (let i = turns; i < count; i++) {
    kernel_s1_3_row(i, out3, in1);
  }
}
function kernel_s1_4_row(i, out4, in3) {
  //! f_is_long_trip_distance: cast_float(trip_distance) > 30
  const c3 = in3[i];
  out4[i] = +(!(Math.fround(c3) <= 30));
}
function kernel_s1_4(count, columns, out, f) {
  if (out[4] === undefined) return;
  const target4 = out[4];
  const out4 = target4.values;
  const set4 = target4.validity;
  set4.fill(255, 0, (count + 7) >> 3);
  const column3 = columns[3];
  const in3 = column3.values;
  const valid3 = column3.validity;
  meet(set4, valid3, count);
  const turns = count - count % 8;
  for (let i = 0; i < turns; i += 8) {
    kernel_s1_4_row(i, out4, in3);
    kernel_s1_4_row(i + 1, out4, in3);
    kernel_s1_4_row(i + 2, out4, in3);
    kernel_s1_4_row(i + 3, out4, in3);
    kernel_s1_4_row(i + 4, out4, in3);
    kernel_s1_4_row(i + 5, out4, in3);
    kernel_s1_4_row(i + 6, out4, in3);
    kernel_s1_4_row(i + 7, out4, in3);
  }
  for (let i = turns; i < count; i++) {
    kernel_s1_4_row(i, out4, in3);
  }
}
function kernel_s1_5_row(i, out5, in4) {
  //! avg: cast_float(fare_amount)
  const c4 = in4[i];
  out5[i] = Math.fround(c4);
}
function kernel_s1_5(count, columns, out, f) {
  if (out[5] === undefined) return;
  const target5 = out[5];
  const out5 = target5.values;
  const set5 = target5.validity;
  set5.fill(255, 0, (count + 7) >> 3);
  const column4 = columns[4];
  const in4 = column4.values;
  const valid4 = column4.validity;
  meet(set5, valid4, count);
  const turns = count - count % 8;
  for (let i = 0; i < turns; i += 8) {
    kernel_s1_5_row(i, out5, in4);
    kernel_s1_5_row(i + 1, out5, in4);
    kernel_s1_5_row(i + 2, out5, in4);
    kernel_s1_5_row(i + 3, out5, in4);
    kernel_s1_5_row(i + 4, out5, in4);
    kernel_s1_5_row(i + 5, out5, in4);
    kernel_s1_5_row(i + 6, out5, in4);
    kernel_s1_5_row(i + 7, out5, in4);
  }
  for (let i = turns; i < count; i++) {
    kernel_s1_5_row(i, out5, in4);
  }
}
function kernel_s1_6_row(i, out6, in3) {
  //! f_trip_distance: trip_distance
  const c3 = in3[i];
  out6[i] = Math.fround(c3);
}
function kernel_s1_6(count, columns, out, f) {
  if (out[6] === undefined) return;
  const target6 = out[6];
  const out6 = target6.values;
  const set6 = target6.validity;
  set6.fill(255, 0, (count + 7) >> 3);
  const column3 = columns[3];
  const in3 = column3.values;
  const valid3 = column3.validity;
  meet(set6, valid3, count);
  const turns = count - count % 8;
  for (let i = 0; i < turns; i += 8) {
    kernel_s1_6_row(i, out6, in3);
    kernel_s1_6_row(i + 1, out6, in3);
    kernel_s1_6_row(i + 2, out6, in3);
    kernel_s1_6_row(i + 3, out6, in3);
    kernel_s1_6_row(i + 4, out6, in3);
    kernel_s1_6_row(i + 5, out6, in3);
    kernel_s1_6_row(i + 6, out6, in3);
    kernel_s1_6_row(i + 7, out6, in3);
  }
  for (let i = turns; i < count; i++) {
    kernel_s1_6_row(i, out6, in3);
  }
}
function kernel_s1_7_row(i, out7, in1, in0) {
  //! f_trip_time_duration: (to_unix_timestamp(lpep_dropoff_datetime) - to_unix_timestamp(lpep_pickup_datetime)) / 60
  const c1 = in1[i] ?? 0;
  const c0 = in0[i] ?? 0;
  out7[i] = Math.fround((unixSeconds(c1) - unixSeconds(c0)) / 60);
}
function kernel_s1_7(count, columns, out, f) {
  if (out[7] === undefined) return;
  const target7 = out[7];
  const out7 = target7.values;
  const set7 = target7.validity;
  set7.fill(255, 0, (count + 7) >> 3);
  const column1 = columns[1];
  const in1 = column1.values;
  const valid1 = column1.validity;
  const column0 = columns[0];
  const in0 = column0.values;
  const valid0 = column0.validity;
  meet(set7, valid1, count);
  meet(set7, valid0, count);
  const turns = count - count % 4;
  for (let i = 0; i < turns; i += 4) {
    kernel_s1_7_row(i, out7, in1, in0);
    kernel_s1_7_row(i + 1, out7, in1, in0);
    kernel_s1_7_row(i + 2, out7, in1, in0);
    kernel_s1_7_row(i + 3, out7, in1, in0);
  }
  for (let i = turns; i < count; i++) {
    kernel_s1_7_row(i, out7, in1, in0);
  }
}
const kernel_s1_groups = [kernel_s1_1, kernel_s1_2, kernel_s1_3, kernel_s1_4, kernel_s1_5, kernel_s1_6, kernel_s1_7];
export function kernel_s1(count, columns, out, f) {
  for (let i = 0; i < kernel_s1_groups.length; i++) {
    kernel_s1_groups[i](count, columns, out, f);
  }
}
export function row_w1(r, o, f) {
  //! double to float
  const c0 = r[0];
  o[0] = c0 === null ? null : Math.fround(c0);
}
export function row_w2(r, o, f) {
  //! float to float
  const c0 = r[0];
  o[0] = c0;
}
export function row_d1(r, o, f) {
  //! f_trip_speed: f_trip_distance / f_trip_time_duration
  const c0 = r[0];
  const c1 = r[1];
  o[0] = null;
  b1: {
    if (c0 === null || c1 === null) break b1;
    if (c1 === 0) {
      f[0]++;
      break b1;
    }
    o[0] = Math.fround(c0 / c1);
  }
}
//# sourceMappingURL=evaluators.js.map
