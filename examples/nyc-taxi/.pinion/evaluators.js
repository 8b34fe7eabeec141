// @pinion/core/values/int64
var MAX_SAFE = Number.MAX_SAFE_INTEGER;
function toInt64(x) {
  const wrapped = BigInt.asIntN(64, x);
  return wrapped >= -9007199254740991n && wrapped <= 9007199254740991n ? Number(wrapped) : wrapped;
}

// @pinion/core/std/arithmetic/bigint
var MAX_SAFE2 = 9007199254740991;
function subtractBigint(a, b) {
  if (typeof a === "number" && typeof b === "number") {
    const difference = a - b;
    if (difference <= MAX_SAFE2 && difference >= -MAX_SAFE2)
      return difference;
  }
  return toInt64(BigInt(a) - BigInt(b));
}

// @pinion/core/values/decimal
var POWERS = Array.from({ length: 78 }, (_, n) => 10n ** BigInt(n));

// @pinion/core/std/math/words
var cell = new DataView(new ArrayBuffer(8));

// @pinion/core/std/math/double-double
var double2 = (high, low) => ({ high, low });

// @pinion/core/std/math/sine
var SIXTH = double2(-0.16666666666666666, -925185853854297e-32);
var TWENTY_FOURTH = double2(0.041666666666666664, 23129646346357427e-34);

// @pinion/core/std/math/whole
var FACTORIALS = Array.from({ length: 21 }, (_, n) => {
  let product = 1n;
  for (let i = 2n; i <= BigInt(n); i++)
    product *= i;
  return product <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(product) : product;
});

// @pinion/core/std/cast/binary
var encoder = new TextEncoder();
var decoder = new TextDecoder("utf-8", { ignoreBOM: true });

// @pinion/core/std/datetime/micros
var MICROS_PER_SECOND = 1e6;
var SECONDS_PER_DAY = 86400;
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
var mondayBased = (days) => floorMod(days + 3, 7);

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
  const padded2 = text.replace(/([+-])(\d):/, "$10$2:").replace(/([+-]\d\d):(\d)$/, "$1:0$2");
  const id = SHORT_IDS.get(padded2) ?? padded2;
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
var isSpelledRight = (id) => /^Etc\/GMT[+-]\d\d?$/.test(id) || id.split("/").every((word) => /^[A-Z][a-z]+(?:[_-][A-Z][a-z]+)*$/.test(word) || ODD_WORDS.has(word));
var oddByLower = new Map([...ODD_WORDS].map((word) => [word.toLowerCase(), word]));
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
var always = (offset2) => ({ from: -Infinity, to: Infinity, offset: offset2 });
function fixedZone(offset2, prefix = "") {
  const id = prefix !== "" && offset2 === 0 ? prefix : prefix + showOffset(offset2);
  return { id, instant: always(offset2), local: always(offset2), region: null };
}
function findZone(text) {
  const name2 = readZoneName(text);
  if (name2 === void 0)
    return void 0;
  return name2.kind === "offset" ? fixedZone(name2.seconds, name2.prefix) : findRegion(name2.id);
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
  let offset2 = read(from);
  for (let low = from; low < end; low += STEP) {
    for (const [at, after] of changes(read, low, low + STEP, offset2, read(low + STEP))) {
      if (at === end)
        continue;
      stretches.push({ from, to: at, offset: offset2 });
      from = at;
      offset2 = after;
    }
  }
  stretches.push({ from, to: end, offset: offset2 });
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
  let offset2 = before.offset;
  while (before.to < end + TWO_DAYS) {
    const after = atInstant(region, before.to);
    const at = before.to + Math.max(before.offset, after.offset);
    if (at > from && at < end && before.offset !== after.offset) {
      stretches.push({ from, to: at, offset: offset2 });
      from = at;
    }
    if (at < end)
      offset2 = after.offset;
    before = after;
  }
  stretches.push({ from, to: end, offset: offset2 });
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

// @pinion/core/values/java-digits
var cell2 = new DataView(new ArrayBuffer(8));
var FRACTION = (1n << 52n) - 1n;
var EXACT_FIVES = Array.from({ length: 27 }, (_, n) => n === 0 ? 0 : (5n ** BigInt(n)).toString(2).length);

// @pinion/core/values/double-text
var LARGE = 2 ** 54;

// @pinion/core/std/string/utf8
var encoder2 = new TextEncoder();
var decoder2 = new TextDecoder("utf-8", { ignoreBOM: true });
var strictDecoder = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });

// @pinion/core/std/string/base64
var ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
var VALUES = new Int8Array(128).fill(-1);
for (let i = 0; i < 64; i++)
  VALUES[ALPHABET.charCodeAt(i)] = i;

