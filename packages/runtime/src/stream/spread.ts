import { createHash, hash } from "node:crypto";
import { PinionError } from "@pinion/core";
import { ALL_WAYS, waysTo, type Ways } from "./homes.js";
import type { KeyId } from "./ingest.js";
import { partitionName, type Partition, type Position } from "./ports.js";
import { readNote, type SpreadNote } from "./rebuild.js";

/**
 * Finds keys that are in several partitions. A reader of all partitions puts their events together by key, and nothing is
 * wrong; where several readers share them, windows of such a key would be of a part of its events.
 *
 * No reader sees the keys of the others. But it sees of each of its own whether it is where the producer's way to place
 * keys puts it, and notes the ways that remain beside its offsets. Where one way remains of all partitions, no key is in two
 * of them. Of other topics it is the source that has to say so; then a sample of keys, which readers note too, is looked at:
 * the least of their hashes. A hash that two partitions have is a key that both have.
 */
export interface Spread {
  /** Begins a partition, or goes on from what was noted of it. */
  readonly begin: (partition: SpreadPartition, noted: readonly SpreadNote[]) => void;
  /** A partition is somebody else's. */
  readonly end: (partition: string) => void;
  /** A key was met in a partition for the first time, and in these before. */
  readonly met: (key: string, id: KeyId, partition: string, before: readonly string[]) => void;
  /** The same of a key that the state has in these partitions. */
  readonly known: (key: string, partitions: readonly string[]) => void;
  /** What is noted of a partition. */
  readonly note: (partition: string) => SpreadNote;
  /** Throws PN5511 where other readers have these partitions and a key is in several, or may be. */
  readonly check: (others: readonly Position[]) => void;
}

export interface SpreadPartition extends Partition {
  /** How many partitions the topic has. */
  readonly partitions: number;
}

export interface SpreadOptions {
  readonly topics: number;
  /** Whether the source says that no key is in two partitions. */
  readonly declared: boolean;
}

interface Own extends SpreadPartition {
  ways: Ways;
  readonly sample: string[];
}

/** Hashes of a sample: partitions that have all keys in common have all of these in common. */
const SAMPLED = 12;
/** Characters of a hash: of 66 bits, so that no two keys have the same one. */
const HASH_CHARS = 11;

export function keySpread({ topics, declared }: SpreadOptions): Spread {
  const owns = new Map<string, Own>();
  let twice: { readonly key: string; readonly partitions: readonly string[] } | undefined;
  return {
    begin: ({ topic, partition, partitions }, noted) => {
      const name = partitionName({ topic, partition });
      // What was met before partitions were added may be elsewhere since.
      const ways = noted.map((note) => (note.ways?.[1] === partitions ? note.ways[0] : 0));
      const own: Own = { topic, partition, partitions, ways: ALL_WAYS, sample: [] };
      for (const each of ways) own.ways &= each;
      for (const { keys } of noted) for (const hash of hashesOf(keys)) add(own.sample, hash);
      owns.set(name, own);
    },
    end: (name) => void owns.delete(name),
    met: (key, id, name, before) => {
      const own = owns.get(name);
      if (own !== undefined) {
        add(own.sample, hashOf(key));
        if (own.ways !== 0) own.ways = waysTo(id, own.partition, own.partitions, own.ways);
      }
      if (before.length > 0) twice ??= { key, partitions: [...before, name] };
    },
    known: (key, partitions) => {
      if (partitions.length > 1) twice ??= { key, partitions };
    },
    note: (name) => {
      const own = owns.get(name);
      if (own === undefined) return { keys: "" };
      return { keys: own.sample.join(""), ways: [own.ways, own.partitions] };
    },
    check: (others) => {
      if (others.length === 0) return;
      if (twice !== undefined) throw shared(`key ${shown(twice.key)}`, twice.partitions);
      let common = ALL_WAYS;
      for (const { ways } of owns.values()) common &= ways;
      for (const other of others) {
        const note = readNote(other.note);
        if (note === undefined) continue;
        const theirs = new Set(hashesOf(note.keys));
        for (const [partition, { sample }] of owns) {
          if (sample.some((hash) => theirs.has(hash))) {
            throw shared("a key", [partition, partitionName(other)]);
          }
        }
        const same = [...owns.values()].every(({ partitions }) => partitions === note.ways?.[1]);
        common &= same ? (note.ways?.[0] ?? 0) : 0;
      }
      if (!declared && (common === 0 || topics > 1)) throw unproven([...owns.keys()], others);
    },
  };
}

function add(sample: string[], hash: string): void {
  if (sample.length === SAMPLED && hash >= (sample[SAMPLED - 1] ?? "")) return;
  if (sample.includes(hash)) return;
  sample.push(hash);
  sample.sort();
  sample.length = Math.min(sample.length, SAMPLED);
}

/** Node has the quick way since 20.12. */
const sha256 = (key: string): string =>
  typeof hash === "function"
    ? hash("sha256", key, "base64url")
    : createHash("sha256").update(key).digest("base64url");
const hashOf = (key: string): string => sha256(key).slice(0, HASH_CHARS);

const hashesOf = (sample: string): readonly string[] => sample.match(/[\w-]{11}/gu) ?? [];

const shown = (key: string): string => JSON.stringify(key.length > 40 ? `${key.slice(0, 40)}…` : key);

const HELP = "have the producer give the features' key to its records; or let one reader have all partitions";

const shared = (what: string, partitions: readonly string[]): PinionError =>
  new PinionError(
    "PN5511",
    `${what} has events in ${partitions.join(" and ")}, which several readers share`,
    { help: HELP },
  );

const unproven = (mine: readonly string[], others: readonly Partition[]): PinionError =>
  new PinionError(
    "PN5511",
    `several readers share ${[...mine, ...others.map(partitionName)].slice(0, 6).join(", ")}, and a key may be in several of them: keys are not where the features' key puts them`,
    {
      help: `${HELP}; or, where a producer places keys by a rule of its own, say \`partitionedByKey: true\` in the source`,
    },
  );
