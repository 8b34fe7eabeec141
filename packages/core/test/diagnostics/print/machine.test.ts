import { expect, test } from "vitest";
import { printJson, printLine, type Diagnostic } from "@pinion/core";

const place = { file: "features.ts", start: 10, end: 20, line: 2, column: 3 };
const diagnostic: Diagnostic = {
  suggestion: { place, text: "fare_amount" },
  help: "did you mean `fare_amount`?",
  related: [{ place, message: "similar column declared here" }],
  place: { ...place, coarse: true },
  label: "unknown column",
  message: "source `trips` has no column `fare_amout`",
  severity: "error",
  code: "PN2104",
};

test("one line as editors read it", () => {
  expect(printLine(diagnostic)).toBe(
    "features.ts(2,3): error PN2104: source `trips` has no column `fare_amout`",
  );
  expect(printLine({ code: "PN1004", severity: "warning", message: "a\nb" })).toBe(
    "warning PN1004: a\ufffdb",
  );
});

test("JSON has one shape and order, whoever made the diagnostic", () => {
  expect(printJson([diagnostic, { code: "PN1004", severity: "warning", message: "no project" }]))
    .toMatchInlineSnapshot(`
    "{
      "version": 1,
      "errors": 1,
      "warnings": 1,
      "diagnostics": [
        {
          "code": "PN2104",
          "severity": "error",
          "message": "source \`trips\` has no column \`fare_amout\`",
          "label": "unknown column",
          "place": {
            "file": "features.ts",
            "line": 2,
            "column": 3,
            "start": 10,
            "end": 20,
            "coarse": true
          },
          "related": [
            {
              "message": "similar column declared here",
              "place": {
                "file": "features.ts",
                "line": 2,
                "column": 3,
                "start": 10,
                "end": 20
              }
            }
          ],
          "help": "did you mean \`fare_amount\`?",
          "suggestion": {
            "place": {
              "file": "features.ts",
              "line": 2,
              "column": 3,
              "start": 10,
              "end": 20
            },
            "text": "fare_amount"
          }
        },
        {
          "code": "PN1004",
          "severity": "warning",
          "message": "no project"
        }
      ]
    }"
  `);
});
