import { createHash } from "node:crypto";
import type { RedisClient } from "./client.js";

export type RunScript = (
  keys: readonly string[],
  args: readonly (string | Buffer)[],
  wanted: () => boolean,
) => Promise<unknown>;

/** Sends a script's hash, and its text only to a server that does not know it. */
export function scriptRunner(client: RedisClient, script: string): RunScript {
  const hash = createHash("sha1").update(script).digest("hex");
  return async (keys, args, wanted) => {
    try {
      return await client.evalsha(hash, keys.length, ...keys, ...args);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.includes("NOSCRIPT") || !wanted()) throw error;
      return client.eval(script, keys.length, ...keys, ...args);
    }
  };
}
