import { cos, sin, tan } from "./sine.js";

export const acos = (x: number): number => Math.acos(x);
export const asin = (x: number): number => Math.asin(x);
export const atan = (x: number): number => Math.atan(x);
export const cot = (x: number): number => 1 / tan(x);
export const sec = (x: number): number => 1 / cos(x);
export const csc = (x: number): number => 1 / sin(x);

/** Spark first turns -0.0 into 0.0. */
export function atan2(y: number, x: number): number {
  // Far above the negative x axis fdlibm is a unit beyond π/2, V8 is not.
  if (x < 0 && Number.isFinite(y) && Math.abs(y) > -x * 1152921504606846976) {
    return y < 0 ? -1.5707963267948968 : 1.5707963267948968;
  }
  return Math.atan2(y + 0, x + 0);
}

export const degrees = (x: number): number => x * 57.29577951308232;
export const radians = (x: number): number => x * 0.017453292519943295;
