import type { WindowBounds } from "@pinion/core";

/** Lengths of tiles, longest first, in seconds. */
const LENGTHS = [86_400, 43_200, 21_600, 7_200, 3_600, 1_800, 600, 300, 60, 30, 10, 5, 1];
/** A shortest window has about so many tiles: the fewer, the less there is to keep; the more, the finer it slides. */
const TILES = 48;
const MICROS = 1_000_000;

/** The length of tiles that every window is a whole number of: windows are whole seconds, so there always is one. */
export function tileMicrosOf(windowMicros: readonly number[]): number {
  const most = Math.min(...windowMicros) / TILES;
  const fits = (length: number): boolean => windowMicros.every((window) => window % (length * MICROS) === 0);
  const length = LENGTHS.find((each) => each * MICROS <= most && fits(each)) ?? 1;
  return length * MICROS;
}

/**
 * The tile that an event falls into. `[)`: tile i holds i·g <= t < (i + 1)·g. `(]`: i·g < t <= (i + 1)·g. As of the end
 * of a tile every window therefore is a whole number of tiles.
 */
export const tileOf = (micros: number, tileMicros: number, bounds: WindowBounds): number =>
  bounds === "[)" ? Math.floor(micros / tileMicros) : Math.ceil(micros / tileMicros) - 1;
