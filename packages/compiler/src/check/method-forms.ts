import { findFunction } from "@pinion/core/functions";
import { METHODS } from "../parse/grammar/method-calls.js";

/**
 * What methods of other languages are written as, by what they may be called on: `$x` is the receiver, `$1` and
 * `$2` the arguments, `$*` all of these. Positions are those of the languages, which count from 0.
 */
const FORMS: ReadonlyMap<string, readonly string[]> = new Map([
  ...same(["length", "size", "len", "count"], ["length($x)", "size($x)"]),
  ...same(
    ["contains", "includes", "has"],
    ["contains($x, $1)", "array_contains($x, $1)", "map_contains_key($x, $1)"],
  ),
  ["containsvalue", ["array_contains(map_values($x), $1)"]],
  ["isempty", ["$x = ''", "size($x) = 0"]],
  ["isnotempty", ["$x <> ''", "size($x) > 0"]],
  ["nonempty", ["$x <> ''", "size($x) > 0"]],
  ["isblank", ["trim($x) = ''"]],
  ["equals", ["$x = $1"]],
  ["equalsignorecase", ["lower($x) = lower($1)"]],
  ["indexof", ["instr($x, $1) - 1", "array_position($x, $1) - 1"]],
  ["substring", ["substring($x, {1}, {2-1})", "substring($x, {1})"]],
  ["substr", ["substring($x, {1}, $2)", "substring($x, {1})"]],
  ["slice", ["substring($x, {1}, {2-1})", "slice($x, {1}, {2-1})", "substring($x, {1})"]],
  ["charat", ["substring($x, {1}, 1)"]],
  ["get", ["$x[$1]"]],
  ["at", ["$x[$1]", "substring($x, {1}, 1)"]],
  ["getordefault", ["coalesce($x[$1], $2)"]],
  ["getfirst", ["$x[0]"]],
  ["first", ["$x[0]"]],
  ...same(["getlast", "last"], ["element_at($x, -1)"]),
  ...same(["trimstart", "trimleft", "lstrip"], ["ltrim($x)"]),
  ...same(["trimend", "trimright", "rstrip"], ["rtrim($x)"]),
  ["padstart", ["lpad($x, $*)"]],
  ["padend", ["rpad($x, $*)"]],
  ["capitalize", ["initcap($x)"]],
  ["join", ["array_join($x, $1)"]],
  ["keys", ["map_keys($x)"]],
  ["keyset", ["map_keys($x)"]],
  ["values", ["map_values($x)"]],
  ...same(["entries", "entryset"], ["map_entries($x)"]),
  ...same(["push", "append", "add"], ["array_append($x, $1)"]),
  ["concat", ["concat($x, $*)"]],
  ["flat", ["flatten($x)"]],
  ["distinct", ["array_distinct($x)"]],
  ["sort", ["array_sort($x)"]],
  ...same(["some", "any", "anymatch"], ["exists($x, $1)"]),
  ...same(["every", "all", "allmatch"], ["forall($x, $1)"]),
  ["find", ["filter($x, $1)[0]"]],
  ["min", ["array_min($x)"]],
  ["max", ["array_max($x)"]],
  ["getmonth", ["month($x) - 1"]],
  ["getmonthvalue", ["month($x)"]],
  ["getday", ["dayofweek($x) - 1"]],
  ...same(["getdate", "getdayofmonth"], ["dayofmonth($x)"]),
  ["gettime", ["unix_millis($x)"]],
]);

function same(names: readonly string[], forms: readonly string[]): readonly [string, readonly string[]][] {
  return names.map((name) => [name, forms]);
}

/**
 * What a call of a method may have meant, the likeliest first. Where it does not stand alone, an operation is put
 * in parentheses.
 */
export function formsOf(
  method: string,
  receiver: string,
  args: readonly string[],
  alone: boolean,
): readonly string[] {
  const word = method.toLowerCase();
  const forms = FORMS.get(word) ?? [];
  const isOwn = forms.length === 0 && findFunction(word) !== undefined;
  const named = METHODS.get(word) ?? (isOwn ? word : undefined);
  const all =
    named === undefined ? forms : [...forms, args.length === 0 ? `${named}($x)` : `${named}($x, $*)`];
  return all.flatMap((form) => {
    const text = filled(form, receiver, args);
    if (text === undefined) return [];
    return [alone || !OPERATION.test(form) ? text : `(${text})`];
  });
}

const OPERATION = / (?:=|<>|>|-) [^)]*$/;
const PLACE = /\$([x*1-9])|\{([1-9])(?:-([1-9]))?\}/g;

/** The form with its parts filled in, if it is one for as many arguments. */
function filled(form: string, receiver: string, args: readonly string[]): string | undefined {
  const used = new Set([...form.matchAll(PLACE)].flatMap(([, part, a, b]) => [part, a, b].filter(Boolean)));
  if (!used.has("*") && used.size - (used.has("x") ? 1 : 0) !== args.length) return undefined;
  let fits = true;
  const text = form.replaceAll(
    PLACE,
    (_, part: string | undefined, a: string, b: string | undefined, at: number) => {
      if (part === "x") return operand(receiver, form, at, 2);
      if (part === "*") return args.join(", ");
      if (part !== undefined) return operand(args[Number(part) - 1] ?? "", form, at, 2);
      const [position, less] = [
        args[Number(a) - 1] ?? "",
        b === undefined ? "-1" : (args[Number(b) - 1] ?? ""),
      ];
      const difference = Number(position) - Number(less);
      // Only of positions written as numbers: what is computed may be negative, which means something else.
      fits &&= DIGITS.test(position) && (b === undefined || DIGITS.test(less)) && difference >= 0;
      return String(difference);
    },
  );
  return fits ? text : undefined;
}

const DIGITS = /^\d{1,9}$/;
const SIMPLE = /^(?:[\w.]+|`[^`]*`|'[^'\\]*'|"[^"\\]*"|\w+\([^()]*\))$/;

/** A part as it can stand there: in parentheses but among the arguments of a function. */
function operand(text: string, form: string, at: number, length: number): string {
  const isArgument = /[(,] ?$/.test(form.slice(0, at)) && /^[,)]/.test(form.slice(at + length));
  return isArgument || SIMPLE.test(text) ? text : `(${text})`;
}
