import type { ErrorReport } from "./primary.js";

/** What the workers of one server and their primary tell each other. */
export type ToPrimary =
  | { readonly pinion: "ready"; readonly address: string }
  | { readonly pinion: "failed"; readonly error: ErrorReport }
  /** A worker was asked for the metrics of all. */
  | { readonly pinion: "askMetrics"; readonly id: number }
  | { readonly pinion: "metrics"; readonly id: number; readonly values: readonly unknown[] };

export type ToWorker =
  | { readonly pinion: "stop" }
  | { readonly pinion: "giveMetrics"; readonly id: number }
  | { readonly pinion: "allMetrics"; readonly id: number; readonly text: string };

/** Other libraries may use the channel too. */
export const isMessage = (message: unknown): message is { readonly pinion: string } =>
  typeof message === "object" && message !== null && "pinion" in message;
