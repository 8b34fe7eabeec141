/** Ranges of rows, neither end of which ever goes back: from `lo[i]` to before `hi[i]`. */
export interface SlidingRanges {
  readonly count: number;
  readonly lo: Int32Array;
  readonly hi: Int32Array;
}

/** How rows become a state, and two states one; undefined is that of no rows. */
export interface RowStates<State> {
  /** `state` with the rows from `from` to before `to` behind it; may change what it is given. */
  readonly fold: (state: State | undefined, from: number, to: number) => State | undefined;
  /** Leaves both as they were. */
  readonly merge: (earlier: State, later: State) => State;
}

/**
 * The state of every range by two stacks: the front holds what begins at each of the next ranges and ends where the back begins, the
 * back all rows since, so a range is one of the front and the back, and nothing is subtracted. Tangwongsan, Hirzel, Schneider,
 * "Low-Latency Sliding-Window Aggregation in Worst-Case Constant Time", 2017, section 2. The front is made of at most `most` ranges.
 */
export function twoStacks<State>(
  { fold, merge }: RowStates<State>,
  { count, lo, hi }: SlidingRanges,
  most: number,
  take: (range: number, state: State | undefined) => void,
): void {
  const merged = (earlier: State | undefined, later: State | undefined): State | undefined =>
    earlier === undefined ? later : later === undefined ? earlier : merge(earlier, later);

  for (let first = 0; first < count;) {
    const middle = hi[first] as number;
    let next = first + 1;
    while (next < count && next - first < most && (lo[next] as number) < middle) next++;
    const front: (State | undefined)[] = [];
    let begin = middle;
    let state: State | undefined;
    for (let i = next - 1; i >= first; i--) {
      const start = Math.min(lo[i] as number, middle);
      if (start < begin) state = merged(fold(undefined, start, begin), state);
      begin = start;
      front[i - first] = state;
    }
    let back: State | undefined;
    let end = middle;
    for (let i = first; i < next; i++) {
      const to = hi[i] as number;
      if (to > end) back = fold(back, end, to);
      end = to;
      take(i, merged(front[i - first], back));
    }
    first = next;
  }
}

/** How many rows two stacks take at most: each once in a front and once in a back. */
export const rowsTaken = ({ count, lo, hi }: SlidingRanges): number =>
  count === 0 ? 0 : 2 * ((hi[count - 1] as number) - (lo[0] as number));

export function longestOf({ count, lo, hi }: SlidingRanges): number {
  let longest = 0;
  for (let i = 0; i < count; i++) longest = Math.max(longest, (hi[i] as number) - (lo[i] as number));
  return longest;
}