// @pinion/core/std/string/code-points
var isHigh = (unit) => (unit & 64512) === 55296;
var isLow = (unit) => (unit & 64512) === 56320;
var unitsAt = (text, offset2) => isHigh(text.charCodeAt(offset2)) && isLow(text.charCodeAt(offset2 + 1)) ? 2 : 1;

// @pinion/core/std/string/title-case
var DIGRAPHS = new Map(["\u01C4\u01C5\u01C6", "\u01C7\u01C8\u01C9", "\u01CA\u01CB\u01CC", "\u01F1\u01F2\u01F3"].flatMap((row) => [...row].map((letter) => [letter, row[1] ?? letter])));

// @pinion/core/std/string/limits
var MAX_GENERATED_LENGTH = 16 * 1024 * 1024;
var MAX_TEXT_LENGTH = 2 ** 29 - 24;

// @pinion/core/std/string/hex
var DIGITS = "0123456789ABCDEF";
var PAIRS = Array.from({ length: 256 }, (_, byte) => (DIGITS[byte >> 4] ?? "") + (DIGITS[byte & 15] ?? ""));

// @pinion/core/std/string/substring
var ALL = 2 ** 31 - 1;

// @pinion/core/std/string/pad
var ZERO = new Uint8Array(1);

// @pinion/core/std/regexp/matches
function eachMatch(regex, text, visit) {
  if (regex.literal !== void 0)
    return eachOccurrence(regex.literal, text, visit);
  const matcher = regex.program.matcher(text);
  let from = 0;
  while (from <= text.length && matcher.find(from)) {
    const cut = Math.min(...regex.terminators.map((group) => startOr(matcher.start(group), text.length)), text.length);
    const start = Math.min(matcher.start(), cut);
    const end = Math.min(matcher.end(), cut);
    const number = (group) => regex.groups[group] ?? 0;
    const more = visit({
      start,
      end,
      groupStart: (group) => Math.min(matcher.start(number(group)), cut),
      groupEnd: (group) => Math.min(matcher.end(number(group)), cut)
    });
    if (more === false)
      return;
    from = end > start ? end : end + (end < text.length ? unitsAt(text, end) : 1);
  }
}
function eachOccurrence(literal, text, visit) {
  for (let start = text.indexOf(literal); start >= 0; ) {
    const [from, end] = [start, start + literal.length];
    if (visit({ start: from, end, groupStart: () => from, groupEnd: () => end }) === false)
      return;
    start = text.indexOf(literal, end);
  }
}
var startOr = (start, otherwise) => start < 0 ? otherwise : start;
function groupText(text, match, group) {
  const start = match.groupStart(group);
  return start < 0 ? null : text.slice(start, match.groupEnd(group));
}

// @pinion/core/std/regexp/find
var rlike = (regex, text) => regex.literal === void 0 ? regex.program.test(text) : text.includes(regex.literal);
function regexpCount(regex, text) {
  let count = 0;
  eachMatch(regex, text, () => {
    count++;
  });
  return count;
}
function regexpExtract(regex, text, group = 1) {
  if (group < 0 || group >= regex.groups.length)
    return null;
  let result = "";
  eachMatch(regex, text, (match) => {
    result = groupText(text, match, group) ?? "";
    return false;
  });
  return result;
}
function regexpExtractAll(regex, text, group = 1) {
  if (group < 0 || group >= regex.groups.length)
    return null;
  const result = [];
  eachMatch(regex, text, (match) => {
    result.push(groupText(text, match, group) ?? "");
  });
  return result;
}
function regexpInstr(regex, text) {
  let result = 0;
  eachMatch(regex, text, (match) => {
    result = match.start + 1;
    return false;
  });
  return result;
}
function regexpSubstr(regex, text) {
  const found = regexpExtract(regex, text, 0);
  return found === "" ? null : found;
}
var dynamic = (found) => (cache, text, pattern, ...rest) => {
  const regex = cache(pattern);
  return regex === null ? null : found(regex, text, ...rest);
};
var rlikeDynamic = dynamic(rlike);
var regexpCountDynamic = dynamic(regexpCount);
var regexpExtractDynamic = dynamic(regexpExtract);
var regexpExtractAllDynamic = dynamic(regexpExtractAll);
var regexpInstrDynamic = dynamic(regexpInstr);
var regexpSubstrDynamic = dynamic(regexpSubstr);

