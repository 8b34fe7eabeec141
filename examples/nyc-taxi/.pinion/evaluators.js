// @pinion/core/std/datetime/micros
var MICROS_PER_SECOND = 1e6;
var SECONDS_PER_DAY = 86400;
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

// @pinion/core/std/datetime/zone-id
var SHORT_IDS = /* @__PURE__ */ new Map([
  ["EST", "-05:00"],
  ["HST", "-10:00"],
  ["MST", "-07:00"],
  ["ACT", "Australia/Darwin"],
  ["AET", "Australia/Sydney"],
  ["AGT", "America/Argentina/Buenos_Aires"],
  ["ART", "Africa/Cairo"],
  ["AST", "America/Anchorage"],
  ["BET", "America/Sao_Paulo"],
  ["BST", "Asia/Dhaka"],
  ["CAT", "Africa/Harare"],
  ["CNT", "America/St_Johns"],
  ["CST", "America/Chicago"],
  ["CTT", "Asia/Shanghai"],
  ["EAT", "Africa/Addis_Ababa"],
  ["ECT", "Europe/Paris"],
  ["IET", "America/Indiana/Indianapolis"],
  ["IST", "Asia/Kolkata"],
  ["JST", "Asia/Tokyo"],
  ["MIT", "Pacific/Apia"],
  ["NET", "Asia/Yerevan"],
  ["NST", "Pacific/Auckland"],
  ["PLT", "Asia/Karachi"],
  ["PNT", "America/Phoenix"],
  ["PRT", "America/Puerto_Rico"],
  ["PST", "America/Los_Angeles"],
  ["SST", "Pacific/Guadalcanal"],
  ["VST", "Asia/Ho_Chi_Minh"]
]);
var MAX_OFFSET = 64800;
function readZoneName(text) {
  if (text.length > 64)
    return void 0;
  const padded = text.replace(/([+-])(\d):/, "$10$2:").replace(/([+-]\d\d):(\d)$/, "$1:0$2");
  const id = SHORT_IDS.get(padded) ?? padded;
  const plain = readOffset(id);
  if (plain !== void 0)
    return { kind: "offset", seconds: plain, prefix: "" };
  if (id === "UTC" || id === "GMT" || id === "UT")
    return { kind: "offset", seconds: 0, prefix: id };
  const [, prefix, rest] = /^(UTC|GMT|UT)([+-].*)$/.exec(id) ?? [];
  if (prefix !== void 0 && rest !== void 0) {
    const seconds = readOffset(rest);
    return seconds === void 0 ? void 0 : { kind: "offset", seconds, prefix };
  }
  return /^[A-Za-z][A-Za-z0-9~/._+-]+$/.test(id) ? { kind: "region", id } : void 0;
}
var OFFSET_SHAPES = /^([+-])(?:(\d)|(\d\d)|(\d\d)(\d\d)|(\d\d):(\d\d)|(\d\d)(\d\d)(\d\d)|(\d\d):(\d\d):(\d\d))$/;
function readOffset(text) {
  if (text === "Z")
    return 0;
  const match = OFFSET_SHAPES.exec(text);
  if (match === null)
    return void 0;
  const [hours = 0, minutes = 0, seconds = 0] = match.slice(2).filter((part) => part !== void 0).map(Number);
  const total = hours * 3600 + minutes * 60 + seconds;
  if (minutes > 59 || seconds > 59 || total > MAX_OFFSET)
    return void 0;
  return match[1] === "-" && total !== 0 ? -total : total;
}
function showOffset(seconds) {
  if (seconds === 0)
    return "Z";
  const total = Math.abs(seconds);
  const two = (x) => String(x).padStart(2, "0");
  const tail = total % 60 === 0 ? "" : `:${two(total % 60)}`;
  return `${seconds < 0 ? "-" : "+"}${two(Math.floor(total / 3600))}:${two(Math.floor(total / 60) % 60)}${tail}`;
}

// @pinion/core/std/datetime/zone-region
var ODD_WORDS = new Set("ACT BajaNorte BajaSur CET ComodRivadavia Dar_es_Salaam DeNoronha DumontDUrville EET EST5 EST5EDT EasterIsland AST4 AST4ADT CST6 CST6CDT GB GB-Eire GMT GMT0 HST10 Isle_of_Man Knox_IN LHI MET MST7 MST7MDT McMurdo NSW NZ NZ-CHAT PRC PST8 PST8PDT Port-au-Prince Port_of_Spain ROK SystemV UCT US UTC W-SU WET YST9 YST9YDT".split(" "));
var oddByLower = new Map([...ODD_WORDS].map((word) => [word.toLowerCase(), word]));
function spelled(id) {
  if (/^etc\/gmt[+-]\d\d?$/i.test(id))
    return `Etc/GMT${id.slice(7)}`;
  const capitalised = (word) => oddByLower.get(word) ?? word.replace(/(^|[_-])[a-z]/g, (first) => first.toUpperCase());
  return id.toLowerCase().split("/").map(capitalised).join("/");
}
var isSpelledRight = (id) => spelled(id) === id && !/^[A-Z][a-z]{2}$/.test(id);
function readRegion(id) {
  if (!isSpelledRight(id))
    return void 0;
  let format;
  try {
    format = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
      timeZone: id,
      timeZoneName: "longOffset"
    });
  } catch {
    return void 0;
  }
  return (seconds) => offsetIn(format.format(seconds * 1e3));
}
function offsetIn(text) {
  const match = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text);
  if (match === null)
    throw new Error(`Intl shows no offset in ${text}`);
  const [, sign, hours = 0, minutes = 0, seconds = 0] = match;
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === "-" && total !== 0 ? -total : total;
}

