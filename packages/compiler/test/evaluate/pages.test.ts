import { codes, PinionError, type Code } from "@pinion/core";
import { expect, test } from "vitest";
import { evaluateProject } from "../../src/evaluate/index.js";
import { project } from "./project.js";

const examples = (Object.keys(codes) as Code[]).flatMap((code) => {
  const { example } = codes[code];
  return code.startsWith("PN1") && example?.kind === "project" ? [{ code, ...example }] : [];
});

test("every code that definitions alone can bring about has an example", () => {
  expect(examples.length).toBeGreaterThan(18);
});

test.each(examples)(
  "$code: the wrong example is refused with it, the right one evaluates",
  async ({ code, wrong, right }) => {
    const refused = await evaluateProject(project({ "features/a.ts": wrong })).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(PinionError);
    expect((refused as PinionError).code).toBe(code);
    expect((refused as PinionError).diagnostics[0]?.place).toBeDefined();
    await evaluateProject(project({ "features/a.ts": right }));
  },
);