// @pinion/core/std/regexp/code-set
function rangesOfPairs(pairs) {
  const codes = Array.from(pairs, (character) => character.codePointAt(0) ?? 0);
  return union(codes.flatMap((code, i) => i % 2 === 0 ? [[code, codes[i + 1] ?? code]] : []));
}
function union(...all) {
  const sorted = all.flat().sort((a, b) => a[0] - b[0]);
  const result = [];
  for (const [first, last] of sorted) {
    const open = result.at(-1);
    if (open !== void 0 && first <= open[1] + 1)
      open[1] = Math.max(open[1], last);
    else
      result.push([first, last]);
  }
  return result;
}

// @pinion/core/std/regexp/properties
var ASCII_CLASSES = /* @__PURE__ */ new Map([
  ["Lower", rangesOfPairs("az")],
  ["Upper", rangesOfPairs("AZ")],
  ["ASCII", rangesOfPairs("\0\x7F")],
  ["Alpha", rangesOfPairs("AZaz")],
  ["Digit", rangesOfPairs("09")],
  ["Alnum", rangesOfPairs("09AZaz")],
  ["Punct", rangesOfPairs("!/:@[`{~")],
  ["Graph", rangesOfPairs("!~")],
  ["Print", rangesOfPairs(" ~")],
  ["Blank", rangesOfPairs("		  ")],
  ["Cntrl", rangesOfPairs("\0\x7F\x7F")],
  ["XDigit", rangesOfPairs("09AFaf")],
  ["Space", rangesOfPairs("	\r  ")]
]);

// @pinion/core/std/regexp/char-class
var ofRanges = (ranges, negated = false) => ({ ranges, named: [], negated });

// @pinion/core/std/regexp/escapes
var CLASSES = /* @__PURE__ */ new Map([
  ["d", rangesOfPairs("09")],
  ["w", rangesOfPairs("09AZ__az")],
  ["s", rangesOfPairs("	\r  ")],
  [
    "h",
    rangesOfPairs("		  \xA0\xA0\u1680\u1680\u180E\u180E\u2000\u200A\u202F\u202F\u205F\u205F\u3000\u3000")
  ],
  ["v", rangesOfPairs("\n\r\x85\x85\u2028\u2029")]
]);

// @pinion/core/std/regexp/class-reader
var EMPTY = ofRanges([]);

// @pinion/core/std/url/characters
var UNRESERVED = "a-zA-Z0-9_.!~*'()-";
var ESCAPED = "%[0-9a-fA-F]{2}";
var OTHER = "[^\\u0000-\\u00a0\\p{Zs}\\p{Zl}\\p{Zp}]";
var only = (characters) => new RegExp(`^(?:[${characters}]|${ESCAPED}|${OTHER})*$`, "u");
var ANYTHING = only(`${UNRESERVED};/?:@&=+$,\\[\\]`);
var PATH = only(`${UNRESERVED};/:@&=+$,`);
var REGISTRY_NAME = only(`${UNRESERVED};:@&=+$,`);
var USER_INFO = only(`${UNRESERVED};:&=+$,`);
var SERVER = only(`${UNRESERVED};:@&=+$,\\[\\]`);
var SERVER_WITH_SCOPE = only(`${UNRESERVED};:@&=+$,\\[\\]%`);

// @pinion/core/std/datetime/pattern-fast
var FIELDS = ["month", "day", "hour", "minute", "second"];
function fastShapeOf(elements) {
  const shape = { year: -1, month: -1, day: -1, hour: -1, minute: -1, second: -1 };
  const literals = [];
  let fraction = 0;
  let at = 0;
  for (const element of elements) {
    if (fraction > 0)
      return null;
    if (element.kind === "literal") {
      for (let i = 0; i < element.text.length; i++)
        literals.push([at++, element.text.charCodeAt(i)]);
    } else if (element.kind === "fraction" && element.max > 1) {
      fraction = element.max;
    } else if (element.kind === "number" && element.field === "year") {
      if (shape.year >= 0 || element.min !== 4)
        return null;
      shape.year = at;
      at += 4;
    } else if (element.kind === "number" && element.min === 2 && element.max === 2) {
      const field = FIELDS.find((name2) => name2 === element.field);
      if (field === void 0 || shape[field] >= 0)
        return null;
      shape[field] = at;
      at += 2;
    } else {
      return null;
    }
  }
  if (shape.year < 0 || shape.month < 0 || shape.day < 0)
    return null;
  const { hour, minute, second } = shape;
  if (hour < 0 && minute >= 0 || minute < 0 && second >= 0 || second < 0 && fraction > 0)
    return null;
  return { ...shape, length: at, literals, fraction };
}

