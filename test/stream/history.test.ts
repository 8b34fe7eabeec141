import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, expect, it } from "vitest";
import { kafkaAvailable } from "../support/kafka.js";
import { describeWith } from "../support/requires.js";
import { useKafka } from "../support/use-kafka.js";
import { avroBytes } from "./support/avro-bytes.js";
import {
  batchResult,
  driversOf,
  FEATURES,
  LITERAL,
  lineOf,
  project,
  randomOf,
  readAll,
  streamDefinitions,
  tripsOf,
  type Project,
  type Trip,
} from "./support/trips.js";

/* A topic keeps less than windows reach over; files keep the rest, with where each record stood. */

const trips = tripsOf(1_200, 20, randomOf(81));
const WRITTEN = 800;
const partitionOf = ({ driver_id }: Trip): number => Number(BigInt(driver_id) % 2n);

/** Where each trip stands when they are written in order. */
const places = (() => {
  const next = [0, 0];
  return trips.map((trip) => {
    const partition = partitionOf(trip);
    const offset = next[partition] ?? 0;
    next[partition] = offset + 1;
    return { trip, partition, offset };
  });
})();

describeWith("a stream of a topic that forgets", kafkaAvailable, () => {
  const kafka = useKafka();
  let topics = 0;
  let truth: (asOf: number) => Promise<unknown>;
  beforeAll(() => {
    truth = (asOf) => batchResult(trips, asOf, FEATURES);
  });

  const source = (topic: string, more: string): string =>
    `kafkaSource("trips", { brokers: ["${kafka.broker}"], topics: ["${topic}"], schema: ${LITERAL}, eventTimestamp: "datetime", ${more} })`;
  const HISTORY = 'history: { path: "archive/*.parquet", partition: "part", offset: "place" }';
  const send = (topic: string, from: number, to: number): Promise<void> =>
    kafka.send(
      topic,
      places.slice(from, to).map(({ trip, partition }) => ({ partition, value: avroBytes(trip) })),
    );
  /** A built project over a new topic with the first trips. */
  const begun = async (more: string): Promise<{ readonly built: Project; readonly topic: string }> => {
    const topic = `forgets-${++topics}`;
    await kafka.createTopic(topic, 2);
    await send(topic, 0, WRITTEN);
    return { topic, built: await project(streamDefinitions(source(topic, more))) };
  };
  const streamed = async (built: Project) => {
    const client = await built.open();
    try {
      await client.materializeFeatures({
        ...{ name: "stream", featureNames: FEATURES as never },
        sinks: [{ kind: "embedded", tableName: "trips", streaming: true }],
        stream: { from: "beginning", untilEnd: true, state: join(built.dir, "state") },
      });
      return (await client.waitJobToFinish({ timeoutSec: 140 })).stream;
    } finally {
      await client.close();
    }
  };
  const checkRows = async (built: Project, status: Awaited<ReturnType<typeof streamed>>) => {
    const client = await built.open();
    expect(await readAll(client, driversOf(trips), FEATURES)).toEqual(await truth(status?.asOf ?? 0));
    await client.close();
  };
  /** The topic keeps the last records of each partition alone. */
  const forget = (topic: string): Promise<void> => kafka.removeBefore(topic, (_, end) => end - 30);

  it("builds lost windows anew from its history and then the topic, each record once", async () => {
    const { built, topic } = await begun(HISTORY);
    await streamed(built);
    // Some records are in both files, and some both there and in the topic.
    await archive(built.dir, "1", 0, 500);
    await archive(built.dir, "2", 450, WRITTEN);
    await forget(topic);
    rmSync(join(built.dir, "state"), { recursive: true });
    await send(topic, WRITTEN, trips.length);
    await checkRows(built, await streamed(built));
    built.remove();
  });

  it("catches up from its history after standing still for longer than the topic keeps", async () => {
    const { built, topic } = await begun(HISTORY);
    await streamed(built);
    await send(topic, WRITTEN, trips.length);
    await archive(built.dir, "all", 0, trips.length);
    // Nothing is left in the topic.
    await kafka.removeBefore(topic, (_, end) => end);
    const status = await streamed(built);
    expect(status).toMatchObject({ events: trips.length - WRITTEN, ended: "end" });
    await checkRows(built, status);
    built.remove();
  });

  it("begins with its history where a topic was never read", async () => {
    const { built, topic } = await begun(HISTORY);
    await archive(built.dir, "all", 0, WRITTEN);
    await forget(topic);
    await send(topic, WRITTEN, trips.length);
    await checkRows(built, await streamed(built));
    built.remove();
  });

  it.each([
    ["ends before the topic begins", 0, 600, /has its offsets 0 to \d+, and the stream needs/u],
    ["does not reach back far enough", 700, WRITTEN, /needs those from \d+ to/u],
  ])("does not begin where its history %s", async (_, from, to, message) => {
    const { built, topic } = await begun(HISTORY);
    await streamed(built);
    await archive(built.dir, "some", from, to);
    await forget(topic);
    rmSync(join(built.dir, "state"), { recursive: true });
    await expect(streamed(built)).rejects.toMatchObject({ code: "PN5507", message });
    built.remove();
  });
});

/** Writes records into a Parquet file, the later ones first. */
async function archive(dir: string, name: string, from: number, to: number): Promise<void> {
  const lines = join(dir, "lines.jsonl");
  writeFileSync(
    lines,
    places
      .slice(from, to)
      .map(({ trip, partition, offset }) =>
        lineOf(trip).replace(/\}$/u, `,"part":${partition},"place":${offset}}\n`),
      )
      .join(""),
  );
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  mkdirSync(join(dir, "archive"), { recursive: true });
  await connection.run(`COPY (SELECT driver_id, note, trips_today::INT AS trips_today, fare, zone, make_timestamp(datetime) AS datetime, part::INT AS part, place
    FROM read_json('${lines}', columns = {driver_id: 'BIGINT', note: 'VARCHAR', trips_today: 'BIGINT', fare: 'DOUBLE', zone: 'VARCHAR', datetime: 'BIGINT', part: 'BIGINT', place: 'BIGINT'})
    ORDER BY place DESC) TO '${join(dir, "archive", `${name}.parquet`)}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}
