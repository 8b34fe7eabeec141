import { compilePattern, isPatternError } from "../../std/datetime/pattern.js";
import type { PatternUse } from "../../std/datetime/pattern-elements.js";
import { findZone } from "../../std/datetime/zone.js";
import { showType } from "../../types/index.js";
import { constantOf } from "../constant.js";
import { refuse, type FunctionCall, type Refusal, type ValueArgument } from "../record.js";

/** Options as they stand in compiled code, sorted by name. */
export type OptionEntries = readonly (readonly [name: string, value: string])[];

/** The options of a call: a constant map of texts, none where it is left out. */
export function optionsArgument(
  call: FunctionCall,
  arg: ValueArgument | undefined,
  use: PatternUse,
): OptionEntries | Refusal {
  if (arg === undefined) return [];
  const { type } = arg;
  if (type.kind !== "map" || type.key.kind !== "string" || type.value.kind !== "string") {
    return refuse(
      "PN2201",
      `the options of \`${call.name}\` are ${showType(type)}, expected map<string,string>`,
      arg.span,
    );
  }
  const value = constantOf(arg.expr);
  if (!Array.isArray(value)) {
    return refuse("PN2303", `the options of \`${call.name}\` must be a constant`, arg.span);
  }
  const entries = (value as readonly (readonly [string, string])[]).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const problem = problemOf(entries, use);
  return problem === undefined ? entries : refuse("PN2304", problem, arg.span);
}

const FLAGS: ReadonlySet<string> = new Set([
  "ignorenullfields",
  "pretty",
  "writenonasciicharacterascodepoint",
  "allowunquotedfieldnames",
  "allowsinglequotes",
  "allownumericleadingzeros",
  "allowcomments",
  "allowbackslashescapinganycharacter",
  "allowunquotedcontrolchars",
  "allownonnumericnumbers",
  "primitivesasstring",
  "prefersdecimal",
  "infertimestamp",
]);

function problemOf(entries: OptionEntries, use: PatternUse): string | undefined {
  for (const [name, value] of entries) {
    switch (name.toLowerCase()) {
      case "dateformat":
      case "timestampformat": {
        const pattern = compilePattern(value, use);
        if (isPatternError(pattern)) return `the pattern \`${value}\` ${pattern.error}`;
        break;
      }
      case "timezone":
        if (findZone(value) === undefined) return `there is no time zone \`${value}\``;
        break;
      case "mode":
        if (!/^(?:permissive|failfast)$/i.test(value)) return `there is no mode \`${value}\` here`;
        break;
      default:
        if (FLAGS.has(name.toLowerCase()) && !/^(?:true|false)$/i.test(value)) {
          return `the option \`${name}\` is \`${value}\`, expected true or false`;
        }
    }
  }
  return undefined;
}
