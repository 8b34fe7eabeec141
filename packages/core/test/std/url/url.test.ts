import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  parseUrl,
  parseUrlAnyKey,
  parseUrlKey,
  queryKey,
  urlDecode,
  urlEncode,
} from "../../../src/std/url/index.js";

const PARTS = ["PROTOCOL", "AUTHORITY", "USERINFO", "HOST", "PATH", "QUERY", "FILE", "REF"];
const parts = (url: string): readonly (string | null)[] => PARTS.map((part) => parseUrl(url, part));

/** What Java 17's URI says, in the order of PARTS. */
describe("parseUrl", () => {
  test.each([
    [
      "http://user:pass@host.com:8080/path?query=1#frag",
      [
        "http",
        "user:pass@host.com:8080",
        "user:pass",
        "host.com",
        "/path",
        "query=1",
        "/path?query=1",
        "frag",
      ],
    ],
    ["http://host.com?", ["http", "host.com", null, "host.com", "", "", "?", null]],
    ["file:///tmp/x", ["file", null, null, null, "/tmp/x", null, "/tmp/x", null]],
    ["mailto:a@b.c?x=1", ["mailto", null, null, null, null, null, null, null]],
    ["//host/x", [null, "host", null, "host", "/x", null, "/x", null]],
    ["relative/path", [null, null, null, null, "relative/path", null, "relative/path", null]],
    ["", [null, null, null, null, "", null, "", null]],
    ["http://a_b.c/x", ["http", "a_b.c", null, null, "/x", null, "/x", null]],
    ["http://@host/", ["http", "@host", "", "host", "/", null, "/", null]],
    [
      "http://[::ffff:1.2.3.4]:80/",
      ["http", "[::ffff:1.2.3.4]:80", null, "[::ffff:1.2.3.4]", "/", null, "/", null],
    ],
  ] as const)("%s", (url, expected) => {
    expect(parts(url)).toEqual(expected);
  });

  test.each([
    "http://",
    "http:",
    "1http://host",
    "://host",
    "http://ho st/",
    "http://host/a b",
    "http://host/%zz",
    "http://host/a|b",
    "http://host/a#b#c",
    "http://[::1",
    "http://[1:2:3]/",
    "http://[1::2::3]/",
    "http://[1:2:3:4:5:6:7:8:9]/",
  ])("%s is none", (url) => {
    expect(parts(url)).toEqual(PARTS.map(() => null));
  });

  test("knows its parts in upper case alone", () => {
    expect(parseUrl("http://host/", "host")).toBe(null);
    expect(parseUrl("http://host/", "__proto__")).toBe(null);
  });

  test("survives any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        for (const part of parts(text)) expect(part === null || text.includes(part)).toBe(true);
      }),
    );
  });
});

describe("a key of the query", () => {
  const url = "http://host/?ab=0&a=1&b&a=2&c=&a.c=3&d=4=5";
  test.each([
    ["a", "1"],
    ["b", null],
    ["c", ""],
    ["d", "4=5"],
    ["a.", "0"],
    ["[xc]", ""],
    ["(", null],
    ["(?=a)", null],
    ["__proto__", null],
  ])("%s", (key, value) => {
    expect(parseUrlKey(queryKey(key), url, "QUERY")).toBe(value);
    expect(parseUrlAnyKey(url, "QUERY", key)).toBe(value);
  });

  test("is asked of the query alone", () => {
    expect(parseUrlAnyKey(url, "HOST", "a")).toBe(null);
  });
});

describe("urlEncode and urlDecode", () => {
  test("undo each other", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const encoded = urlEncode(text);
        expect(encoded).toMatch(/^[a-zA-Z0-9\-_.*+%]*$/);
        expect(urlDecode(encoded)).toBe(text);
      }),
    );
  });

  test.each([
    ["%", null],
    ["a%2", null],
    ["%zz", null],
    ["%C3%", null],
    ["%-1", null],
    ["%+1", "\u0001"],
    ["%ff", "\ufffd"],
    ["%C3x", "\ufffdx"],
    ["é+", "é "],
  ])("decodes %s as Java does", (text, decoded) => {
    expect(urlDecode(text)).toBe(decoded);
  });
});
