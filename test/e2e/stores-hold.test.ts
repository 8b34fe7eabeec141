import { readdirSync } from "node:fs";
import { openClient, redisSink, embeddedSink, type Sink } from "@pinion/runtime";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestProject } from "../support/project.js";
import { redisAvailable, startRedis, type RedisServer } from "../support/redis.js";
import { describeWith, type Availability } from "../support/requires.js";
import { builtRides, readRows, ZONES } from "./support/rides.js";

/* What stores promise while jobs run in any order, and while they run at all. */

const always: Availability = { available: true };
let server: RedisServer | undefined;
beforeAll(async () => {
  if (redisAvailable.available) server = await startRedis();
});
afterAll(() => server?.stop());

for (const [name, need, address] of [
  ["the embedded store", always, () => "embedded"],
  ["Redis", redisAvailable, () => server?.url ?? ""],
] as const) {
  describeWith(name, need, () => {
    let project: TestProject;
    beforeAll(async () => {
      project = await builtRides();
    });
    afterAll(() => project.remove());

    const materialize = (features: string, table: string, end: string, more: readonly string[] = []) =>
      project.json([
        ...[
          "materialize",
          "--features",
          features,
          "--table",
          table,
          "--end",
          end,
          "--sink",
          address(),
          ...more,
        ],
      ]);
    const read = (table: string, keys: readonly string[], features: string) =>
      readRows(project, table, keys, features, ["--store", address()]);

    it("never puts an older value over a newer one, whatever order jobs run in", async () => {
      await materialize("f_zone_rides", "order", "2024-03-06");
      const later = await read("order", ["1", "2"], "f_zone_rides");
      const report = await materialize("f_zone_rides", "order", "2024-03-03");
      expect(report).toMatchObject({ sinks: [{ rows: 0, outdated: 2, removed: 0 }] });
      expect(await read("order", ["1", "2"], "f_zone_rides")).toEqual(later);
      expect(later.map(({ asOf }) => asOf)).toEqual(["2024-03-06T00:00:00Z", "2024-03-06T00:00:00Z"]);
    });

    it("takes the same as-of time again, and removes keys that are gone", async () => {
      await materialize("f_zone_rides", "again", "2024-03-07");
      expect((await read("again", ["3"], "f_zone_rides"))[0]?.found).toBe(true);
      const fewer = project.path("fewer.csv");
      project.write("fewer.csv", project.read("rides.csv").split("\n").slice(0, 4).join("\n"));
      const args = ["materialize", "--features", "f_zone_rides", "--table", "again", "--sink", address()];
      const report = await project.json([...args, "--end", "2024-03-08"], { env: { RIDES: fewer } });
      expect(report).toMatchObject({ keys: 2, sinks: [{ rows: 2, removed: 1 }] });
      const rows = await read("again", ["1", "2", "3"], "f_zone_rides");
      expect(rows.map(({ found, features }) => [found, features["f_zone_rides"]])).toEqual([
        [true, 2],
        [true, 1],
        [false, null],
      ]);
    });

    it("keeps features that come later in a group of their own", async () => {
      await materialize("f_zone_rides", "groups", "2024-03-07");
      await materialize("f_zone_avg_fare,f_zone_tip_share", "groups", "2024-03-06");
      const [row] = await read("groups", ["1"], "f_zone_rides,f_zone_avg_fare,f_zone_tip_share");
      expect(row?.features).toEqual({ f_zone_rides: 3, f_zone_avg_fare: 6.5, f_zone_tip_share: 2.5 / 6.5 });
      // The oldest of the values says as of when the whole is.
      expect(row?.asOf).toBe("2024-03-06T00:00:00Z");
    });

    it("finds composite keys by their parts, those with # and % in them too", async () => {
      project.write(
        "odd.csv",
        "zone,rider,ended,fare,tip\n1,a#b,2024-03-01 10:00:00,1,1\n1,a%23b,2024-03-01 10:00:00,2,1\n1,😀,2024-03-01 10:00:00,3,1\n",
      );
      const args = ["materialize", "--features", "f_pair_sum_fare", "--table", "pairs", "--sink", address()];
      await project.json([...args, "--end", "2024-03-06"], { env: { RIDES: "odd.csv" } });
      const rows = await read("pairs", ["1#a%23b", "1#a%2523b", "1#😀", "1#a"], "f_pair_sum_fare");
      expect(rows.map(({ found, features }) => [found, features["f_pair_sum_fare"]])).toEqual([
        [true, 1],
        [true, 2],
        [true, 3],
        [false, null],
      ]);
      const client = await openClient({ project: project.dir, store: address() });
      expect(await client.getOnlineFeatures("pairs", [1, "a#b"], ["f_pair_sum_fare"])).toEqual({
        f_pair_sum_fare: 1,
      });
      expect(await client.getOnlineFeatures("pairs", [1, "a%23b"], ["f_pair_sum_fare"])).toEqual({
        f_pair_sum_fare: 2,
      });
      await client.close();
    });

    it("forgets rows after their time to live", async () => {
      await materialize("f_zone_rides", "ttl", "2024-03-06", ["--ttl", "2"]);
      const client = await openClient({ project: project.dir, store: address() });
      const rides = async () => (await client.getOnlineRows("ttl", ["1"], ["f_zone_rides"]))[0]?.found;
      await expect.poll(rides, { timeout: 100_000 }).toBe(false);
      await client.close();
    });

    it("shows readers old rows or new ones while it is written anew, never a hole", async () => {
      const KEYS = 30_000;
      const rows = (fare: number): string =>
        `zone,rider,ended,fare,tip\n${Array.from({ length: KEYS }, (_, i) => `${i},ann,2024-03-01 10:00:00,${fare},${fare}\n`).join("")}`;
      project.write("old.csv", rows(1));
      project.write("new.csv", rows(2));
      const names = ["f_zone_avg_fare", "f_zone_last_tip"] as const;
      const sink: Sink =
        address() === "embedded"
          ? embeddedSink({ tableName: "hole" })
          : redisSink({ tableName: "hole", url: address() });
      const write = async (file: string, end: string) => {
        const environment = { RIDES: project.path(file) };
        const client = await openClient({ project: project.dir, store: address(), environment });
        const job = await client.materializeFeatures({
          ...{ name: file, sinks: [sink], featureNames: names },
          backfillTime: { end },
        });
        return { client, job };
      };
      const old = await write("old.csv", "2024-03-06");
      await old.job.wait();
      await old.client.close();

      // The reader has a client of its own; the writer is another process' as well as this one's.
      const reader = await openClient({ project: project.dir, store: address() });
      const keys = [0, 1, 4095, 4096, 15_000, KEYS - 1];
      const seen = new Set<string>();
      const look = async (): Promise<void> => {
        for (const row of await reader.getOnlineRows("hole", keys, names))
          seen.add(JSON.stringify([row.found, row.features]));
      };
      await look();
      const { client, job } = await write("new.csv", "2024-03-07");
      let looks = 0;
      for (; job.state() === "running"; looks++) {
        await look();
        await sleep(0);
      }
      await job.wait();
      const oldRow = JSON.stringify([true, { f_zone_avg_fare: 1, f_zone_last_tip: 1 }]);
      const newRow = JSON.stringify([true, { f_zone_avg_fare: 2, f_zone_last_tip: 2 }]);
      expect(looks).toBeGreaterThan(0);
      expect([oldRow, newRow]).toEqual(expect.arrayContaining([...seen]));
      expect(seen).toContain(oldRow);
      const after = await reader.getOnlineRows("hole", keys, names);
      expect(after.map(({ found, features }) => JSON.stringify([found, features]))).toEqual(
        keys.map(() => newRow),
      );
      await reader.close();
      await client.close();
    });
  });
}

