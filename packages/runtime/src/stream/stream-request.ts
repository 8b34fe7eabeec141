import type { Evaluators, Manifest } from "@pinion/core";
import type { Zone } from "@pinion/core/std";
import type { Environment } from "../load/settings.js";
import type { Selection } from "../materialise/select.js";
import type { StreamOptions } from "./options.js";
import type { StreamStatus } from "./status.js";
import type { StreamTarget } from "./stream-sinks.js";

/** A stream job, with everything that it needs. */
export interface StreamRequest {
  readonly job: string;
  readonly project: string;
  readonly manifest: Manifest;
  readonly evaluators: Evaluators;
  /** The features of each key, and the tables that they go into. */
  readonly tables: readonly StreamedTable[];
  readonly zone: Zone;
  readonly environment: Environment;
  readonly options: StreamOptions;
  /** From the first assignment; without it the stream ends when it is told to. */
  readonly timeoutMs?: number;
  readonly signal: AbortSignal;
  readonly onStatus: (status: StreamStatus) => void;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

export interface StreamedTable {
  readonly selection: Selection;
  readonly targets: readonly StreamTarget[];
}
