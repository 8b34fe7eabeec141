import { LAST_CODE_POINT, rangesOfPairs, union, type Ranges } from "./code-set.js";

/** A named class: as RE2 writes it where RE2 has it, and by a property of JavaScript's expressions. */
export interface Property {
  readonly re2: string | undefined;
  readonly ranges: () => Ranges;
  /** Whether only letters of one case are in it, which ignoring case undoes. */
  readonly cased: boolean;
}

const ASCII_CLASSES: ReadonlyMap<string, Ranges> = new Map([
  ["Lower", rangesOfPairs("az")],
  ["Upper", rangesOfPairs("AZ")],
  ["ASCII", rangesOfPairs("\0\x7f")],
  ["Alpha", rangesOfPairs("AZaz")],
  ["Digit", rangesOfPairs("09")],
  ["Alnum", rangesOfPairs("09AZaz")],
  ["Punct", rangesOfPairs("!/:@[`{~")],
  ["Graph", rangesOfPairs("!~")],
  ["Print", rangesOfPairs(" ~")],
  ["Blank", rangesOfPairs("\t\t  ")],
  ["Cntrl", rangesOfPairs("\0\x1f\x7f\x7f")],
  ["XDigit", rangesOfPairs("09AFaf")],
  ["Space", rangesOfPairs("\t\r  ")],
]);

/** Java's own names and Unicode's binary properties, by the name that JavaScript has. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ["javalowercase", "Lowercase"],
  ["javauppercase", "Uppercase"],
  ["javatitlecase", "Lt"],
  ["javaalphabetic", "Alphabetic"],
  ["javaideographic", "Ideographic"],
  ["javaletter", "L"],
  ["javadigit", "Nd"],
  ["javaspacechar", "Z"],
  ["javamirrored", "Bidi_Mirrored"],
  ["isalphabetic", "Alphabetic"],
  ["isideographic", "Ideographic"],
  ["isletter", "L"],
  ["islowercase", "Lowercase"],
  ["isuppercase", "Uppercase"],
  ["istitlecase", "Lt"],
  ["ispunctuation", "P"],
  ["iscontrol", "Cc"],
  ["iswhite_space", "White_Space"],
  ["isdigit", "Nd"],
  ["ishex_digit", "Hex_Digit"],
  ["isjoin_control", "Join_Control"],
  ["isnoncharacter_code_point", "Noncharacter_Code_Point"],
  ["isassigned", "Assigned"],
  ["isemoji", "Emoji"],
  ["isemoji_presentation", "Emoji_Presentation"],
  ["isemoji_modifier", "Emoji_Modifier"],
  ["isextended_pictographic", "Extended_Pictographic"],
]);

const CATEGORY = /^(?:L[CDulmot]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|C[cfosn]?)$/;

/** The class of `\p{name}`, undefined where there is none. */
export function propertyOf(name: string): Property | undefined {
  const ascii = ASCII_CLASSES.get(name);
  if (ascii !== undefined) {
    return { re2: undefined, ranges: () => ascii, cased: name === "Lower" || name === "Upper" };
  }
  const pair = /^(script|sc|general_category|gc)=(.+)$/i.exec(name);
  if (pair !== null) {
    const [, kind = "", value = ""] = pair;
    return kind.toLowerCase().startsWith("s") ? script(value) : category(value);
  }
  const known = NAMED.get(name.toLowerCase());
  if (known !== undefined) return known.length <= 2 ? category(known) : byJs(known);
  if (/^is/i.test(name)) return category(name.slice(2)) ?? script(name.slice(2));
  return category(name);
}

/** What makes both cases of {@link Property.cased}. */
export const anyCase: Property = {
  re2: "\\p{Lu}\\p{Ll}\\p{Lt}",
  ranges: () => union(scan("\\p{Lu}"), scan("\\p{Ll}"), scan("\\p{Lt}")),
  cased: false,
};

function category(name: string): Property | undefined {
  if (!CATEGORY.test(name)) return undefined;
  const cased = name === "Lu" || name === "Ll" || name === "Lt";
  if (name === "LC") return anyCase;
  // RE2 knows the categories but for that of code points without a character.
  const re2 = name === "Cn" || name === "C" ? undefined : `\\p{${name}}`;
  return name === "LD" ? undefined : { re2, ranges: () => scan(`\\p{${name}}`), cased };
}

function script(name: string): Property | undefined {
  const proper = name.toLowerCase().replace(/(^|_)([a-z])/g, (letter) => letter.toUpperCase());
  const inJs = `\\p{Script=${proper}}`;
  return isProperty(inJs) ? { re2: undefined, ranges: () => scan(inJs), cased: false } : undefined;
}

function byJs(name: string): Property {
  const cased = name === "Lowercase" || name === "Uppercase";
  return { re2: undefined, ranges: () => scan(`\\p{${name}}`), cased };
}

function isProperty(source: string): boolean {
  try {
    return new RegExp(source, "u").source !== "";
  } catch {
    return false;
  }
}

/** The code points that one class of JavaScript's matches. */
function scan(source: string): Ranges {
  const matches = new RegExp(`^${source}$`, "u");
  const result: [number, number][] = [];
  for (let code = 0; code <= LAST_CODE_POINT; code++) {
    if (!matches.test(String.fromCodePoint(code))) continue;
    const open = result.at(-1);
    if (open?.[1] === code - 1) open[1] = code;
    else result.push([code, code]);
  }
  return result;
}
