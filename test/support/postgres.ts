import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "./free-port.js";
import { findProgram } from "./program.js";
import type { Availability } from "./requires.js";
import { until } from "./until.js";

/** Where Debian keeps the server's programs, which are not on PATH. */
const DEBIAN = "/usr/lib/postgresql";

function binaries(): string | undefined {
  const named = process.env["PINION_POSTGRES_BIN"];
  if (named !== undefined && named !== "") return named;
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).toSorted((a, b) => Number(b) - Number(a)) : [];
  const debian = versions.map((version) => join(DEBIAN, version, "bin"));
  const initdb = findProgram("initdb", "PINION_INITDB");
  return [...debian, ...(initdb === undefined ? [] : [join(initdb, "..")])].find((folder) =>
    existsSync(join(folder, "initdb")),
  );
}

/** The server refuses to run as root: it runs as this user then. */
function user(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number =>
    Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
  const [uid, gid] = [id("-u"), id("-g")];
  // Debian's package makes the user; nobody does as well.
  return uid > 0 ? { uid, gid } : { uid: 65534, gid: 65534 };
}

export const postgresAvailable: Availability =
  binaries() === undefined
    ? { available: false, reason: "postgresql is not installed; npm test installs it" }
    : { available: true };

export interface PostgresServer {
  readonly port: number;
  /** With user and password. */
  readonly url: string;
  /** Runs statements as the owner. */
  readonly run: (sql: string) => Promise<void>;
  stop(): Promise<void>;
}

export const PASSWORD = "s3cret%pass";

/** A real PostgreSQL on loopback with a data folder of its own; stopped by its own process, nobody else's. */
export async function startPostgres(): Promise<PostgresServer> {
  const bin = binaries();
  if (bin === undefined) throw new Error("postgresql is not installed");
  const port = await freePort();
  const owner = user();
  // Not below the tests' own folder, which other users cannot enter.
  const folder = mkdtempSync(join(owner === undefined ? tmpdir() : "/tmp", "pinion-postgres-"));
  const data = join(folder, "data");
  const password = join(folder, "password");
  mkdirSync(data);
  writeFileSync(password, PASSWORD);
  if (owner !== undefined) for (const path of [folder, data, password]) chownSync(path, owner.uid, owner.gid);
  const as = { cwd: folder, ...owner };
  const made = spawnSync(
    join(bin, "initdb"),
    [
      "-D",
      data,
      "-U",
      "pinion",
      "--auth=scram-sha-256",
      `--pwfile=${password}`,
      "--no-sync",
      "-E",
      "UTF8",
      "--no-locale",
    ],
    { ...as, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`initdb ended with ${made.status}: ${made.stderr}`);
  const settings = [
    "fsync=off",
    "listen_addresses=127.0.0.1",
    `unix_socket_directories=${folder}`,
    "timezone=Asia/Tokyo",
  ];
  const child = spawn(
    join(bin, "postgres"),
    ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    { ...as, stdio: "ignore" },
  );
  const url = `postgres://pinion:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/postgres`;
  const run = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await untilReady(child, run);
  return {
    port,
    url,
    run,
    stop: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      if (child.exitCode === null && child.signalCode === null) {
        // Immediate shutdown, its children with it.
        child.kill("SIGQUIT");
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilReady(child: ChildProcess, run: (sql: string) => Promise<void>): Promise<void> {
  const answers = async (): Promise<boolean> => {
    if (child.exitCode === null) await run("SELECT 1");
    return true;
  };
  await until(answers, "postgres answers");
  if (child.exitCode !== null) throw new Error(`postgres ended with ${child.exitCode}`);
}
