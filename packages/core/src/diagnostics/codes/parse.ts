import type { CodePage } from "./page.js";

/** PN20xx: the text of an expression. */
export const parseCodes = {
  PN2001: {
    title: "the expression does not parse",
    explanation:
      "At the marked place the grammar goes on with something else; the message says with what. Expressions are those of Spark SQL.",
    example: { kind: "expression", wrong: "not_null 1", right: "1 is not null" },
  },
  PN2002: {
    title: "an empty expression",
    explanation: "An expression is a value for each row. A column by its name is the shortest there is.",
    example: { kind: "expression", columns: { fare: "double" }, wrong: " ", right: "fare" },
  },
  PN2003: {
    title: "an expression is too long",
    explanation:
      "An expression has at most 65536 characters (UTF-16 units). A long list of values belongs in a source that is looked up.",
    example: {
      kind: "text",
      wrong: "zone in (1, 2, … 20000)",
      right: "a lookup feature over a source of zones",
    },
  },
  PN2004: {
    title: "an expression is too deep",
    explanation:
      "Parentheses, calls, CASEs and types stand at most 100 levels within one another, and a chain such as `a + b + c` has at most 500 operations. Compute parts in features of their own and derive from them; write a long chain of ORs with IN.",
    example: { kind: "text", wrong: "x = 1 or x = 2 or … or x = 600", right: "x in (1, 2, …, 600)" },
  },
  PN2005: {
    title: "a string, a quoted name or a comment has no end",
    explanation:
      "The closing quote, backtick or `*/` is missing. A quote within a string is doubled or stands behind a backslash: `'it''s'`. Comments with `/* */` nest.",
    example: { kind: "expression", wrong: "upper('abc)", right: "upper('abc')" },
  },
  PN2006: {
    title: "parentheses or brackets do not pair up",
    explanation: "Each `(` is closed by a `)` and each `[` by a `]`, the last opened first.",
    example: { kind: "expression", wrong: "round((1 + 2) / 3, 1", right: "round((1 + 2) / 3, 1)" },
  },
  PN2007: {
    title: "a character that does not belong in an expression",
    explanation:
      "Outside of strings and backticks there are words, numbers and the signs of the operators. A column with an odd name stands in backticks.",
    example: {
      kind: "expression",
      columns: { fare: "double" },
      wrong: "$fare + 1",
      right: "fare + 1",
    },
  },
  PN2008: {
    title: "typographic quotes",
    explanation:
      "Strings stand in straight quotes, `'…'` or `\"…\"`. Word processors and chats turn them into typographic ones.",
    example: { kind: "expression", wrong: "upper(‘abc’)", right: "upper('abc')" },
  },
  PN2009: {
    title: "an operator of another language",
    explanation:
      "Expressions are those of Spark SQL: AND, OR, NOT, `=`, `<>`, `<=`, `>=`; `coalesce(a, b)` for `a ?? b`, `power(a, b)` for `a ** b`.",
    example: { kind: "expression", wrong: "1 < 2 && 2 < 3", right: "1 < 2 AND 2 < 3" },
  },
  PN2010: {
    title: "a conditional operator `? :`",
    explanation:
      "A choice between two values is written `if(condition, value, other)`, one between more with CASE.",
    example: {
      kind: "expression",
      columns: { fare: "double" },
      wrong: "fare > 0 ? 'paid' : 'free'",
      right: "if(fare > 0, 'paid', 'free')",
    },
  },
  PN2011: {
    title: "a malformed number",
    explanation:
      "A number has at most one point, perhaps an exponent, and perhaps one of the suffixes Y, S, L, F, D, BD.",
    example: { kind: "expression", wrong: "1.2.3", right: "1.23" },
  },
  PN2013: {
    title: "a value is missing",
    explanation: "An operator or keyword has nothing to work on, on one of its sides.",
    example: { kind: "expression", wrong: "1 +", right: "1 + 1" },
  },
  PN2014: {
    title: "a comma too many or too few",
    explanation:
      "Arguments are separated by single commas, with none before the first and behind the last. A whole expression is one value and no list.",
    example: { kind: "expression", wrong: "concat('a', 'b',)", right: "concat('a', 'b')" },
  },
  PN2015: {
    title: "a CASE is not complete",
    explanation:
      "It is written `CASE WHEN condition THEN value … ELSE other END`, or `CASE x WHEN value THEN …`. ELSE may be left out, END may not.",
    example: {
      kind: "expression",
      wrong: "case when 1 < 2 then 'a' else 'b'",
      right: "case when 1 < 2 then 'a' else 'b' end",
    },
  },
  PN2016: {
    title: "a misspelt keyword",
    explanation: "A word stands where only a keyword can, and is close to one.",
    example: { kind: "expression", wrong: "1 betwen 0 and 2", right: "1 BETWEEN 0 and 2" },
  },
  PN2017: {
    title: "unknown type",
    explanation:
      "The types are Spark's: boolean, tinyint, smallint, int, bigint, float, double, decimal(p, s), string, binary, date, timestamp, interval …, array<…>, map<…, …>, struct<name: …>.",
    example: { kind: "expression", wrong: "cast('1' as int64)", right: "cast('1' as bigint)" },
  },
  PN2018: {
    title: "a type is put together wrongly",
    explanation:
      "DECIMAL has a precision of 1 to 38 and a scale of at most that; ARRAY, MAP and STRUCT say what they are made of; VARCHAR and CHAR say their length.",
    example: {
      kind: "expression",
      wrong: "cast('1' as decimal(50, 2))",
      right: "cast('1' as decimal(38, 2))",
    },
  },
  PN2019: {
    title: "a word before a string that makes no literal of it",
    explanation:
      "DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ, TIMESTAMP_NTZ, X and INTERVAL can stand before a string and say what it is.",
    example: { kind: "expression", wrong: "dat '2020-05-20'", right: "DATE '2020-05-20'" },
  },
  PN2020: {
    title: "an INTERVAL with units that do not fit",
    explanation:
      "Units are year, month, week, day, hour, minute, second, millisecond and microsecond. One interval holds years and months, or weeks, days and times. TO stands between YEAR and MONTH, or between two of DAY, HOUR, MINUTE, SECOND.",
    example: {
      kind: "expression",
      columns: { day: "date" },
      wrong: "day + interval 1 month 1 day",
      right: "day + interval 1 month + interval 1 day",
    },
  },
  PN2021: {
    title: "the unit of a date calculation is unknown or a string",
    explanation:
      "TIMESTAMPADD, TIMESTAMPDIFF and their like take one of YEAR, QUARTER, MONTH, WEEK, DAY, DAYOFYEAR, HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, as a word without quotes.",
    example: {
      kind: "expression",
      columns: { at: "timestamp" },
      wrong: "timestampadd('hour', 1, at)",
      right: "timestampadd(HOUR, 1, at)",
    },
  },
  PN2022: {
    title: "a part of a query",
    explanation:
      "An expression stands for one row and sees no other. What looks at many rows, such as COUNT, DISTINCT or OVER, is an aggregation of a window; what chooses rows is its `filter`.",
    example: {
      kind: "expression",
      columns: { fare: "double" },
      wrong: "fare where fare > 0",
      right: "if(fare > 0, fare, null)",
    },
  },
  PN2023: {
    title: "a semicolon",
    explanation: "An expression is no statement: it ends with its text.",
    example: { kind: "expression", wrong: "1 + 1;", right: "1 + 1" },
  },
  PN2024: {
    title: "a method call",
    explanation: "Values have no methods. The value is the first argument of a function.",
    example: { kind: "expression", wrong: "'abc'.toUpperCase()", right: "upper('abc')" },
  },
  PN2025: {
    title: "more or less than one character behind ESCAPE",
    explanation: "The string behind ESCAPE is the one character that stands before a literal `%` or `_`.",
    example: {
      kind: "expression",
      wrong: "'5%' like '%//%' escape '//'",
      right: "'5%' like '%/%' escape '/'",
    },
  },
  PN2026: {
    title: "a name for the value of an expression",
    explanation: "The feature has its own name. `x AS name` stands in the arguments of `struct` alone.",
    example: { kind: "expression", wrong: "1 + 1 as two", right: "1 + 1" },
  },
  PN2027: {
    title: "a condition is put together wrongly",
    explanation:
      "They are written `x IS [NOT] NULL`, `x [NOT] IN (a, b)`, `x [NOT] BETWEEN low AND high`, `x LIKE pattern`, and a conversion `CAST(x AS type)`.",
    example: { kind: "expression", wrong: "1 in [1, 2]", right: "1 in (1, 2)" },
  },
} as const satisfies Record<`PN20${string}`, CodePage>;
