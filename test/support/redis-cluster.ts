import { execFile, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "./free-port.js";
import { findProgram, program } from "./program.js";
import { startRedis, type RedisServer } from "./redis.js";
import { until } from "./until.js";

export const redisCliAvailable = program("redis-cli", "PINION_REDIS_CLI");

/** Three masters on loopback that share the slots; `announced` gives the ports by which clients are to know them. */
export async function startCluster(announced?: (port: number) => Promise<number>): Promise<{
  readonly url: string;
  readonly servers: readonly RedisServer[];
  readonly stop: () => Promise<void>;
}> {
  const servers: RedisServer[] = [];
  for (let i = 0; i < 3; i++) {
    const port = await freePort();
    const known = await announced?.(port);
    servers.push(
      await startRedis({
        port,
        args: [
          ...(known === undefined
            ? []
            : [
                "--cluster-announce-port",
                String(known),
                "--cluster-announce-bus-port",
                String(port + 10_000),
              ]),
          "--cluster-enabled",
          "yes",
          "--cluster-config-file",
          `nodes-${port}.conf`,
          // A node that has no processor for a while is not given up.
          "--cluster-node-timeout",
          "60000",
          // A master that is gone takes its own slots along, not all of them.
          "--cluster-require-full-coverage",
          "no",
        ],
      }),
    );
  }
  const nodes = servers.map(({ port }) => `127.0.0.1:${port}`);
  const cli = findProgram("redis-cli", "PINION_REDIS_CLI") ?? "redis-cli";
  // Not waited for in one piece: the way to a node may lead through this process.
  await promisify(execFile)(cli, ["--cluster", "create", ...nodes, "--cluster-yes"]);
  for (const { port } of servers) await untilSays(cli, port, ["cluster", "info"], /cluster_state:ok/u);
  return {
    url: `redis+cluster://${nodes.join(",")}`,
    servers,
    stop: async () => {
      for (const server of servers) await server.stop();
    },
  };
}

/** A master, its replica, and a sentinel that promotes the replica where the master is gone. */
export async function startSentinel(): Promise<{
  readonly url: string;
  readonly replica: RedisServer;
  /** Ends the master, and has the sentinel promote the replica. */
  readonly loseMaster: () => Promise<void>;
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
sentinel down-after-milliseconds main 60000
sentinel failover-timeout main 60000
`,
  );
  const binary = findProgram("redis-server", "PINION_REDIS_SERVER") ?? "redis-server";
  const sentinel = spawn(binary, [file, "--sentinel"], { stdio: "ignore" });
  await untilSays(cli, port, ["sentinel", "replicas", "main"], new RegExp(String(replica.port), "u"));
  return {
    url: `redis+sentinel://127.0.0.1:${port}/main`,
    replica,
    loseMaster: async () => {
      await master.stop();
      // It is told so. By itself it would go by times, after which a replica that has no processor for a while is down too.
      const ask = (): boolean => {
        const said = spawnSync(cli, ["-p", String(port), "sentinel", "failover", "main"], {
          encoding: "utf8",
        });
        return /^(?:OK|.*INPROG)/u.test(said.stdout);
      };
      await until(ask, "the sentinel promotes the replica", { every: 50 });
    },
    synced: async () => {
      const told = (port: number): number => {
        const said = spawnSync(cli, ["-p", String(port), "info", "replication"], { encoding: "utf8" }).stdout;
        return Number(/(?:slave|master)_repl_offset:(\d+)/u.exec(said)?.[1] ?? 0);
      };
      const wanted = told(master.port);
      await until(() => told(replica.port) >= wanted, "the replica has what the master has");
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
  const says = (): boolean =>
    text.test(spawnSync(cli, ["-p", String(port), ...command], { encoding: "utf8" }).stdout);
  await until(says, `the server at port ${port} says ${text.source}`, { every: 50 });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await exit;
}
