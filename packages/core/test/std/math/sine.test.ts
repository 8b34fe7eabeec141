import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cos, cot, csc, sec, sin, tan } from "../../../src/std/math/index.js";

/** What Java 17 answers where V8 is a unit off, and at the ends of the range. */
describe("as Java computes it", () => {
  test.each([
    [sin(-457.74347896304295), 0.8010507157560466],
    [sin(-3.98), 0.7435791389442746],
    [sin(416.9460290984498), 0.7744174667974862],
    [cos(6), 0.960170286650366],
    [cos(0.8824052053837685), 0.6352955177220162],
    [cos(-3.91), -0.7190184609226812],
    [tan(-7), -0.8714479827243188],
    [tan(0.6614659665478753), 0.7784565652378576],
    [sin(Math.PI), 1.2246467991473532e-16],
    [cos(Math.PI / 2), 6.123233995736766e-17],
    [tan(Math.PI / 2), 1.633123935319537e16],
    [sin(1e22), -0.8522008497671888],
    [cos(1e300), -0.5753861119575491],
    [sin(Number.MAX_VALUE), 0.004961954789184062],
    [sin(-0), -0],
    [tan(5e-324), 5e-324],
    [sec(-1), 1.8508157176809255],
    [csc(1), 1.1883951057781212],
    [cot(1), 0.6420926159343306],
    [csc(0), Infinity],
  ])("%d is %d", (given, java) => {
    expect(given).toBe(java);
  });

  test("there is no angle that is not finite", () => {
    for (const f of [sin, cos, tan]) for (const x of [NaN, Infinity, -Infinity]) expect(f(x)).toBeNaN();
  });
});

describe("for any angle", () => {
  const angle = fc.double({ noNaN: true, noDefaultInfinity: true });

  test("within two units of V8's", () => {
    fc.assert(
      fc.property(angle, (x) => {
        for (const [ours, v8] of [
          [sin(x), Math.sin(x)],
          [cos(x), Math.cos(x)],
          [tan(x), Math.tan(x)],
        ] as const) {
          expect(Math.abs(ours - v8)).toBeLessThanOrEqual(Math.abs(v8) * 2 ** -51);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("sine and tangent are odd, cosine is even", () => {
    fc.assert(
      fc.property(angle, (x) => {
        expect(sin(-x)).toBe(-sin(x));
        expect(tan(-x)).toBe(-tan(x));
        expect(cos(-x)).toBe(cos(x));
      }),
    );
  });
});
