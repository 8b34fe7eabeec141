import type { Problem } from "@pinion/core";
import { refused, type FunctionRecord, type Resolution } from "@pinion/core/functions";
import type { Expr, StringLiteral } from "../parse/expr.js";

/** Which argument is a pattern for dates and times. */
const PATTERN_AT: ReadonlyMap<string, number> = new Map([
  ["date_format", 1],
  ["to_timestamp", 1],
  ["to_timestamp_ltz", 1],
  ["to_timestamp_ntz", 1],
  ["try_to_timestamp", 1],
  ["to_date", 1],
  ["unix_timestamp", 1],
  ["to_unix_timestamp", 1],
  ["from_unixtime", 1],
]);

/** A pattern that is refused, with the one that was probably meant. */
export function mendPattern(
  record: FunctionRecord,
  args: readonly Expr[],
  resolution: Resolution,
): Resolution {
  const pattern = patternOf(record, args);
  if (pattern === undefined || !refused(resolution)) return resolution;
  const meant = written(javaPattern(pattern.value));
  if (meant === undefined || meant === written(pattern.value)) return resolution;
  const { span } = pattern;
  const problems = resolution.problems.map((problem): Problem =>
    problem.code === "PN2304" && problem.span.start === span.start && problem.span.end === span.end
      ? { ...problem, help: `did you mean \`${meant}\`?`, suggestion: { span, text: meant } }
      : problem,
  );
  return { ...resolution, problems };
}

/** A pattern that means something, but not what its letters are taken for. */
export function doubtfulPattern(record: FunctionRecord, args: readonly Expr[]): Problem | undefined {
  const pattern = patternOf(record, args);
  if (pattern === undefined) return undefined;
  const { value, span } = pattern;
  const doubt = DOUBTS.find(({ applies }) => applies(value));
  if (doubt === undefined) return undefined;
  const meant = written(javaPattern(value));
  return {
    code: "PN2407",
    severity: "warning",
    message: doubt.message,
    span,
    ...(meant === undefined ? {} : { help: `did you mean \`${meant}\`?`, suggestion: { span, text: meant } }),
  };
}

function patternOf(record: FunctionRecord, args: readonly Expr[]): StringLiteral | undefined {
  const at = PATTERN_AT.get(record.name);
  const arg = at === undefined ? undefined : args[at];
  return arg?.kind === "string" ? arg : undefined;
}

/** What stands within single quotes is no letter of the pattern. */
const letters = (pattern: string): string => pattern.replace(/'[^']*'/g, " ");

const DOUBTS: readonly { readonly message: string; readonly applies: (pattern: string) => boolean }[] = [
  {
    message: "`hh` counts the hours of half a day, and the pattern has no `a` that tells which half",
    applies: (pattern) => /h/.test(letters(pattern)) && !/[aHk]/.test(letters(pattern)),
  },
  {
    message: "`D` is the day of the year, and the pattern has a month",
    applies: (pattern) => /D/.test(letters(pattern)) && /[ML]/.test(letters(pattern)),
  },
  {
    message: "`mm` is the minute, and stands beside a year or a day",
    applies: (pattern) =>
      /[yd][-/.]?mm?(?!m)|(?<!m)mm?[-/.]?d/.test(letters(pattern)) && !/M/.test(letters(pattern)),
  },
  {
    message: "`MM` is the month, and stands beside an hour or a second",
    applies: (pattern) => /[Hhk]:?MM?(?!M)|(?<!M)MM?:?s/.test(letters(pattern)),
  },
  {
    message: "`S` is a fraction of a second, and stands behind the minutes",
    applies: (pattern) => /m:?S/.test(letters(pattern)),
  },
];

/** The letters of strftime, as Java has them. */
const STRFTIME: ReadonlyMap<string, string> = new Map([
  ["Y", "yyyy"],
  ["y", "yy"],
  ["m", "MM"],
  ["d", "dd"],
  ["H", "HH"],
  ["I", "hh"],
  ["M", "mm"],
  ["S", "ss"],
  ["p", "a"],
  ["j", "DDD"],
  ["b", "MMM"],
  ["B", "MMMM"],
  ["a", "E"],
  ["A", "EEEE"],
]);

/** The pattern with the letters that were probably meant. */
function javaPattern(pattern: string): string {
  if (/%[A-Za-z]/.test(pattern)) {
    return pattern.replace(/%([A-Za-z])/g, (_, letter: string) => STRFTIME.get(letter) ?? letter);
  }
  return pattern
    .split(/('[^']*')/)
    .map((part) => (part.startsWith("'") ? part : mended(part, pattern)))
    .join("");
}

function mended(part: string, whole: string): string {
  const all = letters(whole);
  let text = part.replace(/Y/g, "y").replace(/T/g, "'T'");
  if (/[MLm]/.test(all)) text = text.replace(/D+/g, "dd");
  if (!/M/.test(all)) text = text.replace(/(?<=[yYdD][-/.]?)mm?(?!m)|(?<!m)mm?(?=[-/.]?d)/g, "MM");
  text = text.replace(/(?<=[Hhk]:?)MM?(?!M)|(?<!M)MM?(?=:?s)/g, "mm").replace(/(?<=m:?)S+/g, "ss");
  return /a/.test(all) ? text : text.replace(/h+/g, "HH");
}

/** The text as a literal, in the quotes that it does not hold; undefined where it would need escapes. */
function written(text: string): string | undefined {
  if (/[\\"]/.test(text)) return undefined;
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}
