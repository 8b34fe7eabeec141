import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Client, StreamStatus } from "@pinion/runtime";
import { describe, expect, it } from "vitest";
import { kafkaAvailable } from "../support/kafka.js";
import { documentOf, pinion } from "../support/pinion.js";
import { describeWith } from "../support/requires.js";
import { useKafka } from "../support/use-kafka.js";
import { lineOf, project, randomOf, tripsOf, type Project, type Trip } from "./support/trips.js";

/* Several sources and several keys in one job: each table has what the batch engine gives. */

const COLUMNS = `{ driver_id: t.int64(), trips_today: t.int32(), fare: t.double(), zone: t.string(), datetime: t.timestamp({ format: "epoch_micros" }) }`;
/** `source`: the call of a source, but for its name. */
const definitions = (source: (name: string) => string): string => `
import { anchor, count, derived, expr, fileSource, json, kafkaSource, key, localLog, sum, t } from "@pinion/dsl";
const trips = ${source("trips")};
const payments = ${source("payments")};
export const driver = key("driver_id", t.int64());
export const zone = key("zone", t.string());
export const byDriver = anchor("byDriver", { source: trips, key: driver, features: {
  f_trips_7d: sum("trips_today", { window: "7d" }).as(t.int64()),
  f_last_zone: expr("zone"),
} });
export const byZone = anchor("byZone", { source: trips, key: zone, features: {
  z_count_2d: count({ window: "2d" }),
  z_fares_7d: sum("fare", { window: "7d" }),
} });
export const paid = anchor("paid", { source: payments, key: driver, features: { f_paid: expr("fare * 2") } });
export const each = derived("f_paid_each", {
  inputs: { paid: paid.features.f_paid, trips: byDriver.features.f_trips_7d }, transform: "paid / trips" });
`;
const logs = definitions(
  (name) =>
    `localLog("${name}", { path: "${name}", schema: json(), columns: ${COLUMNS}, eventTimestamp: "datetime" })`,
);
const files = definitions(
  (name) =>
    `fileSource("${name}", { path: "${name}.jsonl", format: "jsonl", columns: ${COLUMNS}, eventTimestamp: "datetime" })`,
);

const OF_TRIPS = ["f_trips_7d", "f_last_zone"];
const DRIVERS = [...OF_TRIPS, "f_paid"];
const ZONES = ["z_count_2d", "z_fares_7d"];
const trips = tripsOf(1_000, 20, randomOf(71));
const payments = tripsOf(600, 25, randomOf(72));
const drivers = [...new Set([...trips, ...payments].map(({ driver_id }) => String(driver_id)))];
const zones = [..."ABCDEFGH"];
const linesOf = (all: readonly Trip[]): string => all.map((trip) => `${lineOf(trip)}\n`).join("");
const SINKS = [
  { kind: "embedded" as const, tableName: "drivers", featureNames: DRIVERS, streaming: true },
  { kind: "embedded" as const, tableName: "zones", featureNames: ZONES, streaming: true },
];

const rowsOf = async (
  client: Client<object>,
  table: string,
  keys: readonly string[],
  names: readonly string[],
) => (await client.getOnlineRows(table, keys, names)).map(({ features }) => ({ ...features }));

/** Runs to the end of what there is. */
async function streamed(built: Project, more: object = {}): Promise<StreamStatus> {
  const client = await built.open();
  try {
    await client.materializeFeatures({
      ...{ name: "stream", sinks: SINKS, featureNames: [...DRIVERS, ...ZONES] as never },
      stream: { from: "beginning", untilEnd: true, ...more },
    });
    const { stream } = await client.waitJobToFinish({ timeoutSec: 140 });
    if (stream === undefined) throw new Error("a stream without a report");
    return stream;
  } finally {
    await client.close();
  }
}

