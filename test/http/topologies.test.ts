import { afterAll, expect, it } from "vitest";
import { redisCliAvailable, startCluster, startSentinel } from "../support/redis-cluster.js";
import { redisAvailable } from "../support/redis.js";
import { describeWith } from "../support/requires.js";
import type { TestProject } from "../support/project.js";
import { builtProject } from "./support/built.js";
import { ask, jsonOf } from "./support/served.js";
import { startServe } from "./support/started.js";

/* `pinion serve` over a real cluster and behind a real sentinel, by their addresses. */

describeWith("pinion serve", redisAvailable.available ? redisCliAvailable : redisAvailable, () => {
  let project: TestProject | undefined;
  const served = async (url: string) => {
    project ??= await builtProject();
    const args = ["--features", "f_rides,f_big", "--table", "zones", "--end", "2024-03-07", "--sink", url];
    const done = await project.pinion(["materialize", ...args]);
    if (done.code !== 0) throw new Error(done.stderr);
    const server = await startServe(project.dir, ["--store", url, "--drain", "0.05"]);
    const entities = [{ zone: 1 }, { zone: 2 }, { zone: 3 }, { zone: 99 }];
    const read = async () => ask(`${server.address}/v1/features`, { features: ["f_rides"], entities });
    return { server, read };
  };
  const ROWS = [
    { values: [2] },
    { values: [1] },
    { values: [1] },
    { values: [null], status: ["keyNotFound"] },
  ];
  afterAll(() => project?.remove());

  it("reads a cluster of three masters", async () => {
    const cluster = await startCluster();
    const { server, read } = await served(cluster.url);
    expect(jsonOf(await read())).toMatchObject({ rows: ROWS });
    expect((await ask(`${server.address}/readyz`)).status).toBe(200);
    expect(await server.stop()).toBe(0);
    await cluster.stop();
  });

  it("goes on after a sentinel's fail-over", { timeout: 120_000 }, async () => {
    const sentinel = await startSentinel();
    const { server, read } = await served(sentinel.url);
    expect(jsonOf(await read())).toMatchObject({ rows: ROWS });
    await sentinel.synced();
    await sentinel.loseMaster();
    await expect.poll(async () => (await read()).status, { timeout: 100_000, interval: 50 }).toBe(200);
    expect(jsonOf(await read())).toMatchObject({ rows: ROWS });
    expect(await server.stop()).toBe(0);
    await sentinel.stop();
  });
});