// @pinion/core/std/datetime/zone
var BLOCK = 2 ** 25;
var STEP = 2 ** 19;
var FIRST = -5364662400;
var PERIODIC = 13569465600;
var CYCLE = 12622780800;
var TWO_DAYS = 172800;
var MAX_CACHED = 1e3;
var regions = /* @__PURE__ */ new Map();
var always = (offset) => ({ from: -Infinity, to: Infinity, offset });
function fixedZone(offset, prefix = "") {
  const id = prefix !== "" && offset === 0 ? prefix : prefix + showOffset(offset);
  return { id, instant: always(offset), local: always(offset), region: null };
}
function findZone(text) {
  const name = readZoneName(text);
  if (name === void 0)
    return void 0;
  return name.kind === "offset" ? fixedZone(name.seconds, name.prefix) : findRegion(name.id);
}
function findRegion(id) {
  const known = regions.get(id);
  if (known !== void 0)
    return known ?? void 0;
  const read = readRegion(id);
  const zone = read === void 0 ? null : regionZone(id, read);
  if (regions.size < MAX_CACHED || zone !== null)
    regions.set(id, zone);
  return zone ?? void 0;
}
function zoneOf(id) {
  const zone = findZone(id);
  if (zone === void 0)
    throw new Error(`no time zone is called ${id}`);
  return zone;
}
function regionZone(id, read) {
  const region = { read, instants: /* @__PURE__ */ new Map(), locals: /* @__PURE__ */ new Map() };
  return {
    id,
    instant: stretchAt(region.instants, 0, (block) => instantBlock(region, block)),
    local: stretchAt(region.locals, 0, (block) => localBlock(region, block)),
    region
  };
}
function offsetAt(zone, seconds) {
  const last = zone.instant;
  return seconds >= last.from && seconds < last.to ? last.offset : findByInstant(zone, seconds);
}
function findByInstant(zone, seconds) {
  const { region } = zone;
  if (region === null)
    return zone.instant.offset;
  const folded = fold(seconds);
  const stretch = stretchAt(region.instants, folded, (block) => instantBlock(region, block));
  if (folded === seconds)
    zone.instant = stretch;
  return stretch.offset;
}
function fold(seconds) {
  if (seconds < FIRST)
    return FIRST;
  return seconds < PERIODIC ? seconds : PERIODIC + floorMod(seconds - PERIODIC, CYCLE);
}
function stretchAt(blocks, seconds, make) {
  const index = Math.floor(seconds / BLOCK);
  let block = blocks.get(index);
  if (block === void 0) {
    block = make(index);
    blocks.set(index, block);
  }
  for (const stretch of block)
    if (seconds < stretch.to)
      return stretch;
  throw new Error(`no stretch at ${seconds}`);
}
function instantBlock({ read }, block) {
  const stretches = [];
  const end = (block + 1) * BLOCK;
  let from = block * BLOCK;
  let offset = read(from);
  for (let low = from; low < end; low += STEP) {
    for (const [at, after] of changes(read, low, low + STEP, offset, read(low + STEP))) {
      if (at === end)
        continue;
      stretches.push({ from, to: at, offset });
      from = at;
      offset = after;
    }
  }
  stretches.push({ from, to: end, offset });
  return stretches;
}
function changes(read, low, high, atLow, atHigh) {
  if (atLow === atHigh)
    return [];
  if (high - low === 1)
    return [[high, atHigh]];
  const middle = Math.floor((low + high) / 2);
  const atMiddle = read(middle);
  return [...changes(read, low, middle, atLow, atMiddle), ...changes(read, middle, high, atMiddle, atHigh)];
}
function localBlock(region, block) {
  const start = block * BLOCK;
  const end = start + BLOCK;
  const stretches = [];
  let from = start;
  let before = atInstant(region, start - TWO_DAYS);
  let offset = before.offset;
  while (before.to < end + TWO_DAYS) {
    const after = atInstant(region, before.to);
    const at = before.to + Math.max(before.offset, after.offset);
    if (at > from && at < end && before.offset !== after.offset) {
      stretches.push({ from, to: at, offset });
      from = at;
    }
    if (at < end)
      offset = after.offset;
    before = after;
  }
  stretches.push({ from, to: end, offset });
  return stretches;
}
function atInstant(region, seconds) {
  const folded = Math.max(seconds, FIRST - BLOCK);
  return stretchAt(region.instants, folded, (block) => instantBlock(region, block));
}

// @pinion/core/std/cast/datetime
function timestampToDate(zone, micros) {
  const seconds = secondsOf(micros);
  return Math.floor((seconds + offsetAt(zone, seconds)) / SECONDS_PER_DAY);
}

