import { PinionError } from "@pinion/core";
import type { Clock } from "../../ports.js";

/**
 * Keeps calls away from a node that does not answer: after some failures in a row they fail at once, and one call at a
 * time tries whether it answers again, first after `firstPauseMs`, then at doubled distances.
 */
export interface Breaker {
  /** Throws PN6008 where the node is to be left alone; otherwise the call may go, and must tell how it ended. */
  readonly enter: () => void;
  readonly succeeded: () => void;
  readonly failed: () => void;
  /** Nothing is known of how the call would have ended. */
  readonly abandoned: () => void;
  readonly isOpen: () => boolean;
}

export interface BreakerOptions {
  readonly label: string;
  readonly clock?: Clock;
  readonly failures?: number;
  readonly firstPauseMs?: number;
  readonly longestPauseMs?: number;
}

/** A breaker for each node: made when it is first asked for. */
export function breakers(
  label: string,
  /** The node of a key, or undefined where there is but one. */
  nodeOf: (key: string) => string | undefined,
): { readonly of: (key: string | undefined) => Breaker; readonly whole: Breaker } {
  const whole = breaker({ label });
  const byNode = new Map<string, Breaker>();
  return {
    whole,
    of: (key) => {
      const node = key === undefined ? undefined : nodeOf(key);
      if (node === undefined) return whole;
      let own = byNode.get(node);
      if (own === undefined) byNode.set(node, (own = breaker({ label: `${label}, node ${node}` })));
      return own;
    },
  };
}

export function breaker(options: BreakerOptions): Breaker {
  const { label, clock = { now: Date.now } } = options;
  const { failures: most = 5, firstPauseMs = 200, longestPauseMs = 5_000 } = options;
  let failures = 0;
  /** Until then calls fail at once; undefined while closed. */
  let openUntil: number | undefined;
  let pause = firstPauseMs;
  let trying = false;
  return {
    isOpen: () => openUntil !== undefined,
    enter: () => {
      if (openUntil === undefined) return;
      if (trying || clock.now() < openUntil) {
        throw new PinionError(
          "PN6008",
          `${label} has not answered ${failures} calls in a row and is left alone`,
          {
            help: "calls go on by themselves once it answers again; check that it runs",
          },
        );
      }
      trying = true;
    },
    succeeded: () => {
      failures = 0;
      openUntil = undefined;
      pause = firstPauseMs;
      trying = false;
    },
    abandoned: () => {
      trying = false;
    },
    failed: () => {
      failures++;
      if (trying) pause = Math.min(pause * 2, longestPauseMs);
      trying = false;
      if (failures >= most) openUntil = clock.now() + pause;
    },
  };
}