// @pinion/core/std/datetime/pattern-letters
var MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December"
];
var WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
var ERAS = ["BC", "AD"];
var ERAS_IN_FULL = ["Before Christ", "Anno Domini"];
var HALVES = ["AM", "PM"];
var QUARTERS = ["Q1", "Q2", "Q3", "Q4"];
var QUARTERS_IN_FULL = ["1st quarter", "2nd quarter", "3rd quarter", "4th quarter"];
var shortened = (texts) => texts.map((text) => text.slice(0, 3));
var MAX_WIDTH = 19;
function lettersElement(letter, count, context) {
  switch (letter) {
    case "y":
      return yearElement(context.hasEra ? "yearOfEra" : "year", count);
    case "G":
      return textElement("era", count === 4 ? ERAS_IN_FULL : ERAS, 0);
    case "M":
    case "L":
      if (count <= 2)
        return numberElement("month", count);
      return textElement("month", count === 3 ? shortened(MONTHS) : MONTHS, 1);
    case "Q":
    case "q":
      if (count <= 2)
        return numberElement("quarter", count);
      return textElement("quarter", count === 3 ? QUARTERS : QUARTERS_IN_FULL, 1);
    case "E":
      return textElement("weekday", count <= 3 ? shortened(WEEKDAYS) : WEEKDAYS, 1);
    case "a":
      return count === 1 ? textElement("half", HALVES, 0) : tooMany(letter, 1);
    case "D":
      if (count === 1)
        return numberElement("dayOfYear", 1);
      return count <= 3 ? ranged("dayOfYear", count, 3, "none") : tooMany(letter, 3, "`dd` is the day of the month");
    case "F":
      return count === 1 ? numberElement("alignedWeekday", 1) : tooMany(letter, 1);
    case "d":
    case "h":
    case "H":
    case "k":
    case "K":
    case "m":
    case "s":
      return count <= 2 ? numberElement(CLOCK[letter], count) : tooMany(letter, 2);
    case "S":
      return fractionElement(count, context.use);
    case "V":
      return count === 2 ? { element: { kind: "zoneId" } } : exactly(letter, "2");
    case "v":
      if (count !== 1 && count !== 4)
        return exactly(letter, "1 or 4");
      return { element: { kind: "zoneName", full: count === 4, generic: true } };
    case "z":
      if (count > 4)
        return tooMany(letter, 4);
      return { element: { kind: "zoneName", full: count === 4, generic: false } };
    case "O":
      if (count !== 1 && count !== 4)
        return exactly(letter, "1 or 4");
      return { element: { kind: "localizedOffset", full: count === 4 } };
    case "Z":
    case "X":
    case "x":
      return offsetElement(letter, count);
    default:
      return {
        error: `has the letter \`${letter}\`, which means nothing`,
        help: `quote it: \`'${letter}'\``
      };
  }
}
var CLOCK = {
  d: "day",
  h: "clockHourOfHalf",
  H: "hour",
  k: "clockHour",
  K: "hourOfHalf",
  m: "minute",
  s: "second"
};
function tooMany(letter, most, help) {
  const error = `has more than ${most} of the letter \`${letter}\``;
  return help === void 0 ? { error } : { error, help };
}
var exactly = (letter, count) => ({
  error: `does not have ${count} of the letter \`${letter}\` in a row`
});
function yearElement(field, count) {
  if (count === 2)
    return { element: { kind: "shortYear", field, behind: 0 }, fixedWidth: 2 };
  return ranged(field, count, MAX_WIDTH, count < 4 ? "minus" : "exceeds");
}
function numberElement(field, count) {
  if (count === 1)
    return ranged(field, 1, MAX_WIDTH, "minus");
  return { ...ranged(field, count, count, "none"), fixedWidth: count };
}
function ranged(field, min, max, sign) {
  const element = { kind: "number", field, min, max, sign, behind: 0 };
  return min === max && sign === "none" ? { element, fixedWidth: max } : { element };
}
var textElement = (field, texts, base) => ({
  element: { kind: "text", field, texts, base }
});
function fractionElement(count, use) {
  if (count > 9)
    return tooMany("S", 9);
  const element = { kind: "fraction", min: use === "parse" ? 1 : count, max: count };
  return element.min === element.max ? { element, fixedWidth: count } : { element };
}
function offsetElement(letter, count) {
  if (count > 5)
    return tooMany(letter, 5);
  if (letter === "Z") {
    if (count === 4)
      return { element: { kind: "localizedOffset", full: true } };
    const element = count === 5 ? offset(5, "Z") : offset(2, "+0000");
    return { element };
  }
  const zero = letter === "X" ? "Z" : count === 1 ? "+00" : count % 2 === 0 ? "+0000" : "+00:00";
  return { element: offset(count, zero) };
}
function offset(count, zero) {
  return {
    kind: "offset",
    minutes: count === 1 ? "present" : "always",
    seconds: count >= 4 ? "present" : "never",
    colon: count === 3 || count === 5,
    zero
  };
}

