import { writeFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { failureOf, pinion } from "../support/pinion.js";
import type { TestProject } from "../support/project.js";
import { until } from "../support/until.js";
import { builtProject } from "./support/built.js";
import { ask, jsonOf } from "./support/served.js";
import { startServe, type Started } from "./support/started.js";

/* `pinion serve` as it is run: processes, signals, files. */

let project: TestProject;
const running: Started[] = [];
const start = async (args: readonly string[] = [], env = {}): Promise<Started> => {
  const started = await startServe(project.dir, args, env);
  running.push(started);
  return started;
};

beforeAll(async () => {
  project = await builtProject();
  const done = await project.pinion([
    ...["materialize", "--features", "f_rides,f_big", "--table", "zones", "--end", "2024-03-07"],
  ]);
  if (done.code !== 0) throw new Error(done.stderr);
});
afterEach(async () => {
  for (const { child, stop } of running.splice(0)) if (child.exitCode === null) await stop();
});
afterAll(() => project.remove());

const READ = { features: ["f_rides"], entities: [{ zone: 1 }] };
const read = (started: Started) => ask(`${started.address}/v1/features`, READ);

describe("pinion serve", () => {
  it("answers, logs requests with their ids, and ends well on SIGTERM", async () => {
    const server = await start(["--access-log", "--drain", "0.1"]);
    const answer = await read(server);
    expect(jsonOf(answer)).toEqual({ features: ["f_rides"], rows: [{ values: [2] }] });
    expect(await server.stop()).toBe(0);
    const logged = server
      .stderr()
      .split("\n")
      .filter((line) => line.includes('"request"'))
      .map((line) => JSON.parse(line) as object);
    expect(logged).toEqual([
      expect.objectContaining({
        reqId: answer.headers.get("x-request-id"),
        method: "POST",
        route: "/v1/features",
        status: 200,
      }),
    ]);
    await expect(read(server)).rejects.toThrow();
  });

  it("finishes what it was asked under load, from several processes, before it ends", async () => {
    const server = await start(["--workers", "2", "--drain", "3"]);
    const before: number[] = [];
    const after: number[] = [];
    let statuses = before;
    const client = async (): Promise<void> => {
      // Those that were asked before the probe was told are counted there, whenever they are answered.
      for (let status = 200; status !== 0;) {
        const mine = statuses;
        status = await read(server).then(
          (answer) => answer.status,
          () => 0,
        );
        mine.push(status);
      }
    };
    const clients = Array.from({ length: 8 }, client);
    await until(() => before.length > 40, "requests are answered");
    const ended = server.stop();
    // A probe learns of it while requests are still answered.
    await until(
      async () => (await ask(`${server.address}/readyz`)).status === 503,
      "the probe is told that the server is not ready",
    );
    statuses = after;
    expect(await ended).toBe(0);
    await Promise.all(clients);
    expect(before.filter((status) => status !== 200)).toEqual([]);
    // In the end the port is closed, and whoever asks knows it at once.
    expect(new Set(after)).toEqual(new Set([0, 200]));
  });

  it("counts over all workers, and starts another where one is killed", async () => {
    const server = await start(["--workers", "2"]);
    for (let i = 0; i < 10; i++) await read(server);
    const counted = async (): Promise<number> => {
      const { text } = await ask(`${server.address}/metrics`);
      return Number(/pinion_rows_read_total\{table="zones",outcome="found"\} (\d+)/u.exec(text)?.[1]);
    };
    // A worker that says nothing for a second is left out of one answer.
    await expect.poll(counted, { timeout: 100_000 }).toBe(10);
    const { text } = await ask(`${server.address}/metrics`);
    expect(text).toContain("process_cpu_seconds_total");

    const log = server.stderr();
    const pid = Number(/"pid":(\d+)/u.exec(log)?.[1]);
    process.kill(pid, "SIGKILL");
    const listening = (): number => server.stderr().match(/Server listening/gu)?.length ?? 0;
    await until(() => listening() === 3, "another worker listens");
    expect(server.stderr()).toContain("another takes its place");
    for (let i = 0; i < 6; i++) expect((await read(server)).status).toBe(200);
    expect(await server.stop()).toBe(0);
  });

  it("takes keys from a file or the environment, made by pinion api-key", async () => {
    const made = await project.json(["api-key", "mine", "--roles", "read", "--tables", "zones"]);
    const { key, entry } = made as { key: string; entry: object };
    const document = JSON.stringify({ keys: [entry] });
    expect(document).not.toContain(key.split(".")[1] ?? "");
    project.write("keys.json", document);
    for (const server of [
      await start(["--host", "0.0.0.0", "--keys", project.path("keys.json")]),
      await start([], { PINION_API_KEYS: document }),
    ]) {
      const address = server.address.replace("0.0.0.0", "127.0.0.1");
      expect((await ask(`${address}/v1/features`, READ)).status).toBe(401);
      const answer = await ask(`${address}/v1/features`, READ, { headers: { "x-api-key": key } });
      expect(answer.status).toBe(200);
      expect(await server.stop()).toBe(0);
      expect(server.stderr()).not.toContain(key);
    }
  });

  it.each([
    [["--host", "0.0.0.0"], "PN9010"],
    [["--keys", "nowhere.json"], "PN9011"],
    [["--tls-cert", "pinion.config.ts", "--tls-key", "pinion.config.ts"], "PN9012"],
    [["--host", "0.0.0.0", "--workers", "2"], "PN9010"],
  ])("refuses %j", async (args, code) => {
    const ran = await project.pinion(["serve", "--port", "0", "--json", ...args]);
    expect(failureOf(ran).code).toBe(code);
  });

  it("refuses arguments that cannot be", async () => {
    for (const args of [
      ["--port", "70000"],
      ["--workers", "0"],
      ["--store", "elsewhere"],
      ["--log-level", "loud"],
      ["--tls-cert", "x.pem"],
    ]) {
      const ran = await pinion(["serve", "--project", project.dir, ...args]);
      expect(ran.code, args.join(" ")).toBe(2);
    }
    writeFileSync(project.path("unbuilt"), "");
    expect((await pinion(["serve", "--project", project.path("nowhere")])).code).toBe(1);
  });
});
