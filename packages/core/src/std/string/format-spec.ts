import { MAX_GENERATED_LENGTH } from "./limits.js";

/** A piece of a format text of `java.util.Formatter`. Plain data, so that it can stand in emitted code. */
export type FormatPart = string | FormatSpec;

/** `%[argument$][flags][width][.precision]conversion`. */
export type FormatSpec = {
  /** Lower case; `upper` says that it was not. */
  readonly conversion: "b" | "s" | "c" | "d" | "o" | "x" | "e" | "f" | "g";
  readonly upper: boolean;
  readonly flags: string;
  /** -1 for none. */
  readonly width: number;
  /** -1 for none. */
  readonly precision: number;
  /** Which argument it shows, from 0. */
  readonly argument: number;
};

const SPEC = /%(?:(\d+)\$)?([-#+ 0,(<]*)(\d+)?(?:\.(\d+))?([tT])?([a-zA-Z%])/y;

/** Flags that a conversion takes. */
const FLAGS: Readonly<Record<FormatSpec["conversion"], string>> = {
  b: "-",
  s: "-",
  c: "-",
  d: "-+ 0,(",
  o: "-#0",
  x: "-#0",
  e: "-#+ 0(",
  f: "-#+ 0,(",
  g: "-+ 0,(",
};

const isConversion = (letter: string): letter is FormatSpec["conversion"] => Object.hasOwn(FLAGS, letter);

/** The parts of a format text, or what is wrong with it. */
export function parseFormat(format: string): readonly FormatPart[] | string {
  const result: FormatPart[] = [];
  let ordinary = 0;
  let previous = -1;
  for (let at = 0; at < format.length;) {
    const percent = format.indexOf("%", at);
    if (percent !== at) {
      result.push(format.slice(at, percent < 0 ? format.length : percent));
      at = percent < 0 ? format.length : percent;
      continue;
    }
    SPEC.lastIndex = at;
    const match = SPEC.exec(format);
    if (match === null) return `\`${format.slice(at, at + 10)}\` is not a conversion`;
    const [text, index, flagsText = "", widthText, precisionText, time, letter = ""] = match;
    at = SPEC.lastIndex;
    const width = widthText === undefined ? -1 : Number(widthText);
    const precision = precisionText === undefined ? -1 : Number(precisionText);
    if (Math.max(width, precision) > MAX_GENERATED_LENGTH) return `\`${text}\` is too wide`;
    if (time !== undefined) return `\`${text}\` formats a time: take date_format for it`;
    if (letter === "n" || letter === "%") {
      const bare =
        letter === "%" ? /^-?$/.test(flagsText) && (flagsText === "" || width >= 0) : text === "%n";
      if (!bare || precision >= 0) return `\`${text}\` takes no such flags`;
      result.push(justify(letter === "n" ? "\n" : "%", width, flagsText.includes("-")));
      continue;
    }
    const conversion = letter.toLowerCase();
    if (!isConversion(conversion) || (letter !== conversion && "dof".includes(conversion))) {
      return `\`${text}\` is not a conversion that is supported`;
    }
    const relative = flagsText.includes("<");
    if (index === "0") return "arguments are counted from 1";
    const argument = relative ? previous : index === undefined ? ordinary++ : Number(index) - 1;
    if (argument < 0) return `\`${text}\` has no argument before it to take`;
    previous = argument;
    const spec: FormatSpec = {
      conversion,
      upper: letter !== conversion,
      flags: flagsText.replaceAll("<", ""),
      width,
      precision,
      argument,
    };
    const problem = flagProblem(spec);
    if (problem !== undefined) return `\`${text}\` ${problem}`;
    result.push(spec);
  }
  return result;
}

function flagProblem({ conversion, flags, width, precision }: FormatSpec): string | undefined {
  const has = (flag: string): boolean => flags.includes(flag);
  for (const flag of flags) {
    if (!FLAGS[conversion].includes(flag)) return `does not take the flag \`${flag}\``;
    if (flags.indexOf(flag) !== flags.lastIndexOf(flag)) return `has the flag \`${flag}\` twice`;
  }
  if ((has("-") || has("0")) && width < 0) return "needs a width for its flags";
  if (has("-") && has("0")) return "cannot fill with zeros on the right";
  if (has("+") && has(" ")) return "cannot have both `+` and a space for a sign";
  if (precision >= 0 && "cdox".includes(conversion)) return "takes no precision";
  return undefined;
}

export const justify = (text: string, width: number, left: boolean): string =>
  left ? text.padEnd(width) : text.padStart(width);
