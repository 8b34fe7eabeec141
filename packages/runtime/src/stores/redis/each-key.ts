import type { Redis } from "ioredis";
import { masters, nameOf, type RedisClient } from "./client.js";
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
  const waiting = (): Redis | undefined => masters(client).find((one) => !done.has(nameOf(client, one)));
  for (;;) {
    const first = waiting();
    if (first === undefined) return;
    let server = first;
    let cursor = "0";
    let anew = false;
    const onReady = (): void => void (anew = true);
    server.on("ready", onReady);
    try {
      do {
        const keys = await run(async () => {
          const now = waiting() ?? server;
          if (now !== server || anew) {
            server.off("ready", onReady);
            server = now;
            server.on("ready", onReady);
            cursor = "0";
            anew = false;
          }
          const [next, found] = await (type === undefined
            ? server.scan(cursor, "MATCH", pattern, "COUNT", SCAN_COUNT)
            : server.scan(cursor, "MATCH", pattern, "COUNT", SCAN_COUNT, "TYPE", type));
          cursor = next;
          return found;
        });
        if (keys.length > 0) await action(keys);
      } while (cursor !== "0" || anew);
      done.add(nameOf(client, server));
    } finally {
      server.off("ready", onReady);
    }
  }
}
