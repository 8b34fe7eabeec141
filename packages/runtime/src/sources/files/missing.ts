import type { PartitionField } from "@pinion/core";
import { localOffset, type Zone } from "@pinion/core/std";
import type { TimeSpan } from "../span.js";
import type { FoundFile } from "./found-file.js";
import { partitionsBetween, rangeOf, type TimeFields } from "./time-fields.js";

/** Beyond this many a path is rather wrong than full of holes. */
const MOST_PARTITIONS = 100_000;

/**
 * The partitions of a span that no file was found of, as paths. A span without beginning begins with the first partition
 * that is there, one without end ends with the last.
 */
export function missingPartitions(
  pattern: string,
  finest: PartitionField,
  found: readonly FoundFile[],
  span: TimeSpan,
  zone: Zone,
): readonly string[] {
  const ranges = found.flatMap(({ fields }) => rangeOf(fields) ?? []);
  const instant = (local: number): bigint => BigInt(local - localOffset(zone, local)) * 1_000_000n;
  const firsts = ranges.map((range) => range.from);
  const lasts = ranges.map((range) => range.to);
  const from = span.from ?? (firsts.length === 0 ? undefined : instant(least(firsts)));
  const to = span.to ?? (lasts.length === 0 ? undefined : instant(-least(lasts.map((last) => -last))));
  if (from === undefined || to === undefined) return [];
  const there = new Set(found.map(({ fields }) => keyOf(fields)));
  return partitionsBetween({ from, to }, finest, zone, MOST_PARTITIONS)
    .filter((fields) => !there.has(keyOf(fields)))
    .map((fields) => pathOf(pattern, fields));
}

const least = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.min(a, b), Infinity);

const keyOf = ({ yyyy, MM, dd, HH }: TimeFields): string => [yyyy, MM, dd, HH].join(" ");

/** The pattern with a partition's time in it. */
export const pathOf = (pattern: string, fields: TimeFields): string =>
  pattern.replace(/\{(yyyy|MM|dd|HH)\}/gu, (_, field: PartitionField) =>
    String(fields[field] ?? 0).padStart(field === "yyyy" ? 4 : 2, "0"),
  );
