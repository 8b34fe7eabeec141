import { compilePattern, isPatternError, type CompiledPattern } from "../datetime/pattern.js";

/** Options by their names in lower case, as a map in an expression gives them. */
export type Options = ReadonlyMap<string, string>;

export const optionsOf = (entries: readonly (readonly [string, string])[]): Options =>
  new Map(entries.map(([name, value]) => [name.toLowerCase(), value]));

export function flag(options: Options, name: string, otherwise: boolean): boolean {
  const value = options.get(name)?.toLowerCase();
  return value === undefined ? otherwise : value === "true";
}

/** The pattern that an option holds, which has been checked, or undefined where there is no such option. */
export function patternOption(
  options: Options,
  name: "dateformat" | "timestampformat",
  use: "parse" | "format",
): CompiledPattern | undefined {
  const text = options.get(name);
  if (text === undefined) return undefined;
  const pattern = compilePattern(text, use);
  if (isPatternError(pattern)) throw new Error(`unchecked pattern ${text}: ${pattern.error}`);
  return pattern;
}
