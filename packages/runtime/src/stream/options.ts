import { PinionError, type KafkaClientName } from "@pinion/core";
import { parseInstant } from "./parse-from.js";
import type { StartAt } from "./ports.js";

/** How a stream is read: beside the sinks of a request. */
export interface StreamOptions {
  /** Where a partition begins that was never read: `latest` unless given; a time is that of the records. */
  readonly from?: "beginning" | "latest" | (string & {});
  /** Forgets what was read before: everything begins anew at `from`. */
  readonly reset?: boolean;
  /** Ends when all is read that was there when the stream began. */
  readonly untilEnd?: boolean;
  /** Ends the stream well: what is read is stored and committed. */
  readonly signal?: AbortSignal;
  /** The folder of window state and local positions; in `.pinion/stream` unless given. */
  readonly state?: string;
  /** The consumer group; the source's, or one of the project, the source and the table. */
  readonly groupId?: string;
  /** The library that reads Kafka, in place of the source's own. */
  readonly client?: KafkaClientName;
  /** Brokers in place of the source's own. */
  readonly brokers?: readonly string[];
  /** A local log in place of the source's topics: a file or a folder. */
  readonly log?: string;
  /** How long the group waits for a consumer that is silent, milliseconds; 10,000 unless given. */
  readonly sessionTimeoutMs?: number;
}

/** Throws PN7010. */
export function startOf({ from = "latest" }: StreamOptions): StartAt {
  if (from === "beginning") return "beginning";
  if (from === "latest") return "latest";
  const timestamp = parseInstant(from);
  if (timestamp !== undefined) return { timestamp };
  throw new PinionError("PN7010", `a stream cannot begin from ${JSON.stringify(from.slice(0, 60))}`, {
    help: 'write "beginning", "latest" or a time such as 2026-01-31T00:00:00Z',
  });
}
