import { BINARY } from "@pinion/core";
import { findZone } from "@pinion/core/std";
import { expect, it } from "vitest";
import { readPart } from "../../src/serve/read-key.js";

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
