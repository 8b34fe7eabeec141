import type { Redis } from "ioredis";
import { mastersOf, nameOf, type RedisClient } from "./client.js";
import type { Run } from "./run.js";

const SCAN_COUNT = 1_000;

/**
 * Every key of a pattern on every server, some at a time; one may come twice. Each step has a deadline of its own: a table
 * of millions of keys takes longer than any one call may. A server that another took the place of is walked from its
 * beginning, since a cursor means nothing to the other.
 */
export async function eachKey(
  client: RedisClient,
  run: Run,
  pattern: string,
  action: (keys: readonly string[]) => Promise<void>,
  type?: "hash",
): Promise<void> {
  const done = new Set<string>();
  const waiting = (): readonly (Redis | undefined)[] =>
    Array.from(mastersOf(client)).flatMap(([name, one]) => (done.has(name) ? [] : [one]));
  let server: Redis | undefined;
  let cursor = "0";
  let anew = false;
  const onReady = (): void => void (anew = true);
  const begin = (now: Redis | undefined): void => {
    server?.off("ready", onReady);
    server = now?.on("ready", onReady);
    cursor = "0";
    anew = false;
  };
  const step = async (): Promise<readonly string[]> => {
    const left = waiting();
    // Those that cannot be reached come last, and may be back by then.
    const now = left.length === 0 ? server : left.find((one) => one !== undefined);
    if (now === undefined) throw new Error("Connection is closed.");
    if (now !== server || anew) begin(now);
    const [next, found] = await (type === undefined
      ? now.scan(cursor, "MATCH", pattern, "COUNT", SCAN_COUNT)
      : now.scan(cursor, "MATCH", pattern, "COUNT", SCAN_COUNT, "TYPE", type));
    cursor = next;
    return found;
  };
  try {
    while (waiting().length > 0) {
      do {
        const keys = await run(step);
        if (keys.length > 0) await action(keys);
      } while (cursor !== "0" || anew);
      if (server !== undefined) done.add(nameOf(client, server));
      begin(undefined);
    }
  } finally {
    begin(undefined);
  }
}