describe("a backfill", () => {
  it("writes a partition anew in place of the old one", async () => {
    const project = await builtRides();
    const args = ["materialize", "--features", "f_zone_rides", "--sink", "parquet:offline"];
    const range = ["--start", "2024-03-02", "--end", "2024-03-06", "--step", "2d"];
    const first = await project.json([...args, ...range]);
    expect(first["cutoffs"]).toEqual([
      "2024-03-02T00:00:00Z",
      "2024-03-04T00:00:00Z",
      "2024-03-06T00:00:00Z",
    ]);
    const file = "offline/df0/daily/2024/03/04/part-0.parquet";
    expect(project.exists(file)).toBe(true);
    await project.json([...args, ...range]);
    expect(readdirSync(project.path("offline/df0/daily/2024/03/04"))).toEqual(["part-0.parquet"]);
    expect(readdirSync(project.path("offline/df0/daily/2024/03")).toSorted()).toEqual(["02", "04", "06"]);
    project.remove();
  });

  it("by the hour has a folder for each", async () => {
    const project = await builtRides();
    const report = await project.json([
      ...["materialize", "--features", "f_zone_rides", "--sink", "parquet:offline", "--resolution", "hourly"],
      ...["--start", "2024-03-02 09:00:00", "--end", "2024-03-02 12:30:00", "--step", "1h"],
    ]);
    expect(report["cutoffs"]).toEqual([
      ...["2024-03-02T09:00:00Z", "2024-03-02T10:00:00Z", "2024-03-02T11:00:00Z", "2024-03-02T12:00:00Z"],
    ]);
    expect(project.exists("offline/df0/hourly/2024/03/02/11/part-0.parquet")).toBe(true);
    project.remove();
  });

  it("starts with the day, whatever the hour, of the tables it writes online", async () => {
    const project = await builtRides();
    await project.json([...ZONES, "--end", "2024-03-06 13:45:00"]);
    const [row] = await readRows(project, "zones", ["1"], "f_zone_rides");
    expect(row?.asOf).toBe("2024-03-06T00:00:00Z");
    project.remove();
  });
});
