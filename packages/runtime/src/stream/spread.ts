import { createHash } from "node:crypto";
import { PinionError } from "@pinion/core";
import { partitionName, type Position } from "./ports.js";
import { readNote } from "./rebuild.js";

/**
 * Finds keys that are in several partitions. A reader of all partitions puts their events together by key, and nothing is
 * wrong; where several readers share them, windows of such a key would be of a part of its events.
 *
 * A reader knows the keys of its own partitions. Of the others it knows a sample that their readers note beside their
 * offsets: the least of the hashes of the keys. A hash that two partitions have is a key that both have.
 */
export interface Spread {
  /** A key was met in a partition for the first time, and in these before. */
  readonly met: (key: string, partition: string, before: readonly string[]) => void;
  /** What is noted of a partition. */
  readonly sample: (partition: string) => string;
  /** Goes on from what was noted. */
  readonly restore: (partition: string, sample: string) => void;
  /** Throws PN5511 where other readers have these partitions and a key is in several. */
  readonly check: (others: readonly Position[]) => void;
}

/** Hashes of a sample: partitions that have all keys in common have all of these in common. */
const SAMPLED = 12;
/** Characters of a hash: of 66 bits, so that no two keys have the same one. */
const HASH_CHARS = 11;

export function keySpread(): Spread {
  /** By partition, ascending. */
  const samples = new Map<string, string[]>();
  let twice: { readonly key: string; readonly partitions: readonly string[] } | undefined;
  const sampleOf = (partition: string): string[] => {
    let sample = samples.get(partition);
    if (sample === undefined) {
      sample = [];
      samples.set(partition, sample);
    }
    return sample;
  };
  const add = (sample: string[], hash: string): void => {
    if (sample.length === SAMPLED && hash >= (sample[SAMPLED - 1] ?? "")) return;
    if (sample.includes(hash)) return;
    sample.push(hash);
    sample.sort();
    sample.length = Math.min(sample.length, SAMPLED);
  };
  return {
    met: (key, partition, before) => {
      add(sampleOf(partition), hashOf(key));
      if (before.length > 0) twice ??= { key, partitions: [...before, partition] };
    },
    sample: (partition) => sampleOf(partition).join(""),
    restore: (partition, sample) => {
      for (const hash of hashesOf(sample)) add(sampleOf(partition), hash);
    },
    check: (others) => {
      if (others.length === 0) return;
      if (twice !== undefined) throw shared(`key ${shown(twice.key)}`, twice.partitions);
      for (const other of others) {
        const theirs = new Set(hashesOf(readNote(other.note)?.keys ?? ""));
        for (const [partition, sample] of samples) {
          if (sample.some((hash) => theirs.has(hash))) {
            throw shared("a key", [partition, partitionName(other)]);
          }
        }
      }
    },
  };
}

const hashOf = (key: string): string =>
  createHash("sha256").update(key).digest("base64url").slice(0, HASH_CHARS);

const hashesOf = (sample: string): readonly string[] => sample.match(/[\w-]{11}/gu) ?? [];

const shown = (key: string): string => JSON.stringify(key.length > 40 ? `${key.slice(0, 40)}…` : key);

const shared = (what: string, partitions: readonly string[]): PinionError =>
  new PinionError(
    "PN5511",
    `${what} has events in ${partitions.join(" and ")}, which several readers share`,
    {
      help: "have the producer give the features' key to its records; or let one reader have all partitions",
    },
  );
