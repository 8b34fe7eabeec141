import type { Times } from "./key-rows.js";

/** Up to so many are put in order by insertion. */
const FEW = 32;

/** The places from `from` to before `to` in the order of their times, of equal times the earlier place first. */
export function inTime(times: Times, from: number, to: number): Int32Array {
  const order = new Int32Array(to - from);
  let sorted = true;
  for (let i = 0; i < order.length; i++) {
    order[i] = from + i;
    if (i > 0 && timeOf(times, from + i) < timeOf(times, from + i - 1)) sorted = false;
  }
  if (sorted) return order;
  if (order.length > FEW)
    return order.sort((a, b) => {
      const [x, y] = [timeOf(times, a), timeOf(times, b)];
      return x < y ? -1 : x > y ? 1 : a - b;
    });
  for (let i = 1; i < order.length; i++) {
    const own = order[i] as number;
    const time = timeOf(times, own);
    let at = i;
    for (; at > 0 && timeOf(times, order[at - 1] as number) > time; at--) order[at] = order[at - 1] as number;
    order[at] = own;
  }
  return order;
}

const timeOf = (times: Times, place: number): number | bigint => times[place] as number | bigint;
