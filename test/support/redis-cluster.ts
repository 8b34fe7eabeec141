import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port.js";
import { findProgram, program } from "./program.js";
import { startRedis, type RedisServer } from "./redis.js";

export const redisCliAvailable = program("redis-cli", "PINION_REDIS_CLI");

/** Three masters on loopback that share the slots. */
export async function startCluster(): Promise<{
  readonly url: string;
  readonly servers: readonly RedisServer[];
  readonly stop: () => Promise<void>;
}> {
  const servers: RedisServer[] = [];
  for (let i = 0; i < 3; i++) {
    const port = await clusterPort();
    servers.push(
      await startRedis({
        port,
        args: [
          "--cluster-enabled",
          "yes",
          "--cluster-config-file",
          `nodes-${port}.conf`,
          "--cluster-node-timeout",
          "2000",
          // A master that is gone takes its own slots along, not all of them.
          "--cluster-require-full-coverage",
          "no",
        ],
      }),
    );
  }
  const nodes = servers.map(({ port }) => `127.0.0.1:${port}`);
  const cli = findProgram("redis-cli", "PINION_REDIS_CLI") ?? "redis-cli";
  const made = spawnSync(cli, ["--cluster", "create", ...nodes, "--cluster-yes"], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(`no cluster: ${made.stdout}${made.stderr}`);
  for (const { port } of servers) await untilSays(cli, port, ["cluster", "info"], /cluster_state:ok/u);
  return {
    url: `redis+cluster://${nodes.join(",")}`,
    servers,
    stop: async () => {
      for (const server of servers) await server.stop();
    },
  };
}

/** The bus of a node has its port plus 10,000. */
async function clusterPort(): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (port < 55_000) return port;
  }
}

/** A master, its replica, and a sentinel that promotes the replica where the master is gone. */
export async function startSentinel(): Promise<{
  readonly url: string;
  readonly master: RedisServer;
  readonly replica: RedisServer;
  /** Resolves when the replica has what the master has. */
  readonly synced: () => Promise<void>;
  readonly stop: () => Promise<void>;
}> {
  const master = await startRedis();
  const replica = await startRedis({
    args: ["--replicaof", "127.0.0.1", String(master.port), "--repl-diskless-sync-delay", "0"],
  });
  const cli = findProgram("redis-cli", "PINION_REDIS_CLI") ?? "redis-cli";
  await untilSays(cli, replica.port, ["info", "replication"], /master_link_status:up/u);
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "pinion-sentinel-"));
  const file = join(folder, "sentinel.conf");
  writeFileSync(
    file,
    `port ${port}
bind 127.0.0.1
dir ${folder}
sentinel monitor main 127.0.0.1 ${master.port} 1
sentinel down-after-milliseconds main 500
sentinel failover-timeout main 2000
`,
  );
  const binary = findProgram("redis-server", "PINION_REDIS_SERVER") ?? "redis-server";
  const sentinel = spawn(binary, [file, "--sentinel"], { stdio: "ignore" });
  await untilSays(cli, port, ["sentinel", "replicas", "main"], new RegExp(String(replica.port), "u"));
  return {
    url: `redis+sentinel://127.0.0.1:${port}/main`,
    master,
    replica,
    synced: async () => {
      const told = (port: number): number => {
        const said = spawnSync(cli, ["-p", String(port), "info", "replication"], { encoding: "utf8" }).stdout;
        return Number(/(?:slave|master)_repl_offset:(\d+)/u.exec(said)?.[1] ?? 0);
      };
      const wanted = told(master.port);
      for (let attempt = 0; attempt < 200; attempt++) {
        if (told(replica.port) >= wanted) return;
        await sleep(50);
      }
      throw new Error("the replica is behind");
    },
    stop: async () => {
      await ended(sentinel);
      await master.stop();
      await replica.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilSays(cli: string, port: number, command: readonly string[], text: RegExp): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const said = spawnSync(cli, ["-p", String(port), ...command], { encoding: "utf8" });
    if (text.test(said.stdout)) return;
    await sleep(50);
  }
  throw new Error(`the server at port ${port} never said ${text.source}`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await exit;
}