// @pinion/core/std/datetime/pattern-unsupported
var WEEK_BASED = /* @__PURE__ */ new Map([
  ["Y", "`yyyy` is the year"],
  ["w", "`weekofyear` gives the ISO week"],
  ["W", "`weekofyear` gives the ISO week"],
  ["u", "`E` is the name of the day of the week, `dayofweek` gives its number"],
  ["e", "`E` is the name of the day of the week, `dayofweek` gives its number"],
  ["c", "`E` is the name of the day of the week, `dayofweek` gives its number"]
]);
var REFUSED = /* @__PURE__ */ new Map([
  ["A", "`a` is AM or PM, `S` a fraction of a second"],
  ["B", "`a` is AM or PM"],
  ["n", "`S` is a fraction of a second"],
  ["N", "`S` is a fraction of a second"],
  ["p", "`a` is AM or PM"]
]);
var REFUSED_IN_PARSING = /* @__PURE__ */ new Map([
  ["E", "leave the day of the week out, or cut it off the text with `substring`"],
  ["F", "`dd` is the day of the month"],
  ["q", "`MM` is the month"],
  ["Q", "`MM` is the month"]
]);
var TOO_LONG = [
  ["G", 5],
  ["M", 5],
  ["L", 5],
  ["E", 5],
  ["Q", 5],
  ["q", 5],
  ["y", 7]
];
function unsupported2(pattern, use) {
  const open = outsideQuotes(pattern);
  for (const letter of open) {
    const weekBased = WEEK_BASED.get(letter);
    if (weekBased !== void 0) {
      return { error: `has the week-based letter \`${letter}\``, help: weekBased };
    }
    const refused = REFUSED.get(letter);
    if (refused !== void 0)
      return { error: `has the letter \`${letter}\``, help: refused };
    const unread = REFUSED_IN_PARSING.get(letter);
    if (use === "parse" && unread !== void 0) {
      return { error: `has the letter \`${letter}\`, which is for writing only`, help: unread };
    }
  }
  for (const [letter, from] of TOO_LONG) {
    if (open.includes(letter.repeat(from))) {
      return { error: `has more than ${from - 1} of the letter \`${letter}\`` };
    }
  }
  return void 0;
}

// @pinion/core/std/datetime/pattern
function compilePattern(pattern, use = "parse") {
  if (pattern.length > MAX_LENGTH)
    return { error: `is longer than ${MAX_LENGTH} characters` };
  const refusal = unsupported2(pattern, use);
  if (refusal !== void 0)
    return refusal;
  const sections = [{ elements: [], active: -1 }];
  const hasEra = outsideQuotes(pattern).includes("G");
  let at = 0;
  while (at < pattern.length) {
    const letter = pattern.charAt(at);
    const section = sections.at(-1);
    if (section === void 0)
      throw new Error("no section");
    if (/[A-Za-z]/.test(letter)) {
      let end = at + 1;
      while (pattern[end] === letter)
        end++;
      const made = lettersElement(letter, end - at, { use, hasEra });
      if ("error" in made)
        return made;
      append(section, made);
      at = end;
    } else if (letter === "'") {
      const end = closingQuote(pattern, at);
      if (end < 0)
        return { error: "has a quote that is not closed" };
      const quoted2 = pattern.slice(at + 1, end).replaceAll("''", "'");
      append(section, { element: { kind: "literal", text: quoted2 === "" ? "'" : quoted2 } });
      at = end + 1;
    } else if (letter === "[") {
      section.active = -1;
      sections.push({ elements: [], active: -1 });
      at++;
    } else if (letter === "]") {
      sections.pop();
      const outer = sections.at(-1);
      if (outer === void 0)
        return { error: "has a `]` without a `[` in front of it" };
      if (section.elements.length > 0) {
        append(outer, { element: { kind: "optional", elements: section.elements } });
      }
      at++;
    } else if (letter === "{" || letter === "}" || letter === "#") {
      return { error: `has \`${letter}\`, which is reserved`, help: `quote it: \`'${letter}'\`` };
    } else {
      append(section, { element: { kind: "literal", text: letter } });
      at++;
    }
  }
  const elements = close(sections);
  return { elements, fast: use === "parse" ? fastShapeOf(elements) : null };
}
var MAX_LENGTH = 200;
var isPatternError = (made) => "error" in made;
function close(sections) {
  let section = sections.pop();
  while (section !== void 0) {
    const outer = sections.pop();
    if (outer === void 0)
      return section.elements;
    if (section.elements.length > 0)
      outer.elements.push({ kind: "optional", elements: section.elements });
    section = outer;
  }
  return [];
}
function append(section, { element, fixedWidth }) {
  const { elements } = section;
  const active = elements[section.active];
  elements.push(element);
  if (element.kind !== "number" && fixedWidth === void 0) {
    section.active = -1;
    return;
  }
  if (active?.kind === "number" || active?.kind === "shortYear") {
    const behind = fixedWidth === void 0 ? 0 : active.behind + fixedWidth;
    elements[section.active] = { ...active, behind };
  }
  if (active === void 0 || fixedWidth === void 0)
    section.active = elements.length - 1;
}
function closingQuote(pattern, open) {
  for (let at = open + 1; at < pattern.length; at++) {
    if (pattern[at] !== "'")
      continue;
    if (pattern[at + 1] !== "'" || at === open + 1)
      return at;
    at++;
  }
  return -1;
}
var outsideQuotes = (pattern) => pattern.split("'").filter((_, i) => i % 2 === 0).join("'");

