import { DuckDBInstance } from "@duckdb/node-api";
import { embeddedSink, openClient, redisSink } from "@pinion/runtime";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { config, IMPORTS, testProject, type TestProject } from "../support/project.js";
import { redisAvailable, startRedis, type RedisServer } from "../support/redis.js";
import { describeWith } from "../support/requires.js";
import {
  foldTrips,
  readTrips,
  TAXI_CSV,
  taxiDefinitions,
  taxiMonth,
  TRIP_FEATURES,
  type Trip,
} from "./support/taxi.js";

const REFERENCE = `${IMPORTS}
const time = t.timestamp({ format: "yyyy-MM-dd HH:mm:ss" });
const columns = { DOLocationID: t.int32(), VendorID: t.double(), fare_amount: t.double(), lpep_dropoff_datetime: time };
const path = env("TAXI_CSV");
const eventTimestamp = "lpep_dropoff_datetime";
const trips = fileSource("trips", { path, eventTimestamp, columns: { ...columns, lpep_pickup_datetime: time } });
const texts = fileSource("texts", { path, eventTimestamp, columns: { ...columns, lpep_pickup_datetime: t.string() } });

export const byLocation = anchor("byLocation", {
  source: trips,
  key: key("DOLocationID", t.int32()),
  features: {
    f_location_avg_fare: avg("cast_float(fare_amount + 1000000)", { window: "90d" }).as(t.float()),
    f_location_max_fare: max("cast_float(fare_amount + 1000000)", { window: "90d" }).as(t.float()),
    f_trips: count({ window: "100y" }),
    f_blank: count({ window: "100y", filter: "VendorID IS NULL" }),
    f_free: count({ window: "100y", filter: "fare_amount <= 0" }),
  },
});
export const byPickup = anchor("byPickup", {
  source: trips,
  key: key("lpep_pickup_datetime", t.timestamp()),
  features: {
    f_fare: expr("cast_float(fare_amount + 8000000)").as(t.float()),
    f_day_of_week: expr("dayofweek(lpep_dropoff_datetime)").as(t.int32()),
  },
});
export const byPickupText = anchor("byPickupText", {
  source: texts,
  key: key("lpep_pickup_datetime", t.string(), { alias: "pickup" }),
  features: {
    f_text_fare: expr("cast_float(fare_amount + 8000000)").as(t.float()),
    f_text_day_of_week: expr("dayofweek(lpep_dropoff_datetime)").as(t.int32()),
  },
});
`;

describe.skipIf(!taxiMonth)("the values of the reference system, over a month of trips", () => {
  let project: TestProject;
  const env = { TAXI_CSV };
  beforeAll(async () => {
    project = testProject({ "pinion.config.ts": config(), "features.ts": REFERENCE });
    await project.json(["build"], { env });
  });
  afterAll(() => project.remove());

  const valuesOf = async (table: string, key: string, features: string): Promise<unknown> => {
    const args = ["materialize", "--features", features, "--table", table, "--end", "2020-05-20"];
    const report = await project.json(args, { env });
    expect(report["sources"]).toMatchObject([{ rowsRead: 35_612, rowsRejected: 0 }]);
    const { rows } = (await project.json(["get", table, key, "--features", features])) as {
      rows: { found: boolean; asOf: string; features: Record<string, unknown> }[];
    };
    expect(rows).toMatchObject([{ found: true, asOf: "2020-05-20T00:00:00Z" }]);
    return Object.values(rows[0]?.features ?? {});
  };

  it("aggregates windows", async () => {
    expect(await valuesOf("locations", "265", "f_location_avg_fare,f_location_max_fare")).toEqual([
      1000041.625, 1000100,
    ]);
  });

  it("holds the rows, keys, blanks and fares that the file is known to have", async () => {
    const args = ["materialize", "--features", "f_trips,f_blank,f_free", "--sink", "jsonl:offline"];
    const report = await project.json([...args, "--end", "2030-01-01"], { env });
    expect(report).toMatchObject({ keys: 249 });
    const rows = project
      .read("offline/df0/daily/2030/01/01/part-0.jsonl")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, number>);
    const all = (name: string): number => rows.reduce((sum, row) => sum + (row[name] ?? NaN), 0);
    expect([rows.length, all("f_trips"), all("f_blank"), all("f_free")]).toEqual([249, 35_612, 11_110, 157]);
  });

  it("gives the values of the latest row, by a key that is a timestamp", async () => {
    expect(await valuesOf("pickups", "2020-04-01 07:21:51", "f_fare,f_day_of_week")).toEqual([8000006, 4]);
  });

  it("gives the values of the latest row, by a key that is a text", async () => {
    expect(await valuesOf("texts", "2020-04-01 07:21:51", "f_text_fare,f_text_day_of_week")).toEqual([
      8000006, 4,
    ]);
  });
});

