import type { Value } from "@pinion/core";
import type { Checkpoints, ScanSummary } from "./checkpoint.js";
import type { CutoffValues } from "./cutoff-rows.js";
import type { keyComparison } from "./key-stream.js";
import { valueStatistics, type StatisticsState } from "./report.js";
import type { Stage } from "./progress.js";
import type { Writers } from "./writers.js";

export interface WriteKeysRequest<Key> {
  readonly writers: Writers;
  /** The keys in their order, each with what is known of it. */
  readonly keys: AsyncIterable<Key>;
  readonly partsOf: (key: Key) => readonly Value[];
  readonly compare: ReturnType<typeof keyComparison>;
  /** The features of a key. */
  readonly evaluate: (key: Key) => CutoffValues;
  /** How many keys there are, and how many of them have been left out of `keys`: those up to the checkpoint, or none. */
  readonly total: number;
  readonly leftOut: number;
  readonly features: number;
  readonly summary: () => ScanSummary;
  readonly checkpoints: Checkpoints | undefined;
  /** Throws where the job is to stop. */
  readonly checkStopped: () => void;
  readonly onProgress: (stage: Stage) => void;
}

/** What was written, by this attempt and those before. */
export interface WrittenKeys {
  readonly keysOfLast: number;
  readonly resumedKeys: number;
  readonly features: readonly StatisticsState[];
}

/** How many keys pass between two looks at whether to stop. */
const KEYS_PER_LOOK = 4096;

/**
 * Evaluates every key and hands it to the sinks, from checkpoint to checkpoint; the last one stands behind all keys.
 * Keys before the checkpoint that an earlier attempt left are passed over.
 */
export async function writeKeys<Key>(request: WriteKeysRequest<Key>): Promise<WrittenKeys> {
  const { writers, compare, partsOf, evaluate, total, checkpoints, checkStopped, onProgress } = request;
  const { restored } = writers;
  const statistics = Array.from({ length: request.features }, (_, i) =>
    valueStatistics(restored?.features[i]),
  );
  const rowsPerCheckpoint = writers.resumable ? (checkpoints?.rows ?? Infinity) : Infinity;
  let number = restored?.number ?? 0;
  let keys = request.leftOut;
  let keysOfLast = restored?.keysOfLast ?? 0;
  let after: readonly Value[] | undefined = restored?.after;

  const checkpoint = async (scanned?: ScanSummary): Promise<void> => {
    const online = await writers.checkpoint(number + 1);
    number++;
    if (checkpoints === undefined || !writers.resumable) return;
    await checkpoints.save({
      number,
      keys,
      keysOfLast,
      features: statistics.map((one) => one.state()),
      online,
      ...(after === undefined ? {} : { after }),
      ...(scanned === undefined ? { scan: { ...request.summary(), keys: total } } : { scanned }),
    });
  };

  for await (const one of request.keys) {
    const key = partsOf(one);
    keys++;
    if (restored?.after === undefined || compare(key, restored.after) > 0) {
      const rows = evaluate(one);
      await writers.add(key, rows);
      const last = rows.at(-1);
      if (last !== undefined) {
        keysOfLast++;
        last.forEach((value, i) => statistics[i]?.add(value));
      }
      after = key;
      if (writers.rows() >= rowsPerCheckpoint) await checkpoint();
    }
    if (keys % KEYS_PER_LOOK === 0) {
      checkStopped();
      onProgress({ stage: "write", keys, of: total });
    }
  }
  checkStopped();
  await checkpoint(request.summary());
  onProgress({ stage: "write", keys, of: total });
  return {
    keysOfLast,
    resumedKeys: restored?.keys ?? 0,
    features: statistics.map((one) => one.state()),
  };
}
