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

// @pinion/core/std/datetime/clock
var unitsOf = (micros, unit) => typeof micros === "number" ? Math.floor(micros / unit) : bigUnits(micros, BigInt(unit));
var bigUnits = (micros, unit) => Number(micros < 0n ? (micros - unit + 1n) / unit : micros / unit);
var dateOfUtc = (micros) => unitsOf(micros, MICROS_PER_DAY);
var hourOfUtc = (micros) => floorMod(unitsOf(micros, 36e8), 24) | 0;

// @pinion/core/std/datetime/epoch
var unixSeconds = (micros) => secondsOf(micros);

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
  o[2] = c1 === null ? null : (((((t1 | 0) + 4) % 7) + 7) % 7) + 1;
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
function kernel_s1_1(count, columns, out, f) {
  const target0 = out[0];
  const out0 = target0.values;
  const set0 = target0.validity;
  set0.fill(255, 0, (count + 7) >> 3);
  const column2 = columns[2];
  const in2 = column2.values;
  const valid2 = column2.validity;
  meet(set0, valid2, count);
  for (let i = 0; i < count; i++) {
    //! key DOLocationID
    const c2 = in2[i];
    out0[i] = c2;
  }
}
function kernel_s1_2(count, columns, out, f) {
  const target1 = out[1] ?? { values: new Int32Array(count), validity: new Uint8Array((count + 7) >> 3) };
  const out1 = target1.values;
  const set1 = target1.validity;
  set1.fill(0, 0, (count + 7) >> 3);
  const column1 = columns[1] ?? { values: new Float64Array(count), validity: new Uint8Array((count + 7) >> 3) };
  const in1 = column1.values;
  const valid1 = column1.validity;
  const target2 = out[2] ?? { values: new Int32Array(count), validity: new Uint8Array((count + 7) >> 3) };
  const out2 = target2.values;
  const set2 = target2.validity;
  set2.fill(0, 0, (count + 7) >> 3);
  for (let i = 0; i < count; i++) {
    const byte = i >> 3;
    const bit = 1 << (i & 7);
    //! f_day_of_month: dayofmonth(lpep_dropoff_datetime)
    const c1 = in1[i];
    const c1null = valid1 !== null && (valid1[byte] & bit) === 0;
    const t1 = c1null ? 0 : dateOfUtc(c1);
    if (!c1null) {
      out1[i] = dayOfDate(t1);
      set1[byte] |= bit;
    }
    //! f_day_of_week: dayofweek(lpep_dropoff_datetime)
    if (!c1null) {
      out2[i] = (((((t1 | 0) + 4) % 7) + 7) % 7) + 1;
      set2[byte] |= bit;
    }
  }
}
function kernel_s1_3(count, columns, out, f) {
  const target3 = out[3];
  const out3 = target3.values;
  const set3 = target3.validity;
  set3.fill(0, 0, (count + 7) >> 3);
  const column1 = columns[1];
  const in1 = column1.values;
  const valid1 = column1.validity;
  for (let i = 0; i < count; i++) {
    const byte = i >> 3;
    const bit = 1 << (i & 7);
    //! f_hour_of_day: hour(lpep_dropoff_datetime)
    const c1 = in1[i];
    const c1null = valid1 !== null && (valid1[byte] & bit) === 0;
    if (!c1null) {
      out3[i] = hourOfUtc(c1);
      set3[byte] |= bit;
    }
  }
}
function kernel_s1_4(count, columns, out, f) {
  const target4 = out[4];
  const out4 = target4.values;
  const set4 = target4.validity;
  set4.fill(255, 0, (count + 7) >> 3);
  const column3 = columns[3];
  const in3 = column3.values;
  const valid3 = column3.validity;
  meet(set4, valid3, count);
  for (let i = 0; i < count; i++) {
    //! f_is_long_trip_distance: cast_float(trip_distance) > 30
    const c3 = in3[i];
    out4[i] = !(Math.fround(c3) <= 30) ? 1 : 0;
  }
}
function kernel_s1_5(count, columns, out, f) {
  const target5 = out[5];
  const out5 = target5.values;
  const set5 = target5.validity;
  set5.fill(255, 0, (count + 7) >> 3);
  const column4 = columns[4];
  const in4 = column4.values;
  const valid4 = column4.validity;
  meet(set5, valid4, count);
  for (let i = 0; i < count; i++) {
    //! avg: cast_float(fare_amount)
    const c4 = in4[i];
    out5[i] = Math.fround(c4);
  }
}
function kernel_s1_6(count, columns, out, f) {
  const target6 = out[6];
  const out6 = target6.values;
  const set6 = target6.validity;
  set6.fill(255, 0, (count + 7) >> 3);
  const column3 = columns[3];
  const in3 = column3.values;
  const valid3 = column3.validity;
  meet(set6, valid3, count);
  for (let i = 0; i < count; i++) {
    //! f_trip_distance: trip_distance
    const c3 = in3[i];
    out6[i] = Math.fround(c3);
  }
}
function kernel_s1_7(count, columns, out, f) {
  const target7 = out[7];
  const out7 = target7.values;
  const set7 = target7.validity;
  set7.fill(0, 0, (count + 7) >> 3);
  const column1 = columns[1];
  const in1 = column1.values;
  const valid1 = column1.validity;
  const column0 = columns[0];
  const in0 = column0.values;
  const valid0 = column0.validity;
  for (let i = 0; i < count; i++) {
    const byte = i >> 3;
    const bit = 1 << (i & 7);
    //! f_trip_time_duration: (to_unix_timestamp(lpep_dropoff_datetime) - to_unix_timestamp(lpep_pickup_datetime)) / 60
    const c1 = in1[i];
    const c1null = valid1 !== null && (valid1[byte] & bit) === 0;
    const c0 = in0[i];
    const c0null = valid0 !== null && (valid0[byte] & bit) === 0;
    if (!c1null && !c0null) {
      out7[i] = Math.fround((unixSeconds(c1) - unixSeconds(c0)) / 60);
      set7[byte] |= bit;
    }
  }
}
export function kernel_s1(count, columns, out, f) {
  if (out[0] !== undefined) {
    kernel_s1_1(count, columns, out, f);
  }
  if (out[1] !== undefined || out[2] !== undefined) {
    kernel_s1_2(count, columns, out, f);
  }
  if (out[3] !== undefined) {
    kernel_s1_3(count, columns, out, f);
  }
  if (out[4] !== undefined) {
    kernel_s1_4(count, columns, out, f);
  }
  if (out[5] !== undefined) {
    kernel_s1_5(count, columns, out, f);
  }
  if (out[6] !== undefined) {
    kernel_s1_6(count, columns, out, f);
  }
  if (out[7] !== undefined) {
    kernel_s1_7(count, columns, out, f);
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
