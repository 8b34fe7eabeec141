/** Texts of about so many characters that are hard on a parser, a checker or a compiler, by what they are. */
export const SHAPES: Readonly<Record<string, (length: number) => string>> = {
  ...repeated({
    "open parentheses": "(",
    "closed parentheses": ")",
    "open brackets": "[",
    minuses: "- ",
    negations: "not ",
    bangs: "!",
    "calls in calls": "upper(",
    "cases in cases": "case when b then ",
    "elses in elses": "case when b then 1 else ",
    "casts in casts": "cast(",
    "types in types": "i::array<",
    "lambdas in lambdas": "v -> ",
    "comments in comments": "/*",
    quotes: "'",
    "double quotes": '"',
    backticks: "`",
    backslashes: "\\",
    "quoted backslashes": "'\\",
    "points behind points": ".",
    numbers: "1.",
    digits: "9",
    exponents: "1e",
    commas: ",",
    semicolons: ";",
    ampersands: "&&",
    "question marks": "b ? ",
    coalescings: "i ?? ",
    "words side by side": "word ",
    "keywords side by side": "case when then else end and or not in is ",
    "interval units": "interval 1 ",
    typos: "betwen ",
    "astral letters": "🚕",
    "combining letters": "e\u0301",
    "lone surrogates": "\ud800",
    spaces: " ",
    "comment lines": "--\n",
    "smart quotes": "‘",
  }),
  ...chained({
    sums: " + 1",
    conjunctions: " and true",
    alternatives: " or b",
    comparisons: " < 1",
    joins: " || s",
    fields: ".x",
    elements: "[0]",
    "casts of casts": "::int",
    "null tests": " is null",
    "strings side by side": " 'x'",
  }),
  ...wide({
    "an IN list": ["i in (", "1"],
    "an IN list of columns": ["i in (", "l"],
    "an array": ["array(", "1"],
    "an array of columns": ["array(", "i"],
    "a concat": ["concat(", "s"],
    "a coalesce": ["coalesce(", "i"],
    "a greatest": ["greatest(", "i"],
    "a hash": ["hash(", "s"],
    "a map": ["map(", "s, i"],
    "a struct": ["struct(", "i"],
    "a LIKE ANY": ["s like any (", "'x%'"],
  }),
  ...nested({
    nullifs: ["nullif(", ", i)", "i"],
    betweens: ["(", " between i and i) = b", "b"],
    "cases of cases": ["case ", " when 1 then 2 when 3 then 4 end", "i"],
    ifs: ["if(b, ", ", i)", "i"],
    greatests: ["greatest(", ", i)", "i"],
    coalesces: ["coalesce(", ", i)", "i"],
    transforms: ["transform(a, v -> ", ")", "i"],
    aggregates: ["aggregate(a, 0, (v, w) -> v + ", ")", "i"],
    "aggregates with finishes": ["aggregate(a, 0, (v, w) -> v + w, v -> ", ")", "1"],
    maps: ["map('k', ", ")", "i"],
    arrays: ["array(", ")", "i"],
    structs: ["named_struct('k', ", ")", "i"],
    json: ["to_json(struct(", "))", "i"],
    decimals: ["(p * ", ")", "p"],
    sequences: ["sequence(1, size(", "))", "a"],
    "if_else of array": ["if_else(", ", a, [])", "a"],
    "in lists": ["b in (", ", b)", "b"],
    "null-safe": ["(", " <=> i) <=> b", "b"],
    "is distinct": ["((", ") is distinct from b)", "b"],
    "time zones": ["from_utc_timestamp(", ", 'UTC')", "at"],
  }),
  "a CASE of branches": (length) => `case ${"when i = l then 2 ".repeat(length / 18)}end`,
  "a CASE of values": (length) => `case i ${"when 1 then 2 ".repeat(length / 14)}end`,
  "a decode": (length) => `decode(i, ${"1, 2, ".repeat(length / 6)}3)`,
  "a long string": (length) => `'${"x".repeat(length)}'`,
  "a long string of escapes": (length) => `'${"\\n".repeat(length / 2)}'`,
  "a long name": (length) => "n".repeat(length),
  "a long name in backticks": (length) => `\`${"`".repeat(2 * Math.floor(length / 2))}\``,
  "a long regular expression": (length) => `s rlike '${"(a*".repeat(length / 4)}${")*".repeat(length / 4)}'`,
  "a regular expression of classes": (length) => `s rlike '${"[a-z]{1,9}".repeat(length / 10)}'`,
  "a repeated regular expression": (length) => `s rlike '${"a{1000}".repeat(Math.max(1, length / 20_000))}'`,
  "a regular expression of repetitions": () => "s rlike '((((a{99}){99}){99}){99}){99}'",
  "a long LIKE pattern": (length) => `s like '${"%a".repeat(length / 2)}'`,
  "a long date pattern": (length) => `date_format(at, '${"yyyy-".repeat(length / 5)}')`,
  "a long schema": (length) => `from_json(s, '${"a int, ".repeat(length / 8)}b int')`,
  "a deep schema": (length) => `from_json(s, '${"array<".repeat(length / 7)}int${">".repeat(length / 7)}')`,
  "a deep JSON path": (length) => `get_json_object(s, '$${"[0]".repeat(length / 3)}')`,
  "a deep JSON text": (length) =>
    `get_json_object('${"[".repeat(length / 2)}${"]".repeat(length / 2)}', '$[0]')`,
  "a wide type": (length) => `cast(null as struct<${"a:int,".repeat(length / 6)}b:int>)`,
  "a long number format": (length) => `to_number(s, '${"9,".repeat(length / 2)}9')`,
  "a long printf format": (length) => `format_string('${"%s".repeat(length / 2)}', s)`,
  "a huge repetition": () => "repeat(repeat(repeat('xxxxxxxxxx', 1000000), 1000000), 1000000)",
  "a huge padding": () => "lpad('x', 2147483647, 'y')",
  "a huge sequence": () => "sequence(1, 9223372036854775807L)",
  "a huge array": () => "array_repeat(1, 2147483647)",
  "a huge space": () => "space(2147483647)",
  "a huge power": () => "pow(10, 308) * pow(10, 308)",
  "a huge decimal": () => "cast('1e2147483647' as decimal(38, 10))",
  "a huge shift": () => "add_months(at, 2147483647)",
  "a doubling": () => {
    let text = "s";
    for (let i = 0; i < 12; i++) text = `concat(${text}, ${text})`;
    return text;
  },
};

type Texts = Readonly<Record<string, string>>;
type Made = Readonly<Record<string, (length: number) => string>>;

function each<T>(from: Readonly<Record<string, T>>, make: (part: T) => (length: number) => string): Made {
  return Object.fromEntries(Object.entries(from).map(([name, part]) => [name, make(part)]));
}

function repeated(from: Texts): Made {
  return each(from, (part) => (length) => part.repeat(Math.ceil(length / part.length)));
}

function chained(from: Texts): Made {
  return each(from, (part) => (length) => `i${part.repeat(Math.ceil(length / part.length))}`);
}

function wide(from: Readonly<Record<string, readonly [open: string, item: string]>>): Made {
  return each(from, ([open, item]) => (length) => {
    const count = Math.max(1, Math.floor((length - open.length) / (item.length + 1)));
    return `${open}${Array.from({ length: count }, () => item).join(",")})`;
  });
}

/** As deep as expressions may nest, and as long as asked. */
function nested(from: Readonly<Record<string, readonly [open: string, close: string, inner: string]>>): Made {
  return each(from, ([open, close, inner]) => (length) => {
    const times = Math.max(1, Math.floor(length / (open.length + close.length)));
    return open.repeat(times) + inner + close.repeat(times);
  });
}
