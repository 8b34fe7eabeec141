/** A deterministic source of choices: the same seed, the same choices. */
export interface Random {
  /** From 0 to `below` - 1. */
  readonly int: (below: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
  /** 64 bits as a signed integer. */
  readonly bits: () => bigint;
}

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next32 = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 15), x | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return (x ^ (x >>> 14)) >>> 0;
  };
  const int = (below: number): number => Math.floor((next32() / 4294967296) * below);
  return {
    int,
    chance: (probability) => next32() / 4294967296 < probability,
    pick<T>(from: readonly T[]): T {
      if (from.length === 0) throw new Error("nothing to pick from");
      return from[int(from.length)] as T;
    },
    bits: () => BigInt.asIntN(64, (BigInt(next32()) << 32n) | BigInt(next32())),
  };
}