// @pinion/core/std/datetime/zone-names
var name = (short, long, parsesTo) => ({ short, long, parsesTo });
var ZONE_NAMES = [
  name("UTC", "Coordinated Universal Time", "UTC"),
  name("GMT", "Greenwich Mean Time", "GMT"),
  name("PST", "Pacific Standard Time", "America/Los_Angeles"),
  name("PDT", "Pacific Daylight Time", "America/Los_Angeles"),
  name("MST", "Mountain Standard Time", "America/Denver"),
  name("MDT", "Mountain Daylight Time", "America/Denver"),
  name("CST", "Central Standard Time", "America/Chicago"),
  name("CDT", "Central Daylight Time", "America/Chicago"),
  name("EST", "Eastern Standard Time", "America/New_York"),
  name("EDT", "Eastern Daylight Time", "America/New_York"),
  name("AKST", "Alaska Standard Time", "America/Juneau"),
  name("AKDT", "Alaska Daylight Time", "America/Juneau"),
  name("HST", "Hawaii-Aleutian Standard Time", "Pacific/Honolulu"),
  name("HDT", "Hawaii-Aleutian Daylight Time", "Pacific/Honolulu"),
  name("AST", "Atlantic Standard Time", "America/Halifax"),
  name("ADT", "Atlantic Daylight Time", "America/Halifax"),
  name("NST", "Newfoundland Standard Time", "America/St_Johns"),
  name("NDT", "Newfoundland Daylight Time", "America/St_Johns"),
  name("BRT", "Brasilia Standard Time", "America/Sao_Paulo"),
  name("BRST", "Brasilia Summer Time", "America/Sao_Paulo"),
  name("ART", "Argentina Standard Time", "America/Argentina/Buenos_Aires"),
  name("CLT", "Chile Standard Time", "America/Santiago"),
  name("CLST", "Chile Summer Time", "America/Santiago"),
  name("COT", "Colombia Standard Time", "America/Bogota"),
  name("PET", "Peru Standard Time", "America/Lima"),
  name("VET", "Venezuela Time", "America/Caracas"),
  name("UYT", "Uruguay Standard Time", "America/Montevideo"),
  name("AZOT", "Azores Standard Time", "Atlantic/Azores"),
  name("AZOST", "Azores Summer Time", "Atlantic/Azores"),
  name("BST", "British Summer Time", null),
  name("IST", "Irish Standard Time", null),
  name("WET", "Western European Standard Time", "Atlantic/Canary"),
  name("WEST", "Western European Summer Time", "Atlantic/Canary"),
  name("CET", "Central European Standard Time", "Europe/Paris"),
  name("CEST", "Central European Summer Time", "Europe/Paris"),
  name("EET", "Eastern European Standard Time", "Europe/Bucharest"),
  name("EEST", "Eastern European Summer Time", "Europe/Bucharest"),
  name("MSK", "Moscow Standard Time", "Europe/Moscow"),
  name("MSD", "Moscow Summer Time", "Europe/Moscow"),
  name("SAMT", "Samara Standard Time", "Europe/Samara"),
  name("TRT", "T\xFCrkiye Standard Time", "Europe/Istanbul"),
  name("WAT", "West Africa Time", "Africa/Lagos"),
  name("CAT", "Central Africa Time", "Africa/Maputo"),
  name("EAT", "East Africa Time", "Africa/Nairobi"),
  name("SAST", "South Africa Standard Time", "Africa/Johannesburg"),
  name("AST", "Arabian Standard Time", null),
  name("GST", "Gulf Standard Time", null),
  name("IRST", "Iran Standard Time", "Asia/Tehran"),
  name("IRDT", "Iran Daylight Time", "Asia/Tehran"),
  name("IST", "Israel Standard Time", null),
  name("IDT", "Israel Daylight Time", null),
  name("AFT", "Afghanistan Time", "Asia/Kabul"),
  name("PKT", "Pakistan Standard Time", "Asia/Karachi"),
  name("IST", "India Standard Time", "Asia/Kolkata"),
  name("NPT", "Nepal Time", "Asia/Kathmandu"),
  name("BDT", "Bangladesh Standard Time", "Asia/Dhaka"),
  name("MMT", "Myanmar Time", "Asia/Yangon"),
  name("UZT", "Uzbekistan Standard Time", "Asia/Tashkent"),
  name("ICT", "Indochina Time", "Asia/Bangkok"),
  name("WIB", "Western Indonesia Time", "Asia/Jakarta"),
  name("WITA", "Central Indonesia Time", "Asia/Makassar"),
  name("WIT", "Eastern Indonesia Time", "Asia/Jayapura"),
  name("MYT", "Malaysia Time", "Asia/Kuching"),
  name("SGT", "Singapore Standard Time", "Asia/Singapore"),
  name("CST", "China Standard Time", null),
  name("CST", "Taiwan Standard Time", null),
  name("HKT", "Hong Kong Standard Time", "Asia/Hong_Kong"),
  name("PST", "Philippine Standard Time", null),
  name("JST", "Japan Standard Time", "Asia/Tokyo"),
  name("KST", "Korean Standard Time", "Asia/Seoul"),
  name("YEKT", "Yekaterinburg Standard Time", "Asia/Yekaterinburg"),
  name("OMST", "Omsk Standard Time", "Asia/Omsk"),
  name("KRAT", "Krasnoyarsk Standard Time", "Asia/Krasnoyarsk"),
  name("IRKT", "Irkutsk Standard Time", "Asia/Irkutsk"),
  name("YAKT", "Yakutsk Standard Time", "Asia/Yakutsk"),
  name("VLAT", "Vladivostok Standard Time", "Asia/Vladivostok"),
  name("AWST", "Australian Western Standard Time", "Australia/Perth"),
  name("ACST", "Australian Central Standard Time", "Australia/Adelaide"),
  name("ACDT", "Australian Central Daylight Time", "Australia/Adelaide"),
  name("AEST", "Australian Eastern Standard Time", "Australia/Sydney"),
  name("AEDT", "Australian Eastern Daylight Time", "Australia/Sydney"),
  name("LHST", "Lord Howe Standard Time", "Australia/Lord_Howe"),
  name("LHDT", "Lord Howe Daylight Time", "Australia/Lord_Howe"),
  name("NZST", "New Zealand Standard Time", "Pacific/Auckland"),
  name("NZDT", "New Zealand Daylight Time", "Pacific/Auckland"),
  name("FJT", "Fiji Standard Time", "Pacific/Fiji"),
  name("SST", "American Samoa Standard Time", "Pacific/Pago_Pago")
];
var shortNames = new Map(ZONE_NAMES.map(({ long, short }) => [long, short]));

