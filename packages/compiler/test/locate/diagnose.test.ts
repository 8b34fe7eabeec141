import type { Problem } from "@pinion/core";
import { expect, test } from "vitest";
import { createLocator, diagnose } from "../../src/locate/index.js";
import { project } from "../evaluate/project.js";
import { marked } from "./located.js";

const problem: Problem = {
  code: "PN2104",
  message: "source `trips` has no column `fare_amout`",
  span: { start: 11, end: 21 },
  label: "unknown column",
  help: "did you mean `fare_amount`?",
  suggestion: { span: { start: 11, end: 21 }, text: "fare_amount" },
};
const text = "cast_float(fare_amout)";

function diagnosed(main: string, evaluated = text) {
  const { files, site } = marked(main);
  const locator = createLocator(project(files));
  const diagnostic = diagnose(problem, evaluated, locator.mapOf({ text: evaluated, site, path: [0] }));
  const { place } = diagnostic;
  return { diagnostic, shown: (files["main.ts"] ?? "").slice(place?.start, place?.end) };
}

test("a problem is put in its place, its suggestion with it", () => {
  const { diagnostic, shown } = diagnosed('@avg("cast_float(fare_amout)")');
  expect(shown).toBe("fare_amout");
  expect(diagnostic).toMatchObject({
    code: "PN2104",
    severity: "error",
    label: "unknown column",
    place: { file: "main.ts", line: 1, column: 17 },
    suggestion: { text: "fare_amount", place: { column: 17 } },
  });
});

test("where the text was built at run time, it is told", () => {
  const { diagnostic, shown } = diagnosed("@avg(build())");
  expect(shown).toBe("build()");
  expect(diagnostic.label).toBe("the expression was built at run time: cast_float(fare_amout)");
  expect(diagnostic.place?.coarse).toBe(true);
  expect(diagnostic).not.toHaveProperty("suggestion");
});

test("of a long text the part around the problem is told", () => {
  const { diagnostic } = diagnosed("@avg(build())", `${text} + ${"1 +\n ".repeat(1_000)} 1`);
  expect(diagnostic.label?.length).toBeLessThan(130);
  expect(diagnostic.label).toMatch(/: cast_float\(fare_amout\) \+ 1 \+ 1.*…$/);
});
