import { expect, test } from "vitest";
import { problemOf, typed, typeText } from "./support.js";

test("dates and timestamps are read when the expression is compiled", () => {
  expect(typed("date '1970-01-02'")).toMatchObject({ kind: "literal", value: 1 });
  expect(typed("timestamp '1970-01-01 00:00:00'")).toMatchObject({ kind: "literal", value: 28_800_000_000 });
  expect(typed("timestamp '1970-01-01 00:00:00Z'")).toMatchObject({ kind: "literal", value: 0 });
  expect(typeText("timestamp_ltz '1970-01-01'")).toBe("timestamp!");
  expect(typed("date 'epoch'")).toMatchObject({ kind: "literal", value: 0 });
  expect(typed("timestamp 'Epoch '")).toMatchObject({ kind: "literal", value: 0 });
  expect(typed("timestamp 'epoch UTC'")).toMatchObject({ kind: "literal", value: 0 });
  expect(typed("timestamp_ntz 'epoch'")).toMatchObject({ kind: "literal", value: 28_800_000_000 });
});

test("bytes are written in hexadecimal, a half byte being the first", () => {
  expect(typed("X'1aF0'")).toMatchObject({ value: Uint8Array.of(0x1a, 0xf0), type: { kind: "binary" } });
  expect(typed("x'123'")).toMatchObject({ value: Uint8Array.of(0x01, 0x23) });
  expect(typed("x''")).toMatchObject({ value: new Uint8Array() });
});

test.each([
  "date «'2020-02-30'»",
  "date «'1999 01 08'»",
  "timestamp «'2019-01-01中文'»",
  "timestamp «'epoch Mars'»",
  "time «'epoch'»",
  "X«'xyz'»",
])("%s does not read", (marked) => {
  expect(problemOf(marked).code).toBe("PN2402");
});

test("words for the time of asking are refused", () => {
  expect(problemOf("date «'today'»").code).toBe("PN2307");
  expect(problemOf("timestamp «' NOW '»").code).toBe("PN2307");
  expect(problemOf("cast(«concat('to', 'day')» as date)").code).toBe("PN2307");
  expect(problemOf("«'yesterday UTC'»::timestamp").code).toBe("PN2307");
});
