import fc from "fast-check";
import { expect, test } from "vitest";
import { createLocator } from "../../src/locate/index.js";
import { decodeLiteral, encodeLiteral } from "../../src/locate/literal.js";
import { project } from "../evaluate/project.js";

type Quote = "'" | '"' | "`";

const hex = (value: number, width: number) => value.toString(16).padStart(width, "0");

/** One way of writing a code point between quotes. */
function written(character: string, way: number, quote: Quote): string {
  const point = character.codePointAt(0) ?? 0;
  if (quote === "`" && character === "\n" && way < 2) return way === 0 ? "\n" : "\r\n";
  const units = [...Array(character.length).keys()].map((i) => character.charCodeAt(i));
  const escaped = units.map((unit) => `\\u${hex(unit, 4)}`).join("");
  if (way === 1) return escaped;
  if (way === 2) return `\\u{${hex(point, 1)}}`;
  if (way === 3 && point < 256) return `\\x${hex(point, 2)}`;
  if (way === 4 && !/[\dxubfnrtv\n\r\u2028\u2029]/.test(character)) return `\\${character}`;
  if (way === 5) return `\\\n${written(character, 1, quote)}`;
  const plain = /[\n\r\u2028\u2029\\]/.test(character) || character === quote || character === "$";
  return plain ? escaped : character;
}

const characters = fc.array(
  fc.record({
    character: fc.oneof(
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
      fc.constantFrom(..."'\"`$\n\r{}\\0\u2028"),
    ),
    way: fc.integer({ min: 0, max: 5 }),
  }),
);
const quotes = fc.constantFrom<Quote>("'", '"', "`");

test("every character of a literal is found where it was written", () => {
  fc.assert(
    fc.property(characters, quotes, (parts, quote) => {
      const pieces = parts.map(({ character, way }) => ({
        character,
        source: written(character, way, quote),
      }));
      const text = pieces.map((piece) => piece.character).join("");
      const source = pieces.map((piece) => piece.source).join("");
      const folder = project({ "main.ts": `avg(${quote}${source}${quote})` });
      const map = createLocator(folder).mapOf({ text, site: "main.ts:1:1", path: [0] });
      let offset = 0;
      let at = "avg(x".length;
      for (const piece of pieces) {
        const place = map.placeOf({ start: offset, end: offset + piece.character.length });
        expect(map.note).toBeUndefined();
        expect(place?.end).toBe(at + piece.source.length);
        // A line continuation belongs to no character.
        expect(place?.start).toBe(at + (piece.source.startsWith("\\\n") ? 2 : 0));
        offset += piece.character.length;
        at += piece.source.length;
      }
    }),
    { numRuns: 200 },
  );
});

test("what is written by encoding is read by decoding", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), quotes, (text, quote) => {
      const source = encodeLiteral(text, quote);
      expect(decodeLiteral(source, 0, source.length, quote === "`")?.text).toBe(text);
    }),
  );
});

test("escapes that strict mode refuses are not decoded", () => {
  for (const source of ["\\1", "\\07", "\\u{110000}", "\\u12", "\\xg0", "\\"]) {
    expect(decodeLiteral(source, 0, source.length, false)).toBeUndefined();
  }
});

test("what is put together with unknown values is found where it was written, or not exactly", () => {
  const few = fc.string({ unit: fc.constantFrom("a", "b", "\n", "`"), maxLength: 4 });
  const part = fc.record({ text: few, hole: fc.boolean() });
  let exact = 0;
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      let source = "avg(`";
      const starts: (number | undefined)[] = [];
      for (const { text, hole } of parts) {
        if (hole) {
          starts.push(...Array.from(text, () => undefined));
          source += "${x}";
          continue;
        }
        for (const character of text) {
          starts.push(source.length);
          source += encodeLiteral(character, "`");
        }
      }
      const folder = project({ "main.ts": `${source}\`)` });
      const text = parts.map((each) => each.text).join("");
      const map = createLocator(folder).mapOf({ text, site: "main.ts:1:1", path: [0] });
      for (const [offset, start] of starts.entries()) {
        const place = map.placeOf({ start: offset, end: offset + 1 });
        if (place === undefined || place.coarse === true) continue;
        exact++;
        expect(place.start).toBe(start);
      }
    }),
    { numRuns: 300 },
  );
  expect(exact).toBeGreaterThan(100);
});
