import { PinionError } from "@pinion/core";
import type { ReadOptions } from "../ports.js";

/** Throws PN7010 where the deadline is none, and the signal's reason where it is aborted. */
export function checkReadOptions({ signal, deadlineMs }: ReadOptions): void {
  signal?.throwIfAborted();
  checkPositive("deadlineMs", deadlineMs);
}

export function checkPositive(what: string, ms: unknown): void {
  if (ms === undefined || (typeof ms === "number" && ms > 0)) return;
  throw new PinionError("PN7010", `${what} is ${String(ms)}`, {
    help: "it is a positive number of milliseconds",
  });
}
