import {
  CALENDAR_INTERVAL,
  decimal,
  nearest,
  PLAIN_TYPES,
  STRING,
  TIME,
  type DataType,
  type DayTimeField,
  type Problem,
  type Span,
  type YearMonthField,
} from "@pinion/core";

export interface Parameter {
  readonly value: number;
  readonly span: Span;
}

export type TypeReading =
  { readonly type: DataType; readonly problem?: undefined } | { readonly problem: Problem };

const DECIMALS = new Set(["decimal", "dec", "numeric"]);
/** Texts of a limited length; a cast to them is a cast to STRING. */
const LIMITED_TEXTS = new Set(["char", "character", "varchar"]);
const NESTED = new Map([
  ["array", "array<int>"],
  ["map", "map<string, int>"],
  ["struct", "struct<name: string>"],
]);

/** Names that other systems have for Spark's types. */
const ELSEWHERE = new Map([
  ["bool", "boolean"],
  ["int8", "tinyint"],
  ["int16", "smallint"],
  ["int32", "int"],
  ["int64", "bigint"],
  ["uint8", "smallint"],
  ["uint16", "int"],
  ["uint32", "bigint"],
  ["signed", "bigint"],
  ["float32", "float"],
  ["float4", "float"],
  ["float8", "double"],
  ["float64", "double"],
  ["number", "double"],
  ["str", "string"],
  ["text", "string"],
  ["varchar2", "string"],
  ["nvarchar", "string"],
  ["bytes", "binary"],
  ["blob", "binary"],
  ["bytea", "binary"],
  ["datetime", "timestamp"],
  ["timestamp_ntz", "timestamp"],
  ["timestamptz", "timestamp"],
  ["list", "array<string>"],
  ["object", "map<string, string>"],
]);

const KNOWN = [...PLAIN_TYPES.keys(), ...DECIMALS, "time", "varchar", "char", "interval", ...NESTED.keys()];

/** Whether WITHOUT TIME ZONE can stand behind the type. */
export const isZoneable = (image: string): boolean => /^time(?:stamp)?$/i.test(image);

/** The name of the type that has no time zone: TIME has none anyway. */
export const withoutZone = (image: string): string =>
  image.toLowerCase() === "timestamp" ? "timestamp_ntz" : image;

/** The type of a word and the numbers behind it. */
export function simpleType(
  image: string,
  nameSpan: Span,
  parameters: readonly Parameter[],
  span: Span,
): TypeReading {
  const name = image.toLowerCase();
  const plain = PLAIN_TYPES.get(name);
  if (plain !== undefined) {
    if (parameters.length === 0) return { type: plain };
    return wrong(`the type ${name.toUpperCase()} takes no numbers`, span, `write \`${name}\``, name);
  }
  if (DECIMALS.has(name)) return decimalType(parameters, span);
  if (LIMITED_TEXTS.has(name)) {
    if (parameters.length === 1) return { type: STRING };
    return wrong(`the type ${name.toUpperCase()} needs its length`, span, "write `string`", "string");
  }
  if (name === "time") return timeType(parameters, span);
  const nested = NESTED.get(name);
  if (nested !== undefined) {
    return wrong(
      `the type ${name.toUpperCase()} lacks what it is made of`,
      span,
      `write it as in \`${nested}\``,
    );
  }
  return { problem: unknownType(image, nameSpan) };
}

function decimalType([precision, scale, more]: readonly Parameter[], span: Span): TypeReading {
  if (precision === undefined) return { type: decimal(10, 0) };
  if (more !== undefined) return wrong("the type DECIMAL takes a precision and a scale", span);
  if (precision.value < 1 || precision.value > 38) {
    return wrong(
      `the precision of a DECIMAL is 1 to 38, not ${precision.value}`,
      precision.span,
      "write `38`",
      "38",
    );
  }
  if (scale === undefined) return { type: decimal(precision.value, 0) };
  if (scale.value > precision.value) {
    return wrong(
      `the scale of a DECIMAL is at most its precision ${precision.value}, not ${scale.value}`,
      scale.span,
      `write \`${precision.value}\``,
      String(precision.value),
    );
  }
  return { type: decimal(precision.value, scale.value) };
}

function timeType([precision, more]: readonly Parameter[], span: Span): TypeReading {
  if (precision === undefined) return { type: TIME };
  if (more !== undefined) return wrong("the type TIME takes a precision alone", span);
  if (precision.value <= TIME.precision) return { type: { kind: "time", precision: precision.value } };
  const most = String(TIME.precision);
  return wrong(
    `the precision of a TIME is 0 to ${most}, not ${precision.value}`,
    precision.span,
    `write \`${most}\``,
    most,
  );
}

function wrong(message: string, span: Span, help?: string, text?: string): TypeReading {
  return {
    problem: {
      code: "PN2018",
      message,
      span,
      ...(help === undefined ? {} : { help }),
      ...(text === undefined ? {} : { suggestion: { span, text } }),
    },
  };
}

function unknownType(image: string, span: Span): Problem {
  const name = image.replaceAll("`", "");
  const meant = ELSEWHERE.get(name.toLowerCase()) ?? nearest(name, KNOWN);
  return {
    code: "PN2017",
    message: `there is no type \`${image}\``,
    span,
    label: "unknown type",
    ...(meant === undefined
      ? { help: "the types are those of Spark: `int`, `bigint`, `double`, `decimal(p, s)`, `string`, …" }
      : { help: `did you mean \`${meant}\`?`, suggestion: { span, text: meant } }),
  };
}

const YEAR_MONTH: readonly YearMonthField[] = ["year", "month"];
const DAY_TIME: readonly DayTimeField[] = ["day", "hour", "minute", "second"];

/** The type `INTERVAL start TO end`; without fields the calendar interval; undefined where the fields do not fit. */
export function intervalType(start: string, end: string): DataType | undefined {
  if (start === "") return CALENDAR_INTERVAL;
  const months = fieldsOf(YEAR_MONTH, start, end);
  if (months !== undefined) return { kind: "yearMonthInterval", ...months };
  const days = fieldsOf(DAY_TIME, start, end);
  return days && { kind: "dayTimeInterval", ...days };
}

function fieldsOf<F extends string>(
  order: readonly F[],
  start: string,
  end: string,
): { start: F; end: F } | undefined {
  const first = order.findIndex((field) => field === start);
  const last = order.findIndex((field) => field === end);
  const [from, to] = [order[first], order[last]];
  return from === undefined || to === undefined || last < first ? undefined : { start: from, end: to };
}
