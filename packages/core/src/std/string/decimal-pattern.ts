/** A pattern of Java's DecimalFormat, taken apart. */
export interface DecimalPattern {
  readonly positive: Affixes;
  readonly negative: Affixes;
  readonly minInteger: number;
  /** Only with an exponent is there a most. */
  readonly maxInteger: number;
  readonly minFraction: number;
  readonly maxFraction: number;
  /** Digits between separators; 0 for none. */
  readonly grouping: number;
  /** 100 for %, 1000 for ‰. */
  readonly multiplier: number;
  readonly pointAlways: boolean;
  /** The least number of digits of the exponent; 0 for none. */
  readonly exponent: number;
}

export interface Affixes {
  readonly prefix: string;
  readonly suffix: string;
}

interface Half extends Affixes {
  readonly body: string;
  readonly multiplier: number;
  readonly rest: string;
}

const BODY = /^[#0,.]+(?:E0*)?/;

/** The pattern, or undefined where Java refuses it. */
export function parseDecimalPattern(pattern: string): DecimalPattern | undefined {
  const positive = readHalf(pattern);
  if (positive === undefined) return undefined;
  let negative: Affixes = { prefix: `-${positive.prefix}`, suffix: positive.suffix };
  if (positive.rest !== "") {
    const half = readHalf(positive.rest.slice(1));
    if (half === undefined || half.rest !== "") return undefined;
    // One that only repeats the positive half means a minus, too.
    if (half.prefix !== positive.prefix || half.suffix !== positive.suffix) negative = half;
  }
  const body = readBody(positive.body);
  if (body === undefined) return undefined;
  const { prefix, suffix, multiplier } = positive;
  return { positive: { prefix, suffix }, negative, multiplier, ...body };
}

function readHalf(text: string): Half | undefined {
  const state = { at: 0, multiplier: 1 };
  const prefix = readAffix(text, state, true);
  const body = prefix === undefined ? undefined : BODY.exec(text.slice(state.at))?.[0];
  if (prefix === undefined || body === undefined) return undefined;
  state.at += body.length;
  const suffix = readAffix(text, state, false);
  if (suffix === undefined) return undefined;
  return { prefix, suffix, body, multiplier: state.multiplier, rest: text.slice(state.at) };
}

/** Up to the digits, the `;` or the end; undefined for a quote that stays open or digits in a suffix. */
function readAffix(
  text: string,
  state: { at: number; multiplier: number },
  before: boolean,
): string | undefined {
  let affix = "";
  let quoted = false;
  for (; state.at < text.length; state.at++) {
    const character = text[state.at] ?? "";
    if (character === "'") {
      if (text[state.at + 1] === "'") {
        affix += "'";
        state.at++;
      } else quoted = !quoted;
    } else if (quoted) affix += character;
    else if (character === ";") break;
    else if ("#0,.".includes(character)) {
      if (before) break;
      return undefined;
    } else if (character === "%" || character === "‰") {
      if (state.multiplier !== 1) return undefined;
      state.multiplier = character === "%" ? 100 : 1000;
      affix += character;
    } else if (character === "¤") {
      if (text[state.at + 1] === "¤") {
        affix += "USD";
        state.at++;
      } else affix += "$";
    } else affix += character;
  }
  return quoted ? undefined : affix;
}

type Body = Omit<DecimalPattern, "positive" | "negative" | "multiplier">;

function readBody(body: string): Body | undefined {
  const [digits = "", exponent] = body.split("E");
  if (exponent === "") return undefined;
  const plain = digits.replaceAll(",", "");
  const point = plain.indexOf(".");
  if (point !== plain.lastIndexOf(".")) return undefined;
  const wholeWithCommas = digits.split(".")[0] ?? "";
  const comma = digits.lastIndexOf(",");
  const grouping = comma < 0 ? 0 : (digits.slice(comma + 1).split(".")[0]?.length ?? 0);
  if (comma >= wholeWithCommas.length || (comma >= 0 && grouping === 0)) return undefined;
  let whole = point < 0 ? plain : plain.slice(0, point);
  let fraction = point < 0 ? "" : plain.slice(point + 1);
  if (!plain.includes("0") && plain.includes("#") && point >= 0) {
    // `###.###` has one digit at least: the last before the point, or the first behind it.
    if (whole === "") fraction = `0${fraction.slice(1)}`;
    else whole = `${whole.slice(0, -1)}0`;
  }
  const parted = /^(#*)(0*)$/.exec(whole);
  const behind = /^(0*)(#*)$/.exec(fraction);
  if (parted === null || behind === null) return undefined;
  if (whole.includes("0") && !whole.endsWith("0")) return undefined;
  const minInteger = parted[2]?.length ?? 0;
  if (exponent !== undefined && whole === "") return undefined;
  return {
    minInteger,
    maxInteger: exponent === undefined ? Number.MAX_SAFE_INTEGER : whole.length,
    minFraction: behind[1]?.length ?? 0,
    maxFraction: fraction.length,
    grouping: exponent === undefined ? grouping : 0,
    pointAlways: point === 0 || (point >= 0 && point === plain.length - 1),
    exponent: exponent?.length ?? 0,
  };
}