describe.skipIf(!taxiMonth)("a plain fold over a month of trips", () => {
  let project: TestProject;
  let trips: readonly Trip[];
  const environment = { TAXI_CSV };
  const names = TRIP_FEATURES.map(({ name }) => name);
  const features = names.join(",");
  const LOCATIONS = [265, 74, 75, 42, 1, 138, 264, 200];
  const CUTOFFS = ["2020-04-01", "2020-04-02", "2020-04-09", "2020-04-30", "2020-05-20"];

  beforeAll(async () => {
    trips = readTrips(TAXI_CSV);
    project = testProject({ "pinion.config.ts": config(), "features.ts": taxiDefinitions(TRIP_FEATURES) });
    await project.json(["build"]);
  });
  afterAll(() => project.remove());

  /** Integers and extremes exactly, sums of doubles to 1e-12 of their size. */
  const expectFold = (got: unknown, location: number, cutoff: string): void => {
    const asOf = Date.parse(`${cutoff}T00:00:00Z`);
    const values = (got ?? {}) as Readonly<Record<string, number | null>>;
    for (const feature of TRIP_FEATURES) {
      const expected = foldTrips(trips, location, asOf, feature) ?? null;
      const where = `${feature.name} of ${location} as of ${cutoff}`;
      const value = values[feature.name];
      if (expected !== null && (feature.op === "sum" || feature.op === "avg")) {
        expect(value, where).toBeTypeOf("number");
        expect(Math.abs(Number(value) - expected), where).toBeLessThanOrEqual(1e-12 * Math.abs(expected));
      } else expect(value, where).toEqual(expected);
    }
  };

  it("is what the command materialises into the embedded store", async () => {
    for (const cutoff of CUTOFFS) {
      const table = `t${cutoff}`;
      await project.json(["materialize", "--features", features, "--table", table, "--end", cutoff], {
        env: environment,
      });
      const keys = LOCATIONS.map(String);
      const { rows } = (await project.json(["get", table, ...keys, "--features", features])) as {
        rows: { key: string; found: boolean; features: unknown }[];
      };
      LOCATIONS.forEach((location, i) => {
        const row = rows[i];
        const known = trips.some((trip) => trip.location === location && trip.time < Date.parse(cutoff));
        expect(row, `${location} as of ${cutoff}`).toMatchObject({ key: String(location), found: known });
        if (known) expectFold(row?.features, location, cutoff);
      });
    }
  });

  it("is what a client materialises into memory and reads", async () => {
    const client = await openClient({ project: project.dir, store: "memory", environment });
    const job = await client.materializeFeatures({
      name: "memory",
      sinks: [redisSink({ tableName: "t" })],
      featureNames: names,
      backfillTime: { end: "2020-04-30" },
    });
    const report = await job.wait();
    expect(report.keys).toBe(
      new Set(trips.filter(({ time }) => time < Date.parse("2020-04-30")).map(({ location }) => location))
        .size,
    );
    const got = await client.multiGetOnlineFeatures("t", LOCATIONS, names);
    for (const location of LOCATIONS) expectFold(got[location], location, "2020-04-30");
    await client.close();
  });

  it("is what a backfill writes into Parquet, one partition a day, and the last one online", async () => {
    const client = await openClient({ project: project.dir, environment });
    const { parquetSink } = await import("@pinion/runtime");
    const job = await client.materializeFeatures({
      name: "backfill",
      sinks: [parquetSink({ path: "offline" }), embeddedSink({ tableName: "backfilled" })],
      featureNames: names,
      backfillTime: { start: "2020-04-03", end: "2020-04-08", step: "1d" },
    });
    await job.wait();
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    for (const day of ["03", "04", "05", "06", "07", "08"]) {
      const file = project.path(`offline/df0/daily/2020/04/${day}/part-0.parquet`);
      const reader = await connection.runAndReadAll(`SELECT * FROM read_parquet('${file}')`);
      const rows = new Map(reader.getRowObjectsJS().map((row) => [row["DOLocationID"], row]));
      const cutoff = `2020-04-${day}`;
      const known = new Set(
        trips.filter(({ time }) => time < Date.parse(cutoff)).map(({ location }) => location),
      );
      expect([...rows.keys()].map(Number).toSorted((a, b) => a - b)).toEqual(
        [...known].toSorted((a, b) => a - b),
      );
      for (const location of LOCATIONS) {
        const row = rows.get(location);
        if (row === undefined) continue;
        const plain = Object.fromEntries(names.map((name) => [name, asNumber(row[name])]));
        expectFold(plain, location, cutoff);
      }
    }
    connection.closeSync();
    expectFold(await client.getOnlineFeatures("backfilled", 74, names), 74, "2020-04-08");
    await client.close();
  });

  describeWith("in Redis", redisAvailable, () => {
    let server: RedisServer;
    beforeAll(async () => {
      server = await startRedis();
    });
    afterAll(() => server.stop());

    it("is what the command materialises and reads", async () => {
      const args = ["materialize", "--features", features, "--table", "t", "--end", "2020-04-30"];
      await project.json([...args, "--sink", server.url], { env: environment });
      const keys = LOCATIONS.map(String);
      const { rows } = (await project.json([
        ...["get", "t", ...keys, "--features", features],
        ...["--store", server.url],
      ])) as { rows: { features: unknown }[] };
      LOCATIONS.forEach((location, i) => expectFold(rows[i]?.features, location, "2020-04-30"));
    });
  });
});

const asNumber = (value: unknown): unknown => (typeof value === "bigint" ? Number(value) : value);
