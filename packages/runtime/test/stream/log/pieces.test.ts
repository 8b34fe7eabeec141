import { expect, it } from "vitest";
import { inPieces } from "../../../src/stream/log/kafka/pieces.js";

it("sends no more at once than a broker takes, in order, and a message that is longer alone", () => {
  const message = (bytes: number) => ({ key: null, value: Buffer.alloc(bytes) });
  const sizes = [300_000, 200_000, 100_000, 900_000, 1, ...Array.from({ length: 40_000 }, () => 0)];
  const pieces = [...inPieces(sizes.map(message))].map((piece) => piece.map(({ value }) => value.length));
  expect(pieces.flat()).toEqual(sizes);
  expect(pieces.slice(0, 3)).toEqual([[300_000, 200_000], [100_000], [900_000]]);
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(20_000);
  expect([...inPieces([])]).toEqual([]);
});
