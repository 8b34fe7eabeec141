// A Redis of the benchmark's own on loopback.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** @returns {Promise<{ url: string, port: number, stop: () => void } | undefined>} undefined where there is no redis-server */
export async function startRedisServer() {
  const port = await new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port: free } = /** @type {import("node:net").AddressInfo} */ (probe.address());
      probe.close(() => resolve(free));
    });
  });
  const server = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", ""], {
    stdio: "ignore",
  });
  const missing = new Promise((resolve) => server.once("error", () => resolve(true)));
  if (await Promise.race([missing, sleep(500)])) return undefined;
  return { port, url: `redis://127.0.0.1:${port}`, stop: () => void server.kill("SIGKILL") };
}
