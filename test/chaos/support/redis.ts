import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../support/free-port.js";
import { findProgram } from "../../support/program.js";
import { untilOpen } from "../../support/until-open.js";

/** A Redis that keeps every write on disk, so that it can be killed and come back with its data. */
export interface DurableRedis {
  readonly url: string;
  readonly restart: () => Promise<void>;
  /** Lets it stand still for some time, with its connections open. */
  readonly pause: (ms: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function durableRedis(): Promise<DurableRedis> {
  const folder = mkdtempSync(join(tmpdir(), "pinion-redis-"));
  const port = await freePort();
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", ""];
  let child: ChildProcess;
  const start = async (): Promise<void> => {
    const binary = findProgram("redis-server", "PINION_REDIS_SERVER") ?? "redis-server";
    child = spawn(binary, [...args, "--appendonly", "yes", "--appendfsync", "always"], { stdio: "ignore" });
    await untilOpen(port, child);
  };
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    restart: async () => {
      await kill();
      await sleep(300);
      await start();
    },
    pause: async (ms) => {
      child.kill("SIGSTOP");
      await sleep(ms);
      child.kill("SIGCONT");
    },
    stop: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
