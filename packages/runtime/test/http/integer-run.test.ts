import fc from "fast-check";
import { expect, it } from "vitest";
import { appendIntegers } from "../../src/http/json/integer-run.js";
import { jsonBytes } from "../../src/http/json/json-bytes.js";

const int64 = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  // About the places where a number is taken apart, and where a double is exact no more.
  fc
    .tuple(
      fc.constantFrom(1n, 10_000n, 100_000_000n, 10n ** 12n, 2n ** 53n),
      fc.bigInt({ min: -2n, max: 2n }),
    )
    .map(([unit, off]) => unit + off),
  fc
    .tuple(fc.integer({ min: 0, max: 16 }), fc.nat({ max: 9 }))
    .map(([e, d]) => -BigInt(d) * 10n ** BigInt(e)),
);
const int32 = fc.oneof(
  fc.integer(),
  fc.integer({ min: -11, max: 11 }),
  fc.constantFrom(9999, 10_000, -(2 ** 31)),
);

/** What stands before the row. */
const PADDING = 3;

function rowOf(
  width: number,
  values: readonly (bigint | number)[],
  into: (view: DataView, at: number, i: number) => void,
) {
  const bytes = Buffer.alloc(PADDING + width * values.length);
  const view = new DataView(bytes.buffer);
  const at = Int32Array.from(values, (_, i) => width * i);
  at.forEach((place, i) => into(view, bytes.byteOffset + PADDING + place, i));
  return { at, row: { bytes, view, start: PADDING, end: bytes.length } };
}

const NUMBERS: readonly (readonly [number, fc.Arbitrary<bigint | number>])[] = [
  [64, int64],
  [32, int32],
];

it.each(NUMBERS)("writes whole numbers of %i bits as their digits, one after another", (bits, number) => {
  const out = jsonBytes();
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 400 }), fc.boolean(), (values, more) => {
      const { at, row } = rowOf(bits / 8, values, (view, place, i) => {
        const value = values[i] ?? 0;
        if (typeof value === "bigint") view.setBigInt64(place, value, true);
        else view.setInt32(place, value, true);
      });
      out.text("[0");
      appendIntegers(out, { wide: bits === 64, at }, row, more);
      out.text("]");
      expect(out.take().toString("latin1")).toBe(`[0${more ? "," : ""}${values.join(",")}]`);
    }),
  );
});
