import { codes, type Code } from "@pinion/core";
import { expect, test } from "vitest";
import { compiled, refused } from "./compiled.js";

const examples = (Object.keys(codes) as Code[]).flatMap((code) => {
  const { example } = codes[code];
  return code.startsWith("PN3") && example?.kind === "project" ? [{ code, ...example }] : [];
});

test("every code of features has an example", () => {
  expect(examples.map(({ code }) => code)).toEqual(
    (Object.keys(codes) as Code[]).filter((code) => code.startsWith("PN3")),
  );
});

test.each(examples)(
  "$code: the wrong example is refused with it, the right one compiles",
  async (example) => {
    const found = await refused(example.wrong);
    expect(found.map(({ code }) => code)).toEqual([example.code]);
    expect(found[0]?.place).toBeDefined();
    await compiled(example.right);
  },
);