/** Each feature of each key is what the batch engine makes of the same events. */
async function checkRows(built: Project, status: StreamStatus): Promise<void> {
  const batch = await project(files);
  writeFileSync(join(batch.dir, "trips.jsonl"), linesOf(trips));
  writeFileSync(join(batch.dir, "payments.jsonl"), linesOf(payments));
  const truth = await batch.open();
  const client = await built.open();
  try {
    const after = Math.max(...[...trips, ...payments].map(({ datetime }) => datetime)) + 3_600_000_000;
    const asOf = (source: string, key: string): number =>
      status.streams?.find((one) => one.source === source && one.keys.join() === key)?.asOf ?? NaN;
    for (const [table, keys, names, micros] of [
      ["drivers", drivers, OF_TRIPS, asOf("trips", "driver_id")],
      ["drivers", drivers, ["f_paid"], after],
      ["zones", zones, ZONES, asOf("trips", "zone")],
    ] as const) {
      const tableName = `of_${names[0]}`;
      await truth.materializeFeatures({
        ...{ name: "batch", sinks: [{ kind: "embedded", tableName }], featureNames: names as never },
        ...{ backfillTime: { end: new Date(micros / 1000).toISOString() }, resolution: "HOURLY" },
      });
      await truth.waitJobToFinish();
      expect(await rowsOf(client, table, keys, names)).toEqual(await rowsOf(truth, tableName, keys, names));
    }
    // What is derived of both streams is computed when it is asked for.
    const { rows } = await client.getFeatures({
      entities: drivers.map((id) => ({ driver_id: id })),
      features: ["f_paid", "f_trips_7d", "f_paid_each"],
    });
    const derived = rows.map(({ values: [paid, sum, each] }) => [paid, sum, each] as const);
    for (const [paid, sum, each] of derived) {
      const known = paid !== null && sum !== null && Number(sum) !== 0;
      expect(each).toBe(known ? Number(paid) / Number(sum) : null);
    }
    expect(derived.filter(([, , value]) => value !== null).length).toBeGreaterThan(10);
  } finally {
    await client.close();
    await truth.close();
    batch.remove();
  }
}

const KEYS = [
  ["trips", ["driver_id"]],
  ["trips", ["zone"]],
  ["payments", ["driver_id"]],
];

describe("a job of several streams", () => {
  const write = (dir: string, of: number): void => {
    for (const [name, all] of [
      ["trips", trips],
      ["payments", payments],
    ] as const) {
      mkdirSync(join(dir, name), { recursive: true });
      const share = all.slice(0, Math.ceil(all.length * of));
      const halves = [0n, 1n].map((half) => share.filter((trip) => BigInt(trip.driver_id) % 2n === half));
      halves.forEach((half, i) => writeFileSync(join(dir, name, `${i}.jsonl`), linesOf(half)));
    }
  };

  it("fills the tables of two keys from two logs, and goes on where it stopped", async () => {
    const built = await project(logs);
    write(built.dir, 0.5);
    await streamed(built);
    write(built.dir, 1);
    const status = await streamed(built);
    expect(status).toMatchObject({ ended: "end", late: 0, rejected: [] });
    expect(status.streams?.map(({ source, keys }) => [source, keys])).toEqual(KEYS);
    expect(status.events).toBe(Math.floor(trips.length / 2) * 2 + Math.floor(payments.length / 2));
    await checkRows(built, status);
    built.remove();
  });

  it("is run by the command, a list of features for each table", async () => {
    const built = await project(logs);
    write(built.dir, 1);
    const lists = ["--features", DRIVERS.join(","), "--table", "drivers"];
    const args = ["stream", "--project", built.dir, "--from", "beginning", "--until-end", ...lists];
    const ran = await pinion([...args, "--features", ZONES.join(","), "--table", "zones", "--json"]);
    const status = documentOf(ran);
    expect(status).toMatchObject({ events: 2 * trips.length + payments.length, keys: ["driver_id", "zone"] });
    expect(status["streams"]).toHaveLength(3);
    const unpaired = documentOf(await pinion([...args, "--features", ZONES.join(","), "--json"]));
    expect(unpaired).toMatchObject({ error: { code: "PN8003" } });
    built.remove();
  });

  it("ends as a whole with the reason of the one that fails, and goes on from there", async () => {
    const built = await project(logs);
    write(built.dir, 1);
    writeFileSync(join(built.dir, "payments", "2.avro"), "no container");
    await expect(streamed(built)).rejects.toMatchObject({ code: "PN5506" });
    rmSync(join(built.dir, "payments", "2.avro"));
    await checkRows(built, await streamed(built));
    built.remove();
  });

  it("puts aside what no key can use, and counts what one cannot", async () => {
    const built = await project(logs);
    write(built.dir, 1);
    const [good] = trips;
    if (good === undefined) throw new Error("no trip");
    const line = lineOf(good);
    const bad = [line.replace(/"zone":[^,]*/u, '"zone":null'), "{ cut"];
    writeFileSync(join(built.dir, "trips", "2.jsonl"), `${bad.join("\n")}\n`);
    const status = await streamed(built);
    expect(status.streams?.map(({ rejected }) => rejected.map(({ reason }) => reason))).toEqual([
      ["the record is no JSON"],
      ["the key is NULL, and another one of the record is not", "the record is no JSON"],
      [],
    ]);
    const letters = documentOf(
      await pinion(["dead-letters", "--project", built.dir, "--source", "trips", "--json"]),
    );
    // Replayed, the first would count for its driver a second time.
    expect(letters["letters"]).toMatchObject([{ offset: 1, reason: "the record is no JSON" }]);
    built.remove();
  });

  it("says how a feature of two streams comes about", async () => {
    const built = await project(logs);
    write(built.dir, 0.1);
    const client = await built.open();
    const sinks = [{ kind: "embedded" as const, tableName: "drivers", streaming: true }];
    const job = await client.materializeFeatures({
      ...{ name: "stream", sinks, featureNames: ["f_paid_each"] as never },
    });
    await expect(job.wait()).rejects.toMatchObject({
      code: "PN7051",
      help: "stream f_paid, f_trips_7d: `f_paid_each` is computed of them when it is asked for",
    });
    await client.close();
    built.remove();
  });
});

