import { BINARY } from "@pinion/core";
import { findZone } from "@pinion/core/std";
import { expect, it } from "vitest";
import { readPart, showKey } from "../../src/serve/read-key.js";

const zone = findZone("UTC");

it("reads BINARY keys of bytes and of Base64, as files have them", () => {
  if (zone === undefined) throw new Error("no UTC");
  const field = { name: "id", type: BINARY };
  const bytes = new Uint8Array([104, 105]);
  expect(readPart(bytes, field, zone)).toEqual(bytes);
  expect(readPart("aGk=", field, zone)).toEqual(bytes);
  expect(readPart("", field, zone)).toEqual(new Uint8Array());
  expect(() => readPart("hi!", field, zone)).toThrow(/"hi!" is no binary, which the key `id` is/u);
});

it("shows keys as texts that are read as the same keys", () => {
  expect(showKey(new Uint8Array([107, 48]))).toBe("azA=");
  expect(showKey([new Uint8Array([251]), "a#b", 7n, new Date(0)])).toBe(
    "+w==#a%23b#7#1970-01-01T00:00:00.000Z",
  );
});

it("a number beyond what numbers have exactly is no key, and the help says what is", () => {
  if (zone === undefined) throw new Error("no zone");
  const field = { name: "id", type: { kind: "bigint" } } as const;
  expect(() => readPart(2 ** 60, field, zone)).toThrow(
    /1152921504606847000 is beyond what a number has exactly/u,
  );
  expect(readPart(2n ** 60n, field, zone)).toBe(2n ** 60n);
  expect(readPart(String(2n ** 60n), field, zone)).toBe(2n ** 60n);
  expect(() => readPart(1.5, field, zone)).toThrow(/"1\.5" is no bigint/u);
});
