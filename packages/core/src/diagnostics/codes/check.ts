import type { CodePage } from "./page.js";

/** PN21xx names, PN22xx types, PN23xx functions, PN24xx constants: the meaning of an expression. */
export const checkCodes = {
  PN2101: {
    title: "a name fits two columns",
    explanation:
      "Names are compared without regard to case, and the source declares two columns that differ by case alone. Rename one of them where the source is declared.",
    example: {
      kind: "expression",
      columns: { fare: "double", Fare: "double", tip: "double" },
      wrong: "fare + tip",
      right: "tip",
    },
  },
  PN2102: {
    title: "a struct has no field of this name",
    explanation: "The message says which fields there are. Names are compared without regard to case.",
    example: {
      kind: "expression",
      columns: { place: "struct<lat:double,lon:double>" },
      wrong: "place.lot",
      right: "place.lon",
    },
  },
  PN2103: {
    title: "a field is read of a value that has no fields",
    explanation:
      "`value.name` reads a field of a STRUCT, of every STRUCT in an ARRAY, or the value that a MAP holds under a text. No other type has fields.",
    example: {
      kind: "expression",
      columns: { fare: "double" },
      wrong: "fare.amount",
      right: "fare",
    },
  },
  PN2104: {
    title: "unknown column",
    explanation:
      "The source of the feature declares no column of this name. Names are compared without regard to case.",
    example: {
      kind: "expression",
      columns: { fare_amount: "double" },
      wrong: "fare_amout",
      right: "fare_amount",
    },
  },
  PN2105: {
    title: "a lambda names a parameter twice",
    explanation:
      "Each parameter of a lambda needs a name of its own. Names are compared without regard to case.",
    example: {
      kind: "expression",
      wrong: "filter(array(1, 2), (x, x) -> x > 0)",
      right: "filter(array(1, 2), (x, i) -> x > i)",
    },
  },
  PN2106: {
    title: "a text in quotes has the name of a column",
    explanation:
      "Both `'…'` and `\"…\"` make a text. The expression reads no column, so that it is the same in every row; a column stands by its name, an odd name in backticks. This is a warning: the expression compiles.",
    example: {
      kind: "expression",
      columns: { name: "string" },
      wrong: 'upper("name")',
      right: "upper(name)",
    },
  },
  PN2201: {
    title: "a value has a type that cannot stand here",
    explanation:
      "The operator or function takes other types, and no implicit conversion leads from the one to the other.",
    example: { kind: "expression", wrong: "not 1", right: "not (1 = 1)" },
  },
  PN2202: {
    title: "there is no cast between two types",
    explanation: "Spark defines no conversion from the one type to the other.",
    example: {
      kind: "expression",
      wrong: "cast(array(1) as int)",
      right: "cast(array(1) as array<bigint>)",
    },
  },
  PN2203: {
    title: "values that must meet in one type do not",
    explanation:
      "The branches of a CASE and the two sides of IN are converted to one common type. These types have none. Write a CAST that says what is meant.",
    example: {
      kind: "expression",
      wrong: "case when 1 = 1 then 1 else true end",
      right: "case when 1 = 1 then 1 else cast(true as int) end",
    },
  },
  PN2204: {
    title: "a value without elements is indexed",
    explanation:
      "`value[index]` reads an element of an ARRAY, counted from 0, or a value of a MAP by its key.",
    example: { kind: "expression", columns: { tags: "array<string>" }, wrong: "1[0]", right: "tags[0]" },
  },
  PN2205: {
    title: "a lambda stands where none is taken",
    explanation:
      "Lambdas are arguments of the higher-order functions (`transform`, `filter`, `aggregate`, …) alone.",
    example: {
      kind: "expression",
      wrong: "upper(x -> x)",
      right: "transform(array('a'), x -> upper(x))",
    },
  },
  PN2206: {
    title: "a lambda has a wrong number of parameters",
    explanation: "The function hands its lambda another number of values than the lambda takes.",
    example: {
      kind: "expression",
      wrong: "transform(array(1), (x, i, j) -> x)",
      right: "transform(array(1), (x, i) -> x)",
    },
  },
  PN2207: {
    title: "the values of a type cannot be compared",
    explanation: "MAPs and calendar intervals have neither equality nor order in Spark.",
    example: {
      kind: "expression",
      wrong: "map('a', 1) in (map('a', 1))",
      right: "map_keys(map('a', 1)) in (array('a'))",
    },
  },
  PN2210: {
    title: "a comparison with NULL is never true",
    explanation:
      "`x = NULL` and its like yield NULL for every x. What asks whether a value is missing is `x IS NULL`. This is a warning: the expression compiles.",
    example: {
      kind: "expression",
      columns: { fare: "double" },
      wrong: "fare = null",
      right: "fare is null",
    },
  },
  PN2211: {
    title: "`||` joins texts",
    explanation:
      "In Spark `||` turns its sides into texts and joins them, conditions too. The disjunction of conditions is OR. This is a warning: the expression compiles.",
    example: {
      kind: "expression",
      columns: { paid: "boolean", late: "boolean" },
      wrong: "paid || late",
      right: "paid or late",
    },
  },
  PN2212: {
    title: "a text that does not read as the type it is converted to",
    explanation:
      "Beside a number, a date or a boolean Spark converts a text, and one that does not read becomes NULL: so does the whole comparison or sum, in every row. This is a warning: the expression compiles.",
    example: {
      kind: "expression",
      columns: { fare: "double" },
      wrong: "fare > '10 USD'",
      right: "fare > 10",
    },
  },
  PN2213: {
    title: "a text in the list of IN that no value is written as",
    explanation:
      "Beside texts IN turns its value into a text. A DOUBLE is written `1.0`, a timestamp with its time, so that other texts are never found. This is a warning: the expression compiles.",
    example: {
      kind: "expression",
      columns: { fare: "double" },
      wrong: "fare in ('1')",
      right: "fare in (1)",
    },
  },
  PN2301: {
    title: "unknown function",
    explanation: "There is no function of this name. `pinion functions` lists all there are.",
    example: { kind: "expression", wrong: "lenght('a')", right: "length('a')" },
  },
  PN2302: {
    title: "a function is called with a wrong number of arguments",
    explanation: "`pinion functions NAME` shows what the function takes.",
    example: { kind: "expression", wrong: "upper('a', 'b')", right: "upper('a')" },
  },
  PN2303: {
    title: "an argument must be a constant",
    explanation:
      "The value of this argument decides how the function is compiled, so it must be known at build time.",
    example: {
      kind: "expression",
      columns: { fare: "double", digits: "int" },
      wrong: "round(fare, digits)",
      right: "round(fare, 2)",
    },
  },
  PN2304: {
    title: "an argument has a constant value that the function does not take",
    explanation: "The message says which values there are.",
    example: {
      kind: "expression",
      columns: { at: "timestamp" },
      wrong: "date_format(at, 'YYYY-MM-DD')",
      right: "date_format(at, 'yyyy-MM-dd')",
    },
  },
  PN2305: {
    title: "an aggregate function stands in an expression",
    explanation:
      'An expression is computed from one row. Aggregates over many rows are made by windows: `sum("fare_amount", { window: "7d" })`.',
    example: { kind: "expression", columns: { fare: "double" }, wrong: "sum(fare)", right: "fare" },
  },
  PN2306: {
    title: "a function that does not work on one row",
    explanation:
      "Window functions (`rank`, `lag`) see other rows and generators (`explode`) make new ones. An expression has one value for one row.",
    example: {
      kind: "expression",
      columns: { tags: "array<string>" },
      wrong: "explode(tags)",
      right: "element_at(tags, 1)",
    },
  },
  PN2307: {
    title: "a function gives another answer each time",
    explanation:
      "A feature must have the same value in training, in a backfill and when it is served. What depends on the clock, on chance or on the machine cannot.",
    example: { kind: "expression", wrong: "rand() < 0.5", right: "0.25 < 0.5" },
  },
  PN2308: {
    title: "an argument is given by a name that the function does not know",
    explanation:
      "`name => value` is taken by few functions. `pinion functions NAME` shows what the function takes.",
    example: { kind: "expression", wrong: "upper(text => 'a')", right: "upper('a')" },
  },
  PN2309: {
    title: "an argument is given a name with AS",
    explanation: "`value AS name` names a field of `struct`. No other function takes it.",
    example: { kind: "expression", wrong: "upper('a' as x)", right: "struct(upper('a') as x)" },
  },
  PN2310: {
    title: "a function of Spark's that Pinion does not have",
    explanation: "The message says why. The page of differences from Spark lists them all.",
    example: {
      kind: "expression",
      columns: { tags: "string" },
      wrong: "xpath_string(tags, 'a/b')",
      right: "regexp_extract(tags, '<b>(.*?)</b>', 1)",
    },
  },
  PN2401: {
    title: "a number is out of the range of its type",
    explanation:
      "The suffixes say which type a number has: Y TINYINT, S SMALLINT, L BIGINT, F FLOAT, D DOUBLE, BD DECIMAL of at most 38 digits.",
    example: { kind: "expression", wrong: "128Y", right: "127Y" },
  },
  PN2402: {
    title: "the text of a literal is not of its type",
    explanation: "`DATE '…'`, `TIMESTAMP '…'` and `X'…'` are read when the expression is compiled.",
    example: { kind: "expression", wrong: "date '2020-02-30'", right: "date '2020-02-29'" },
  },
  PN2403: {
    title: "an interval does not read",
    explanation:
      "The amounts of an interval are whole numbers, seconds may have a fraction, and together they must fit its type.",
    example: {
      kind: "expression",
      wrong: "interval '1-13' year to month",
      right: "interval '2-1' year to month",
    },
  },
  PN2404: {
    title: "an expression is too large to check",
    explanation:
      "Lambdas stand at most 6 levels within one another: each multiplies the work of a row by the length of an array. What operations and branches (those of a CASE too) within one another, and rewrites that repeat their arguments, amount to is limited as well. Compute parts of the expression as features of their own; a CASE of hundreds of branches is a look-up in a map.",
    example: {
      kind: "text",
      wrong: "aggregate(x, 0, (a, b) -> aggregate(x, a, (c, d) -> aggregate(x, c, …)))",
      right: "a feature for each of the inner aggregates",
    },
  },
  PN2405: {
    title: "a regular expression cannot be matched in linear time",
    explanation:
      "Regular expressions are matched in time that grows with the text and no faster, whatever the text. Back-references, look-around, atomic groups and possessive quantifiers cannot be; the message says which stands in the way.",
    example: {
      kind: "expression",
      columns: { code: "string" },
      wrong: "code rlike '^(?=.*[0-9])[a-z0-9]+$'",
      right: "code rlike '^[a-z0-9]+$' and code rlike '[0-9]'",
    },
  },
  PN2406: {
    title: "a regular expression is wrong",
    explanation:
      "Patterns are those of java.util.regex, as in Spark. In a string literal a backslash is written twice, or the literal begins with r: `r'\\d+'`.",
    example: {
      kind: "expression",
      columns: { code: "string" },
      wrong: "code rlike '[a-z'",
      right: "code rlike '[a-z]'",
    },
  },
  PN2407: {
    title: "a datetime pattern whose letters probably mean something else",
    explanation:
      "Capitals count: `MM` is the month and `mm` the minute, `dd` the day of the month and `DD` that of the year, `HH` the hour of the day and `hh` that of half a day, which needs `a`. This is a warning: the expression compiles.",
    example: {
      kind: "expression",
      columns: { at: "timestamp" },
      wrong: "date_format(at, 'yyyy-mm-dd')",
      right: "date_format(at, 'yyyy-MM-dd')",
    },
  },
  PN2408: {
    title: "a backslash of a regular expression is lost",
    explanation:
      "In a string a backslash begins an escape, and `'\\d'` is the letter d. In a string that begins with r it stands for itself; otherwise it is written twice. In a definition file backslashes of TypeScript's own strings come on top: `String.raw` spares them. This is a warning: the expression compiles.",
    example: {
      kind: "expression",
      columns: { code: "string" },
      wrong: "code rlike '\\d+'",
      right: "code rlike r'\\d+'",
    },
  },
  PN2490: {
    title: "a line of `pinion eval` is not a request",
    explanation:
      "Each line is a JSON object with `expr`, a text, and if need be `columns`, the types of columns by their names, and `row`, their values.",
    example: {
      kind: "text",
      wrong: '{"expr": 1}',
      right: '{"expr": "x + 1", "columns": {"x": "int"}, "row": {"x": 1}}',
    },
  },
  PN2491: {
    title: "a column is declared with an unknown type",
    explanation: "Types are written in Spark's spelling: `bigint`, `decimal(10,2)`, `array<string>`.",
    example: {
      kind: "text",
      wrong: '{"expr": "x", "columns": {"x": "integre"}}',
      right: '{"expr": "x", "columns": {"x": "integer"}}',
    },
  },
  PN2492: {
    title: "a row's value does not fit the type of its column",
    explanation: "The message says which value and which type.",
    example: {
      kind: "text",
      wrong: '{"expr": "x", "columns": {"x": "int"}, "row": {"x": "one"}}',
      right: '{"expr": "x", "columns": {"x": "int"}, "row": {"x": 1}}',
    },
  },
} as const satisfies Record<`PN2${string}`, CodePage>;
