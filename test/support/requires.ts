import { describe, it } from "vitest";

/** What a suite needs that may not be on the machine: there, or why not. */
export type Availability =
  { readonly available: true } | { readonly available: false; readonly reason: string };

/**
 * A suite over something that may be missing. Missing, its tests are skipped by name with the reason;
 * where `CI=true` that is a failure.
 */
export function describeWith(name: string, need: Availability, suite: () => void): void {
  if (need.available) {
    describe(name, suite);
  } else if (process.env["CI"] === "true") {
    describe(name, () => {
      it("has what it needs", () => {
        throw new Error(need.reason);
      });
    });
  } else {
    // oxlint-disable-next-line vitest/no-disabled-tests -- what it needs is not on the machine
    describe.skip(`${name} (${need.reason})`, suite);
  }
}
