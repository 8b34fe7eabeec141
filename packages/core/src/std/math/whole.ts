import { doubleToBigint } from "../cast/integral.js";
import type { Int64 } from "../../values/index.js";

/** Up to a BIGINT; NaN is 0 and what is out of range the nearest there is. */
export const ceilDouble = (x: number): Int64 => doubleToBigint(Math.ceil(x));
export const floorDouble = (x: number): Int64 => doubleToBigint(Math.floor(x));

export const signum = (x: number): number => Math.sign(x);
export const signumInterval = (x: Int64): number => (x > 0 ? 1 : x < 0 ? -1 : 0);

const FACTORIALS: readonly Int64[] = Array.from({ length: 21 }, (_, n) => {
  let product = 1n;
  for (let i = 2n; i <= BigInt(n); i++) product *= i;
  return product <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(product) : product;
});

/** n!, NULL where it is no BIGINT. */
export const factorial = (n: number): Int64 | null => FACTORIALS[n] ?? null;