// @pinion/core/std/interval/show
var SECOND = 1000000n;
var MINUTE = 60n * SECOND;
var HOUR = 60n * MINUTE;
var DAY = 24n * HOUR;

// @pinion/core/std/datetime/clock
var localSeconds = (zone, micros) => {
  const seconds = secondsOf(micros);
  return seconds + offsetAt(zone, seconds);
};
var hourOfTimestamp = (zone, micros) => floorMod(Math.floor(localSeconds(zone, micros) / 3600), 24);

// @pinion/core/std/datetime/difference
var MONTHS2 = /* @__PURE__ */ new Map([
  ["month", 1],
  ["quarter", 3],
  ["year", 12]
]);
var MICROS = /* @__PURE__ */ new Map([
  ["microsecond", 1],
  ["millisecond", 1e3],
  ["second", 1e6],
  ["minute", 6e7],
  ["hour", 36e8],
  ["day", MICROS_PER_DAY],
  ["dayofyear", MICROS_PER_DAY],
  ["week", 7 * MICROS_PER_DAY]
]);
var DATETIME_UNITS = [...MICROS.keys(), ...MONTHS2.keys()];
var DAY2 = BigInt(MICROS_PER_DAY);
var SECONDS_PER_MONTH = 31 * SECONDS_PER_DAY;
var DURATIONS = new Map([...MICROS].filter(([unit]) => unit !== "dayofyear").map(([unit, micros]) => [`${unit}s`, micros]));
var DURATION_UNITS = [...DURATIONS.keys()];

