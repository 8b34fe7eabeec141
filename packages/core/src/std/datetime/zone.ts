import { floorMod } from "./calendar.js";
import { readZoneName, showOffset } from "./zone-id.js";
import { readRegion, type ReadOffset } from "./zone-region.js";

/**
 * A time zone by java.time's rules: local mean time before the first transition, the earlier offset where a
 * local time comes twice, and a local time that a change of clocks leaves out moved later by what it leaves out.
 *
 * Offsets are looked up in stretches of constant offset. They are worked out block by block when a block is
 * first asked for, and the last stretch is remembered, so that most look-ups are two comparisons.
 */
export interface Zone {
  readonly id: string;
  /** Where look-ups by instant and by local time hit last: a memo, without a meaning of its own. */
  instant: Stretch;
  local: Stretch;
  readonly region: Region | null;
}

/** A half-open range of seconds, instants or local, in which the offset is one and the same. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Seconds east of UTC. */
  readonly offset: number;
}

interface Region {
  readonly read: ReadOffset;
  readonly instants: Map<number, readonly Stretch[]>;
  readonly locals: Map<number, readonly Stretch[]>;
}

/** Seconds of a block, about 388 days. */
const BLOCK = 2 ** 25;
/** About 6 days: no zone has ever changed its clocks and changed them back in less. */
const STEP = 2 ** 19;
/** 1800-01-01: no zone has a transition before. */
const FIRST = -5_364_662_400;
/** 2400-01-01: from here on the rules repeat with the calendar. */
const PERIODIC = 13_569_465_600;
/** Seconds of 400 years: the calendar's whole cycle, weekdays included. */
const CYCLE = 12_622_780_800;
/** More than any change of clocks. */
const TWO_DAYS = 172_800;

const MAX_CACHED = 1_000;
const regions = new Map<string, Zone | null>();

const always = (offset: number): Stretch => ({ from: -Infinity, to: Infinity, offset });

/** A fixed difference to UTC, in seconds east, known by it alone or behind a name of UTC: `UTC+03:00`. */
export function fixedZone(offset: number, prefix = ""): Zone {
  const id = prefix !== "" && offset === 0 ? prefix : prefix + showOffset(offset);
  return { id, instant: always(offset), local: always(offset), region: null };
}

/** The zone that a text names, as Spark reads it; undefined where it names none. */
export function findZone(text: string): Zone | undefined {
  const name = readZoneName(text);
  if (name === undefined) return undefined;
  return name.kind === "offset" ? fixedZone(name.seconds, name.prefix) : findRegion(name.id);
}

/** The zone of a region's id, short ones apart. */
export function findRegion(id: string): Zone | undefined {
  const known = regions.get(id);
  if (known !== undefined) return known ?? undefined;
  const read = readRegion(id);
  const zone = read === undefined ? null : regionZone(id, read);
  if (regions.size < MAX_CACHED || zone !== null) regions.set(id, zone);
  return zone ?? undefined;
}

/** The zone of a name that is known to be one, such as a checked project's. */
export function zoneOf(id: string): Zone {
  const zone = findZone(id);
  if (zone === undefined) throw new Error(`no time zone is called ${id}`);
  return zone;
}

function regionZone(id: string, read: ReadOffset): Zone {
  const region: Region = { read, instants: new Map(), locals: new Map() };
  return {
    id,
    instant: stretchAt(region.instants, 0, (block) => instantBlock(region, block)),
    local: stretchAt(region.locals, 0, (block) => localBlock(region, block)),
    region,
  };
}

/** Whether the offset is the same at all times. */
export const isFixed = (zone: Zone): boolean => zone.region === null;

/** Seconds east of UTC at an instant, in seconds since the epoch. */
export function offsetAt(zone: Zone, seconds: number): number {
  const last = zone.instant;
  return seconds >= last.from && seconds < last.to ? last.offset : findByInstant(zone, seconds);
}

/** Seconds east of UTC of a local time, in seconds since 1970-01-01 on the clocks there. */
export function localOffset(zone: Zone, localSeconds: number): number {
  const last = zone.local;
  return localSeconds >= last.from && localSeconds < last.to ? last.offset : findByLocal(zone, localSeconds);
}

