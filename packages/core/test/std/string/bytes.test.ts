import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as std from "../../../src/std/string/index.js";
import { utf8Length } from "../../../src/std/string/utf8.js";
import { anyText } from "../text.js";

const text = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : Buffer.from(bytes).toString("latin1");

describe("base64", () => {
  it("is what Node makes of it, and comes back", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const encoded = std.base64(bytes);
        expect(encoded).toBe(Buffer.from(bytes).toString("base64"));
        expect(std.unbase64(encoded)).toEqual(bytes);
        expect(std.unbase64Strictly(encoded)).toEqual(bytes);
      }),
    );
  });

  it.each([
    ["U3BhcmsgU1FM", "Spark SQL"],
    ["U3Bhcms\r\ngU1FM", "Spark SQL"],
    ["U3*Bh-cms gU1FM", "Spark SQL"],
    ["YWI", "ab"],
    ["YWI=", "ab"],
    ["YQ==", "a"],
    ["YQ=", null],
    ["Y", null],
    ["YWI=YWI=", null],
    ["=", null],
    ["", ""],
  ])("of %j is read as %j", (encoded, expected) => {
    expect(text(std.unbase64(encoded))).toBe(expected);
  });

  it("read strictly has nothing but base64", () => {
    expect(std.unbase64Strictly("U3*Bh")).toBeNull();
    expect(text(std.unbase64Strictly("YW\nI="))).toBe("ab");
  });
});

describe("hex", () => {
  it("comes back", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(std.unhex(std.hexBinary(bytes))).toEqual(bytes);
      }),
    );
  });

  it("of integers is two's complement", () => {
    expect(std.hexBigint(17)).toBe("11");
    expect(std.hexBigint(0)).toBe("0");
    expect(std.hexBigint(-1)).toBe("FFFFFFFFFFFFFFFF");
    expect(std.hexBigint(-(2n ** 63n))).toBe("8000000000000000");
    expect(std.hexText("a😀")).toBe("61F09F9880");
  });

  it("of an odd number of digits begins with a zero", () => {
    expect(std.unhex("F")).toEqual(new Uint8Array([15]));
    expect(std.unhex("1ff")).toEqual(new Uint8Array([1, 255]));
    expect(std.unhex("")).toEqual(new Uint8Array());
    expect(std.unhex("xy")).toBeNull();
  });
});

describe("lengths", () => {
  it("count code points, bytes and bits", () => {
    fc.assert(
      fc.property(anyText, (value) => {
        expect(std.lengthText(value)).toBe([...value].length);
        expect(utf8Length(value)).toBe(Buffer.byteLength(value));
        expect(std.bitLengthText(value)).toBe(Buffer.byteLength(value) * 8);
      }),
    );
  });
});

describe("charsets", () => {
  it.each([
    ["UTF-16BE", "é😀", "00E9D83DDE00"],
    ["utf-16le", "é", "E900"],
    ["UTF-16", "a", "FEFF0061"],
    ["UTF-16", "", ""],
    ["UTF-32", "😀", "0001F600"],
    ["iso-8859-1", "é", "E9"],
    ["US-ASCII", "a", "61"],
  ])("%s encodes %j as %s and decodes it", (charset, value, hex) => {
    const bytes = std.encodeText(value, charset);
    expect(bytes && std.hexBinary(bytes)).toBe(hex);
    expect(std.decodeBinary(bytes ?? new Uint8Array(), charset)).toBe(value);
  });

  it("give NULL for what they cannot", () => {
    expect(std.encodeText("é", "US-ASCII")).toBeNull();
    expect(std.encodeText("a", "EBCDIC")).toBeNull();
    expect(std.decodeBinary(new Uint8Array([0xff]), "UTF-8")).toBeNull();
    expect(std.decodeBinary(new Uint8Array([0xd8, 0]), "UTF-16BE")).toBeNull();
    expect(std.decodeBinary(new Uint8Array([1]), "UTF-16")).toBeNull();
    expect(std.decodeBinary(new Uint8Array([0, 0x11, 0, 0]), "UTF-32")).toBeNull();
    expect(std.decodeBinary(new Uint8Array([0xff, 0xfe, 0x61, 0]), "UTF-16")).toBe("a");
  });
});
