import { appendFileSync, cpSync, createWriteStream, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { KAFKA_CLIENTS, type KafkaClientName } from "@pinion/core";
import { openDeadLetters } from "@pinion/runtime";
import avsc from "avsc";
import { describe, expect, it } from "vitest";
import { kafkaAvailable } from "../support/kafka.js";
import { documentOf, pinion } from "../support/pinion.js";
import { describeWith } from "../support/requires.js";
import { until } from "../support/until.js";
import { useKafka } from "../support/use-kafka.js";
import { avroBytes } from "./support/avro-bytes.js";
import { runDriverTrips } from "./support/example.js";
import {
  batchResult,
  DECLARED,
  driversOf,
  FEATURES,
  LITERAL,
  lineOf,
  project,
  randomOf,
  readAll,
  SCHEMA,
  streamDefinitions,
  tripsOf,
  WINDOW_FEATURES,
  type Trip,
} from "./support/trips.js";

/* What a stream does with time and with what it has lost. */

const sinks = [{ kind: "embedded" as const, tableName: "trips", streaming: true }];
const HOUR = 3_600_000_000;

describe("a stream of a local log", () => {
  it("drops events that come after the allowed lateness, and counts them", async () => {
    const source = `localLog("trips", { path: "trips.jsonl", schema: ${LITERAL}, eventTimestamp: "datetime", allowedLateness: "2h" })`;
    const stream = await project(streamDefinitions(source));
    const trips = tripsOf(1_500, 20, randomOf(41));
    // The same rule, plainly: an event counts unless one before it is more than two hours younger.
    let latest = -Infinity;
    const kept = trips.filter(({ datetime }) => {
      const late = datetime < latest - 2 * HOUR;
      latest = Math.max(latest, datetime);
      return !late;
    });
    expect(kept.length).toBeLessThan(trips.length);
    writeFileSync(join(stream.dir, "trips.jsonl"), trips.map((trip) => `${lineOf(trip)}\n`).join(""));
    const client = await stream.open();
    await client.materializeFeatures({
      ...{ name: "stream", sinks, featureNames: WINDOW_FEATURES as never },
      stream: { from: "beginning", untilEnd: true },
    });
    const { stream: status } = await client.waitJobToFinish({ timeoutSec: 140 });
    expect(status).toMatchObject({ events: kept.length, late: trips.length - kept.length });
    expect(await readAll(client, driversOf(kept), WINDOW_FEATURES)).toEqual(
      await batchResult(kept, status?.asOf ?? 0, WINDOW_FEATURES),
    );
    await client.close();
    stream.remove();
  });

  it("takes values out of windows as time goes by, without events", async () => {
    const source = `localLog("trips", { path: "trips.jsonl", schema: ${DECLARED.schema}, columns: ${DECLARED.columns}, eventTimestamp: "datetime" })`;
    const stream = await project(
      streamDefinitions(source).replaceAll('window: "2d"', 'window: "2s"').replaceAll('"7d"', '"1h"'),
    );
    const [trip] = tripsOf(1, 2, randomOf(1));
    if (trip === undefined) throw new Error("no trip");
    const log = join(stream.dir, "trips.jsonl");
    writeFileSync(log, "");
    let sent = 0;
    const send = (): void => {
      sent++;
      appendFileSync(log, `${lineOf({ ...trip, trips_today: 5, datetime: Date.now() * 1000 })}\n`);
    };
    const client = await stream.open();
    const stopping = new AbortController();
    const job = await client.materializeFeatures({
      ...{ name: "stream", sinks, featureNames: ["f_count_2d", "f_trips_2d", "f_trips_7d"] as never },
      stream: { from: "beginning", signal: stopping.signal },
    });
    const driver = String(trip.driver_id);
    const values = async () => {
      const names = ["f_count_2d", "f_trips_2d", "f_trips_7d"];
      const found = await readAll(client, [driver], names).catch(() => new Map());
      return found.get(driver);
    };
    // An event may have left its window before a slow machine has come to it: then there are more.
    let seen = await values();
    await until(
      async () => {
        seen = await values();
        const is = Number(seen?.["f_count_2d"] ?? 0) > 0;
        if (!is) send();
        return is;
      },
      "an event is in its window",
      { every: 200 },
    );
    const count = Number(seen?.["f_count_2d"]);
    expect(seen).toMatchObject({ f_trips_2d: 5 * count });
    expect(seen?.["f_trips_7d"]).toBeGreaterThanOrEqual(5 * count);
    await until(async () => {
      seen = await values();
      return seen?.["f_count_2d"] === 0 && seen["f_trips_7d"] === 5 * sent;
    }, "all events have left the short windows");
    // The short windows are empty by now; the long one is not.
    expect(seen).toEqual({ f_count_2d: 0, f_trips_2d: null, f_trips_7d: 5 * sent });
    stopping.abort();
    await job.wait();
    await client.close();
    stream.remove();
  });

  it.each(["null", "deflate"])("replays an Avro container file (%s)", async (codec) => {
    const source = `localLog("trips", { path: "trips.avro", schema: ${LITERAL}, eventTimestamp: "datetime" })`;
    const stream = await project(streamDefinitions(source));
    const trips = tripsOf(400, 10, randomOf(43)).filter(({ driver_id }) => typeof driver_id === "number");
    const schema = SCHEMA as unknown as avsc.Schema;
    const encoder = new avsc.streams.BlockEncoder(schema, { codec, writeHeader: true });
    const file = encoder.pipe(createWriteStream(join(stream.dir, "trips.avro")));
    for (const trip of trips) encoder.write({ ...trip, note: "unused" });
    encoder.end();
    await finished(file);
    const client = await stream.open();
    await client.materializeFeatures({
      ...{ name: "stream", sinks, featureNames: FEATURES as never },
      stream: { from: "beginning", untilEnd: true },
    });
    const { stream: status } = await client.waitJobToFinish({ timeoutSec: 140 });
    expect(status).toMatchObject({ events: trips.length, rejected: [] });
    expect(await readAll(client, driversOf(trips), FEATURES)).toEqual(
      await batchResult(trips, status?.asOf ?? 0, FEATURES),
    );
    await client.close();
    stream.remove();
  });
});

describeWith("a stream of Kafka", kafkaAvailable, () => {
  const kafka = useKafka();
  const send = async (topic: string, values: readonly { key: string; value: Buffer }[]) => {
    await kafka.createTopic(topic, 2);
    await kafka.send(topic, values);
  };
  const messageOf = (trip: Trip) => ({ key: String(trip.driver_id), value: avroBytes(trip) });
  const source = (topic: string, more = ""): string =>
    `kafkaSource("trips", { brokers: ["${kafka.broker}"], topics: ["${topic}"], schema: ${LITERAL}, eventTimestamp: "datetime", ${more} })`;
  const streamed = async (
    built: Awaited<ReturnType<typeof project>>,
    client: KafkaClientName = "kafkajs",
  ) => {
    const opened = await built.open();
    try {
      await opened.materializeFeatures({
        ...{ name: "stream", sinks, featureNames: FEATURES as never },
        stream: { from: "beginning", untilEnd: true, state: join(built.dir, "state"), client },
      });
      return (await opened.waitJobToFinish({ timeoutSec: 140 })).stream;
    } finally {
      await opened.close();
    }
  };

  it.each(KAFKA_CLIENTS)("builds lost state anew from the topic, by %s", async (client) => {
    const trips = tripsOf(1_200, 20, randomOf(44));
    const topic = `lost-${client}`;
    const built = await project(streamDefinitions(source(topic)));
    await send(topic, trips.slice(0, 800).map(messageOf));
    await streamed(built, client);
    rmSync(join(built.dir, "state"), { recursive: true, force: true });
    await send(topic, trips.slice(800).map(messageOf));
    const status = await streamed(built, client);
    const reader = await built.open();
    expect(await readAll(reader, driversOf(trips), FEATURES)).toEqual(
      await batchResult(trips, status?.asOf ?? 0, FEATURES),
    );
    await reader.close();
    // With what windows need removed, it says so and leaves the rows as they are.
    rmSync(join(built.dir, "state"), { recursive: true, force: true });
    await kafka.removeBefore(topic, (_, end) => end - 1);
    await expect(streamed(built, client)).rejects.toMatchObject({ code: "PN5507" });
    built.remove();
  });

  it.each(KAFKA_CLIENTS)("keeps dead letters in a topic and replays them, by %s", async (client) => {
    const topic = `letters-${client}`;
    const built = await project(
      streamDefinitions(source(topic, `client: "${client}", deadLetters: { topic: "${topic}-dead" }`)),
    );
    const trips = tripsOf(20, 5, randomOf(45));
    const poison = ["poison 1", "poison 2"].map((text) => ({ key: text, value: Buffer.from(text) }));
    await send(topic, [...trips.slice(0, 10).map(messageOf), ...poison, ...trips.slice(10).map(messageOf)]);
    expect(await streamed(built, client)).toMatchObject({ events: 20 });
    const letters = async (...args: readonly string[]) =>
      documentOf(await pinion(["dead-letters", ...args, "--project", built.dir, "--json"]));
    const texts = async (): Promise<readonly string[]> =>
      ((await letters("list"))["letters"] as readonly { value: string }[])
        .map(({ value }) => Buffer.from(value, "base64").toString("utf8"))
        .toSorted();
    expect(await texts()).toEqual(["poison 1", "poison 2"]);
    expect(await letters("replay", "--reason", "nothing of the kind")).toMatchObject({ replayed: [] });
    // A replay of another machine begins while one is under way, which writes nothing more.
    const elsewhere = `${built.dir}-elsewhere`;
    cpSync(built.dir, elsewhere, { recursive: true });
    const other = await openDeadLetters({ project: elsewhere });
    const box = await openDeadLetters({ project: built.dir });
    const listed = await box.list();
    const slow = async function* () {
      yield* listed;
      await other.replay(listed);
    };
    await expect(box.replay(slow())).rejects.toMatchObject({ code: "PN5513" });
    rmSync(elsewhere, { recursive: true });
    expect(await texts()).toEqual([]);
    // The stream meets them again, as records of their own.
    const { events, rejected } = (await streamed(built, client)) ?? {};
    expect([events, rejected?.map(({ records }) => records)]).toEqual([0, [2]]);
    expect(await texts()).toEqual(["poison 1", "poison 2"]);
    expect((await letters("replay"))["replayed"]).toHaveLength(2);
    expect(await texts()).toEqual([]);
    built.remove();
  });

  it("runs the driver-trips example", async () => {
    const ran = await runDriverTrips("--kafka", kafka.broker);
    expect(ran.stdout, ran.stderr).toMatch(/^20,000 events of Kafka/u);
    expect(ran.stdout).toContain("1 records could not be read");
    expect(ran.code).toBe(0);
  });
});
