import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.js";
import { findProgram, program } from "./program.js";
import { untilOpen } from "./until-open.js";

export const redisAvailable = program("redis-server", "PINION_REDIS_SERVER");

export interface RedisServer {
  readonly port: number;
  readonly url: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

export interface RedisServerOptions {
  readonly port?: number;
  readonly password?: string;
  /** Further lines of the configuration, as command-line arguments. */
  readonly args?: readonly string[];
}

/** A real Redis on loopback with a folder of its own; stopped by its own process, nobody else's. */
export async function startRedis(options: RedisServerOptions = {}): Promise<RedisServer> {
  const binary = findProgram("redis-server", "PINION_REDIS_SERVER");
  if (binary === undefined) throw new Error("redis-server is not installed");
  const port = options.port ?? (await freePort());
  const folder = mkdtempSync(join(tmpdir(), "pinion-redis-"));
  const args = [
    "--port",
    String(port),
    "--bind",
    "127.0.0.1",
    "--dir",
    folder,
    "--save",
    "",
    "--appendonly",
    "no",
  ];
  if (options.password !== undefined) args.push("--requirepass", options.password);
  const child = spawn(binary, [...args, ...(options.args ?? [])], { stdio: "ignore" });
  await untilOpen(port, child);
  const user = options.password === undefined ? "" : `:${encodeURIComponent(options.password)}@`;
  return {
    port,
    url: `redis://${user}127.0.0.1:${port}`,
    process: child,
    stop: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGKILL");
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
