import { expect, test } from "vitest";
import { printDiagnostic, printDiagnostics, type Diagnostic, type Place } from "@pinion/core";

const FILE = `import { avg, fileSource, t } from "@pinion/dsl";

export const trips = fileSource("trips", {
  path: "trips.csv",
  columns: {
    fare_amount: t.double(),
  },
});
export const fares = avg("cast_float(fare_amout)", { window: "90d" });
`;

/** The place of the only occurrence of `wanted` in a text. */
function placeIn(text: string, wanted: string, file = "features.ts"): Place {
  const start = text.indexOf(wanted);
  expect(start).toBeGreaterThanOrEqual(0);
  expect(text.indexOf(wanted, start + 1)).toBe(-1);
  const before = text.slice(0, start).split(/\r\n|[\n\r\u2028\u2029]/);
  return {
    file,
    start,
    end: start + wanted.length,
    line: before.length,
    column: (before.at(-1) ?? "").length + 1,
  };
}

const print = (text: string, diagnostic: Partial<Diagnostic>, color = false) =>
  printDiagnostic(
    {
      code: "PN2104",
      severity: "error",
      message: "source `trips` has no column `fare_amout`",
      ...diagnostic,
    },
    { textOf: (file) => (file === "features.ts" ? text : undefined), color },
  );

test("the lines that a diagnostic is about, with the related ones", () => {
  const printed = print(FILE, {
    label: "unknown column",
    place: placeIn(FILE, "fare_amout"),
    related: [{ message: "similar column declared here", place: placeIn(FILE, "fare_amount") }],
    help: "did you mean `fare_amount`?",
  });
  expect(printed).toBe(
    `error[PN2104]: source \`trips\` has no column \`fare_amout\`
 --> features.ts:9:38
  |
9 | export const fares = avg("cast_float(fare_amout)", { window: "90d" });
  |                                      ^^^^^^^^^^ unknown column
  |
 ::: features.ts:6:5
  |
6 |     fare_amount: t.double(),
  |     ----------- similar column declared here
  |
  = help: did you mean \`fare_amount\`?
  = see:  pinion explain PN2104`,
  );
});

test("the gutter is as wide as the longest line number", () => {
  const text = `${"\n".repeat(98)}first\nlast\n`;
  expect(
    print(text, {
      place: placeIn(text, "last"),
      related: [{ message: "here", place: placeIn(text, "first") }],
    }),
  ).toBe(
    `error[PN2104]: source \`trips\` has no column \`fare_amout\`
   --> features.ts:100:1
    |
100 | last
    | ^^^^
    |
   ::: features.ts:99:1
    |
 99 | first
    | ----- here
    |
    = see:  pinion explain PN2104`,
  );
});

/** The framed lines of a print, without head and foot. */
const frame = (printed: string) => printed.split("\n").slice(2, -1).join("\n");

test("a span of several lines is marked on each of them", () => {
  const text = "expr(`case\n  when a then 1\n\n    else 2 end`)";
  expect(
    frame(print(text, { place: placeIn(text, "case\n  when a then 1\n\n    else 2"), label: "no" })),
  ).toBe(
    `  |
1 | expr(\`case
  |       ^^^^
2 |   when a then 1
  |   ^^^^^^^^^^^^^
3 |
4 |     else 2 end\`)
  |     ^^^^^^ no
  |`,
  );
});

test("of a long span the first and the last lines are shown", () => {
  const text = Array.from({ length: 9 }, (_, i) => `line ${i + 1}`).join("\r\n");
  expect(frame(print(text, { place: { ...placeIn(text, "line 1"), end: text.length }, label: "here" }))).toBe(
    `  |
1 | line 1
  | ^^^^^^
2 | line 2
  | ^^^^^^
...
8 | line 8
  | ^^^^^^
9 | line 9
  | ^^^^^^ here
  |`,
  );
});

test("marks stand under the characters whatever these are", () => {
  for (const [before, marked] of [
    ["\t\t", "fare"],
    ["日本語", "料金"],
    ["😀 ", "🚕"],
    ["e\u0301", "x"],
    ["👩‍👩‍👧 ", "a"],
    ["𝒳", "𝒴𝒵"],
  ] as const) {
    const text = `${before}${marked}!`;
    expect(frame(print(text, { place: { ...placeIn(text, marked) } }))).toMatchSnapshot();
  }
});

test("a point has one mark, also behind the last character of a line and of a file", () => {
  const text = 'expr("1 +\nfoo';
  const at = (offset: number, line: number) => ({
    file: "features.ts",
    start: offset,
    end: offset,
    line,
    column: 1,
  });
  expect(frame(print(text, { place: at(9, 1) }))).toBe('  |\n1 | expr("1 +\n  |          ^\n  |');
  expect(frame(print(text, { place: at(13, 2) }))).toBe("  |\n2 | foo\n  |    ^\n  |");
});

test("a long line is shown around the mark", () => {
  const text = `${"a".repeat(1_000_000)}HERE${"b".repeat(1_000_000)}`;
  const [, line = "", marks = ""] = frame(print(text, { place: placeIn(text, "HERE") })).split("\n");
  expect(line.length).toBeLessThan(200);
  expect(line.slice(marks.indexOf("^"), marks.lastIndexOf("^") + 1)).toBe("HERE");
});

test("nothing of a file or a message reaches the terminal as a command", () => {
  const text = "a\u001b[31m\u202eb\u0000c";
  const printed = print(text, { message: "bad \u001b]0;x\u0007 \n name", place: placeIn(text, "b") });
  expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  expect(printed.split("\n")[0]).toBe("error[PN2104]: bad \ufffd]0;x\ufffd \ufffd name");
});

test("without a place there is a head and a foot", () => {
  expect(print("", { help: "try again" })).toBe(
    `error[PN2104]: source \`trips\` has no column \`fare_amout\`
  = help: try again
  = see:  pinion explain PN2104`,
  );
});

test("a file without text, one that has changed and a whole file are named alone", () => {
  const place = { file: "gone.ts", start: 3, end: 5, line: 2, column: 1 };
  expect(print("", { place, label: "here" }).split("\n")[1]).toBe(" --> gone.ts:2:1: here");
  expect(print("ab", { place: { ...place, file: "features.ts" } }).split("\n")[1]).toBe(
    " --> features.ts:2:1",
  );
  const whole = { file: "features.ts", start: 0, end: 0, line: 1, column: 1, coarse: true } as const;
  expect(print("ab", { place: whole }).split("\n")[1]).toBe(" --> features.ts");
});

test("colours are sequences around the same text", () => {
  const diagnostic = { label: "unknown column", place: placeIn(FILE, "fare_amout"), help: "look" };
  const colored = print(FILE, diagnostic, true);
  expect(colored).toContain("\u001b[1;31m^^^^^^^^^^ unknown column\u001b[0m");
  // eslint-disable-next-line no-control-regex
  expect(colored.replace(/\u001b\[[0-9;]*m/g, "")).toBe(print(FILE, diagnostic));
});

test("several diagnostics are parted by a line and counted", () => {
  const one = { code: "PN2104", severity: "error", message: "one" } as const;
  const two = { code: "PN2104", severity: "warning", message: "two" } as const;
  const options = { textOf: () => undefined };
  expect(printDiagnostics([one, one, two], options).split("\n\n").at(-1)).toBe("2 errors, 1 warning");
  expect(printDiagnostics([], options)).toBe("");
});
