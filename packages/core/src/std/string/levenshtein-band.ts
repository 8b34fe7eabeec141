const BLOCK = 32;

/**
 * The edit distance of two sequences where it is at most `band`, otherwise some number above it. 32 rows of the
 * table are the bits of a word, by G. Myers, "A fast bit-vector algorithm for approximate string matching" (1999);
 * cells further than `band` from the diagonal are not computed, by E. Ukkonen (1985). `a` is not longer than `b`.
 */
export function withinBand(a: Int32Array, b: Int32Array, band: number): number {
  const { rows, columns, count } = numbered(a, b);
  const matches = new Int32Array(count);
  // By how much the row above grows from each column to the next. What is beyond the band grows by 1 a cell,
  // which is never less than what it is.
  const above = new Int8Array(b.length).fill(1);
  let from = 0;
  let score = 0;
  for (let row = 0; row < rows.length; row += BLOCK) {
    const size = Math.min(BLOCK, rows.length - row);
    const start = Math.max(0, row - band);
    for (; from < start; from++) score += above[from] ?? 0;
    score += size;
    for (let i = 0; i < size; i++)
      matches[rows[row + i] as number] = (matches[rows[row + i] as number] as number) | (1 << i);
    sweep(matches, columns, above, start, Math.min(b.length, row + size + band), size);
    for (let i = 0; i < size; i++) matches[rows[row + i] as number] = 0;
  }
  for (; from < b.length; from++) score += above[from] ?? 0;
  return score;
}

/** One block of rows over the columns of the band; `above` becomes its last row. */
function sweep(
  matches: Int32Array,
  columns: Int32Array,
  above: Int8Array,
  start: number,
  end: number,
  size: number,
): void {
  const last = size - 1;
  let up = -1;
  let down = 0;
  for (let j = start; j < end; j++) {
    const into = above[j] as number;
    const found = matches[columns[j] as number] as number;
    const equal = found | (into >>> 31);
    const across = ((((equal & up) + up) | 0) ^ up) | equal;
    let right = down | ~(across | up);
    let left = up & across;
    above[j] = ((right >>> last) & 1) - ((left >>> last) & 1);
    right = (right << 1) | (into > 0 ? 1 : 0);
    left = (left << 1) | (into >>> 31);
    const along = found | down;
    up = left | ~(along | right);
    down = right & along;
  }
}

/** Both sequences in numbers without gaps; 0 is what `a` has not. */
function numbered(a: Int32Array, b: Int32Array) {
  const numbers = new Map<number, number>();
  const rows = a.map((code) => {
    const known = numbers.get(code);
    if (known !== undefined) return known;
    numbers.set(code, numbers.size + 1);
    return numbers.size;
  });
  return { rows, columns: b.map((code) => numbers.get(code) ?? 0), count: numbers.size + 1 };
}