describeWith("a job of several streams of Kafka", kafkaAvailable, () => {
  const kafka = useKafka();
  it("reads each topic by one group for all of its keys", async () => {
    const topicOf = (name: string): string => `${name}-topic`;
    const built = await project(
      definitions(
        (name) =>
          `kafkaSource("${name}", { brokers: ["${kafka.broker}"], topics: ["${topicOf(name)}"], schema: json(), columns: ${COLUMNS}, eventTimestamp: "datetime", groupId: "${topicOf(name)}" })`,
      ),
    );
    const send = async (from: number, to: number): Promise<void> => {
      for (const [name, all] of [
        ["trips", trips],
        ["payments", payments],
      ] as const) {
        const share = all.slice(all.length * from, all.length * to);
        const messages = share.map((trip) => ({ key: String(trip.driver_id), value: lineOf(trip) }));
        await kafka.send(topicOf(name), messages);
      }
    };
    await kafka.createTopic(topicOf("trips"), 3);
    await kafka.createTopic(topicOf("payments"), 2);
    await send(0, 0.5);
    await streamed(built, { state: join(built.dir, "state") });
    await send(0.5, 1);
    // What one of the keys had is lost, and built anew from the topic; the others go on where they were.
    const zoneState = readdirSync(join(built.dir, "state")).find((name) => name.startsWith("zones-"));
    rmSync(join(built.dir, "state", zoneState ?? "-"), { recursive: true });
    const status = await streamed(built, { state: join(built.dir, "state") });
    expect(status.streams?.map(({ source, keys, events }) => [source, keys, events])).toEqual([
      ["trips", ["driver_id"], trips.length / 2],
      ["trips", ["zone"], trips.length],
      ["payments", ["driver_id"], payments.length / 2],
    ]);
    await checkRows(built, status);
    const admin = kafka.client.admin();
    await admin.connect();
    const { groups } = await admin.listGroups();
    await admin.disconnect();
    const own = groups.map(({ groupId }) => groupId).filter((id) => id.endsWith("-topic"));
    expect(own.toSorted()).toEqual([topicOf("payments"), topicOf("trips")]);
    built.remove();
  });
});
