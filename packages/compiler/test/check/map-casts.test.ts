import { interpret } from "@pinion/core";
import { expect, test } from "vitest";
import { typed, typeText } from "./support.js";

test.each(["coalesce(m, map())", "array(map(), m)[0]", "case when b then m else map() end"])(
  "%s: the empty map takes the type of the others",
  (text) => {
    const columns = { m: "map<string,int>", b: "boolean" };
    expect(typeText(text, columns).replace("!", "")).toBe("map<string,int>");
    expect(interpret(typed(text, columns), () => null)).toEqual([]);
  },
);

test("keys that are dates become timestamps", () => {
  const text = "element_at(map(date '1970-01-02', 'a'), timestamp '1970-01-02 00:00:00')";
  expect(interpret(typed(text), () => null)).toBe("a");
});
