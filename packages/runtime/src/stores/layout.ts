import { PinionError } from "@pinion/core";
import type { TableLayout } from "../ports.js";

/** Throws PN7010 for any layout but the packed one: for stores that have no other. */
export function refuseLayout(layout: TableLayout | undefined): void {
  if (layout === undefined) return;
  throw new PinionError("PN7010", `the layout \`${layout}\` is one of Redis`, {
    help: "leave the layout out, or write into Redis",
  });
}
