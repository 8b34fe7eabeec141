import type { ByteReader, ByteWriter } from "./state/bytes.js";

/*
 * HyperLogLog: P. Flajolet, É. Fusy, O. Gandouet, F. Meunier, "HyperLogLog: the analysis of a near-optimal cardinality
 * estimation algorithm", 2007; the estimate is O. Ertl's, "New cardinality estimation algorithms for HyperLogLog
 * sketches", 2017, algorithm 6, which needs no correction tables. Hashes have 64 bits.
 */

/** The ranks of 2^precision registers by index; those that are absent are 0. */
export type Registers = Map<number, number>;

/** The hash's two halves: the first bits choose the register, the zeros that follow make the rank. */
export function addHash(registers: Registers, high: number, low: number, precision: number): void {
  const rest = high << precision;
  const zeros = rest === 0 ? 32 - precision + Math.clz32(low) : Math.clz32(rest);
  raise(registers, high >>> (32 - precision), zeros + 1);
}

function raise(registers: Registers, index: number, rank: number): void {
  if (rank > (registers.get(index) ?? 0)) registers.set(index, rank);
}

export function mergeRegisters(a: Registers, b: Registers): Registers {
  const merged = new Map(a);
  for (const [index, rank] of b) raise(merged, index, rank);
  return merged;
}

/** About how many different hashes were added; the relative error is 1.04 / sqrt(2^precision). */
export function estimate(registers: Registers, precision: number): number {
  if (registers.size === 0) return 0;
  const m = 2 ** precision;
  const highest = 64 - precision;
  const ranks = new Float64Array(highest + 2);
  ranks[0] = m - registers.size;
  for (const rank of registers.values()) ranks[rank] = (ranks[rank] ?? 0) + 1;
  let z = m * tau(1 - (ranks[highest + 1] ?? 0) / m);
  for (let k = highest; k >= 1; k--) z = 0.5 * (z + (ranks[k] ?? 0));
  z += m * sigma((ranks[0] ?? 0) / m);
  return Math.round((m / (2 * Math.LN2)) * (m / z));
}

function sigma(share: number): number {
  if (share === 1) return Infinity;
  let [x, y, z] = [share, 1, share];
  for (;;) {
    x *= x;
    const next = z + x * y;
    if (next === z) return z;
    z = next;
    y += y;
  }
}

function tau(share: number): number {
  if (share === 0 || share === 1) return 0;
  let [x, y, z] = [share, 1, 1 - share];
  for (;;) {
    x = Math.sqrt(x);
    y *= 0.5;
    const next = z - (1 - x) ** 2 * y;
    if (next === z) return z / 3;
    z = next;
  }
}

export function writeRegisters(out: ByteWriter, registers: Registers, precision: number): void {
  out.byte(precision);
  // A rank is a byte; beside it an index takes up to three.
  const sparse = registers.size * 4 < 2 ** precision;
  out.byte(sparse ? 1 : 0);
  if (!sparse) {
    const dense = new Uint8Array(2 ** precision);
    for (const [index, rank] of registers) dense[index] = rank;
    out.bytes(dense);
    return;
  }
  out.count(registers.size);
  for (const [index, rank] of [...registers].toSorted(([a], [b]) => a - b)) {
    out.count(index);
    out.byte(rank);
  }
}

export function readRegisters(from: ByteReader, precision: number): Registers {
  if (from.byte() !== precision) throw new RangeError("a sketch of another precision");
  const registers: Registers = new Map();
  const put = (index: number, rank: number): void => {
    if (index >= 2 ** precision || rank > 65 - precision) throw new RangeError("no register of the sketch");
    if (rank > 0) registers.set(index, rank);
  };
  if (from.byte() === 0) {
    from.bytes(2 ** precision).forEach((rank, index) => put(index, rank));
    return registers;
  }
  const size = from.count();
  for (let i = 0; i < size; i++) put(from.count(), from.byte());
  return registers;
}