/** The offset behind the change of clocks where a local time comes twice; {@link localOffset} elsewhere. */
export function laterLocalOffset(zone: Zone, localSeconds: number): number {
  const earlier = localOffset(zone, localSeconds);
  const later = offsetAt(zone, localSeconds - earlier + TWO_DAYS);
  return later < earlier && offsetAt(zone, localSeconds - later) === later ? later : earlier;
}

function findByInstant(zone: Zone, seconds: number): number {
  const { region } = zone;
  if (region === null) return zone.instant.offset;
  const folded = fold(seconds);
  const stretch = stretchAt(region.instants, folded, (block) => instantBlock(region, block));
  if (folded === seconds) zone.instant = stretch;
  return stretch.offset;
}

function findByLocal(zone: Zone, seconds: number): number {
  const { region } = zone;
  if (region === null) return zone.local.offset;
  const folded = fold(seconds);
  const stretch = stretchAt(region.locals, folded, (block) => localBlock(region, block));
  if (folded === seconds) zone.local = stretch;
  return stretch.offset;
}

/** A time at which every zone's clocks stand alike, among those that blocks are kept of. */
export function fold(seconds: number): number {
  if (seconds < FIRST) return FIRST;
  return seconds < PERIODIC ? seconds : PERIODIC + floorMod(seconds - PERIODIC, CYCLE);
}

function stretchAt(
  blocks: Map<number, readonly Stretch[]>,
  seconds: number,
  make: (block: number) => readonly Stretch[],
): Stretch {
  const index = Math.floor(seconds / BLOCK);
  let block = blocks.get(index);
  if (block === undefined) {
    block = make(index);
    blocks.set(index, block);
  }
  for (const stretch of block) if (seconds < stretch.to) return stretch;
  throw new Error(`no stretch at ${seconds}`);
}

function instantBlock({ read }: Region, block: number): readonly Stretch[] {
  const stretches: Stretch[] = [];
  const end = (block + 1) * BLOCK;
  let from = block * BLOCK;
  let offset = read(from);
  for (let low = from; low < end; low += STEP) {
    for (const [at, after] of changes(read, low, low + STEP, offset, read(low + STEP))) {
      if (at === end) continue;
      stretches.push({ from, to: at, offset });
      from = at;
      offset = after;
    }
  }
  stretches.push({ from, to: end, offset });
  return stretches;
}

/** The transitions in a range, given the offsets at both its ends. */
function changes(
  read: ReadOffset,
  low: number,
  high: number,
  atLow: number,
  atHigh: number,
): readonly (readonly [at: number, offset: number])[] {
  if (atLow === atHigh) return [];
  if (high - low === 1) return [[high, atHigh]];
  const middle = Math.floor((low + high) / 2);
  const atMiddle = read(middle);
  return [...changes(read, low, middle, atLow, atMiddle), ...changes(read, middle, high, atMiddle, atHigh)];
}

/**
 * A transition at instant t is one of local time at t plus the greater of the two offsets: before it the
 * old offset holds, in a gap as well as in the first pass of an overlap.
 */
function localBlock(region: Region, block: number): readonly Stretch[] {
  const start = block * BLOCK;
  const end = start + BLOCK;
  const stretches: Stretch[] = [];
  let from = start;
  let before = atInstant(region, start - TWO_DAYS);
  let offset = before.offset;
  while (before.to < end + TWO_DAYS) {
    const after = atInstant(region, before.to);
    const at = before.to + Math.max(before.offset, after.offset);
    if (at > from && at < end && before.offset !== after.offset) {
      stretches.push({ from, to: at, offset });
      from = at;
    }
    if (at < end) offset = after.offset;
    before = after;
  }
  stretches.push({ from, to: end, offset });
  return stretches;
}

function atInstant(region: Region, seconds: number): Stretch {
  const folded = Math.max(seconds, FIRST - BLOCK);
  return stretchAt(region.instants, folded, (block) => instantBlock(region, block));
}