// @pinion/core/std/datetime/clock
var localSeconds = (zone, micros) => {
  const seconds = secondsOf(micros);
  return seconds + offsetAt(zone, seconds);
};
var secondOfDay = (zone, micros) => floorMod(localSeconds(zone, micros), SECONDS_PER_DAY) | 0;
var hourOfTimestamp = (zone, micros) => secondOfDay(zone, micros) / 3600 | 0;

// @pinion/core/std/datetime/epoch
var unixSeconds = (micros) => secondsOf(micros);

// @pinion/core/std/datetime/fields
var dayOfDate = (days) => civilDay(civilOf(days));

// evaluators
var g1 = zoneOf("UTC");
function row_s1(r, o, f) {
  //! key DOLocationID
  const c2 = r[2];
  o[0] = c2;
  //! f_day_of_month: dayofmonth(lpep_dropoff_datetime)
  const c1 = r[1];
  const t1 = c1 === null ? 0 : timestampToDate(g1, c1);
  o[1] = c1 === null ? null : dayOfDate(t1);
  //! f_day_of_week: dayofweek(lpep_dropoff_datetime)
  o[2] = c1 === null ? null : (((t1 | 0) + 4) % 7 + 7) % 7 + 1;
  //! f_hour_of_day: hour(lpep_dropoff_datetime)
  o[3] = c1 === null ? null : hourOfTimestamp(g1, c1);
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
    for (let i = 0; i < count + 7 >> 3; i++) {
      s[i] &= v[i];
    }
  }
}
function kernel_s1_1(count, columns, out, f) {
  const target0 = out[0];
  const out0 = target0.values;
  const set0 = target0.validity;
  set0.fill(255, 0, count + 7 >> 3);
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
  const target1 = out[1] ?? { values: new Int32Array(count), validity: new Uint8Array(count + 7 >> 3) };
  const out1 = target1.values;
  const set1 = target1.validity;
  set1.fill(0, 0, count + 7 >> 3);
  const column1 = columns[1] ?? { values: new Float64Array(count), validity: new Uint8Array(count + 7 >> 3) };
  const in1 = column1.values;
  const valid1 = column1.validity;
  const target2 = out[2] ?? { values: new Int32Array(count), validity: new Uint8Array(count + 7 >> 3) };
  const out2 = target2.values;
  const set2 = target2.validity;
  set2.fill(0, 0, count + 7 >> 3);
  for (let i = 0; i < count; i++) {
    const byte = i >> 3;
    const bit = 1 << (i & 7);
    //! f_day_of_month: dayofmonth(lpep_dropoff_datetime)
    const c1 = in1[i];
    const c1null = valid1 !== null && (valid1[byte] & bit) === 0;
    const t1 = c1null ? 0 : timestampToDate(g1, c1);
    if (!c1null) {
      out1[i] = dayOfDate(t1);
      set1[byte] |= bit;
    }
    //! f_day_of_week: dayofweek(lpep_dropoff_datetime)
    if (!c1null) {
      out2[i] = (((t1 | 0) + 4) % 7 + 7) % 7 + 1;
      set2[byte] |= bit;
    }
  }
}
function kernel_s1_3(count, columns, out, f) {
  const target3 = out[3];
  const out3 = target3.values;
  const set3 = target3.validity;
  set3.fill(0, 0, count + 7 >> 3);
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
      out3[i] = hourOfTimestamp(g1, c1);
      set3[byte] |= bit;
    }
  }
}
function kernel_s1_4(count, columns, out, f) {
  const target4 = out[4];
  const out4 = target4.values;
  const set4 = target4.validity;
  set4.fill(255, 0, count + 7 >> 3);
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
  set5.fill(255, 0, count + 7 >> 3);
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
  set6.fill(255, 0, count + 7 >> 3);
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
  set7.fill(0, 0, count + 7 >> 3);
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
function kernel_s1(count, columns, out, f) {
  if (out[0] !== void 0) {
    kernel_s1_1(count, columns, out, f);
  }
  if (out[1] !== void 0 || out[2] !== void 0) {
    kernel_s1_2(count, columns, out, f);
  }
  if (out[3] !== void 0) {
    kernel_s1_3(count, columns, out, f);
  }
  if (out[4] !== void 0) {
    kernel_s1_4(count, columns, out, f);
  }
  if (out[5] !== void 0) {
    kernel_s1_5(count, columns, out, f);
  }
  if (out[6] !== void 0) {
    kernel_s1_6(count, columns, out, f);
  }
  if (out[7] !== void 0) {
    kernel_s1_7(count, columns, out, f);
  }
}
function row_w1(r, o, f) {
  //! double to float
  const c0 = r[0];
  o[0] = c0 === null ? null : Math.fround(c0);
}
function row_w2(r, o, f) {
  //! float to float
  const c0 = r[0];
  o[0] = c0;
}
function row_d1(r, o, f) {
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
export {
  kernel_s1,
  row_d1,
  row_s1,
  row_w1,
  row_w2
};
//# sourceMappingURL=evaluators.js.map