// @pinion/core/std/datetime/epoch
var unixSeconds = (micros) => secondsOf(micros);

// @pinion/core/std/datetime/fields
var dayOfDate = (days) => civilDay(civilOf(days));
var dayOfWeekOfDate = (days) => (mondayBased(days) + 1) % 7 + 1;

// @pinion/core/std/datetime/next-day
var NAMES = [
  ["TH", "THU", "THURSDAY"],
  ["FR", "FRI", "FRIDAY"],
  ["SA", "SAT", "SATURDAY"],
  ["SU", "SUN", "SUNDAY"],
  ["MO", "MON", "MONDAY"],
  ["TU", "TUE", "TUESDAY"],
  ["WE", "WED", "WEDNESDAY"]
];
var places = new Map(NAMES.flatMap((names, place) => names.map((name2) => [name2, place])));

// @pinion/core/std/datetime/read-write
var prepared = (use) => (pattern, zone) => {
  const compiled = compilePattern(pattern, use);
  if (isPatternError(compiled))
    throw new Error(`the pattern ${pattern} ${compiled.error}`);
  return { pattern: compiled, zone: zoneOf(zone) };
};
var readingPattern = prepared("parse");
var writingPattern = prepared("format");

// @pinion/core/std/array/limits
var MAX_ELEMENTS = 1024 * 1024;

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
  o[2] = c1 === null ? null : dayOfWeekOfDate(t1);
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
  o[7] = c1 === null || c0 === null ? null : Math.fround(Number(subtractBigint(unixSeconds(c1), unixSeconds(c0))) / 60);
}
function kernel_s1_1(count, columns, out, f) {
  const target0 = out[0];
  const out0 = target0.values;
  const set0 = target0.validity;
  set0.fill(0, 0, count + 7 >> 3);
  const column2 = columns[2];
  const in2 = column2.values;
  const valid2 = column2.validity;
  for (let i = 0; i < count; i++) {
    const byte = i >> 3;
    const bit = 1 << (i & 7);
    //! key DOLocationID
    const c2 = in2[i];
    const c2null = valid2 !== null && (valid2[byte] & bit) === 0;
    if (!c2null) {
      out0[i] = c2;
      set0[byte] |= bit;
    }
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
      out2[i] = dayOfWeekOfDate(t1);
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
  set4.fill(0, 0, count + 7 >> 3);
  const column3 = columns[3];
  const in3 = column3.values;
  const valid3 = column3.validity;
  for (let i = 0; i < count; i++) {
    const byte = i >> 3;
    const bit = 1 << (i & 7);
    //! f_is_long_trip_distance: cast_float(trip_distance) > 30
    const c3 = in3[i];
    const c3null = valid3 !== null && (valid3[byte] & bit) === 0;
    if (!c3null) {
      out4[i] = !(Math.fround(c3) <= 30) ? 1 : 0;
      set4[byte] |= bit;
    }
  }
}
function kernel_s1_5(count, columns, out, f) {
  const target5 = out[5];
  const out5 = target5.values;
  const set5 = target5.validity;
  set5.fill(0, 0, count + 7 >> 3);
  const column4 = columns[4];
  const in4 = column4.values;
  const valid4 = column4.validity;
  for (let i = 0; i < count; i++) {
    const byte = i >> 3;
    const bit = 1 << (i & 7);
    //! avg: cast_float(fare_amount)
    const c4 = in4[i];
    const c4null = valid4 !== null && (valid4[byte] & bit) === 0;
    if (!c4null) {
      out5[i] = Math.fround(c4);
      set5[byte] |= bit;
    }
  }
}
function kernel_s1_6(count, columns, out, f) {
  const target6 = out[6];
  const out6 = target6.values;
  const set6 = target6.validity;
  set6.fill(0, 0, count + 7 >> 3);
  const column3 = columns[3];
  const in3 = column3.values;
  const valid3 = column3.validity;
  for (let i = 0; i < count; i++) {
    const byte = i >> 3;
    const bit = 1 << (i & 7);
    //! f_trip_distance: trip_distance
    const c3 = in3[i];
    const c3null = valid3 !== null && (valid3[byte] & bit) === 0;
    if (!c3null) {
      out6[i] = Math.fround(c3);
      set6[byte] |= bit;
    }
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
      out7[i] = Math.fround(Number(subtractBigint(unixSeconds(c1), unixSeconds(c0))) / 60);
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
