import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDeadLetters } from "@pinion/runtime";
import { describe, expect, it } from "vitest";
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
  ROW_FEATURES,
  SCHEMA,
  streamDefinitions,
  tripsOf,
  type Trip,
} from "./support/trips.js";

const SOURCE = `localLog("trips", { path: "trips.jsonl", schema: ${LITERAL}, eventTimestamp: "datetime" })`;
const write = (dir: string, trips: readonly Trip[]): void =>
  writeFileSync(join(dir, "trips.jsonl"), trips.map((trip) => `${lineOf(trip)}\n`).join(""));

describe("a stream of a local log", () => {
  const streamed = async (names: readonly string[], trips: readonly Trip[], rounds = 1) => {
    const stream = await project(streamDefinitions(SOURCE));
    try {
      const size = Math.ceil(trips.length / rounds);
      writeFileSync(join(stream.dir, "trips.jsonl"), "");
      let asOf = 0;
      let events = 0;
      for (let round = 0; round < rounds; round++) {
        appendFileSync(
          join(stream.dir, "trips.jsonl"),
          trips
            .slice(round * size, (round + 1) * size)
            .map((trip) => `${lineOf(trip)}\n`)
            .join(""),
        );
        const client = await stream.open();
        await client.materializeFeatures({
          name: "stream",
          sinks: [{ kind: "embedded", tableName: "trips", streaming: true }],
          featureNames: names as never,
          stream: { from: "beginning", untilEnd: true },
        });
        const { stream: status } = await client.waitJobToFinish({ timeoutSec: 140 });
        asOf = status?.asOf ?? 0;
        events += status?.events ?? 0;
        expect(status).toMatchObject({ ended: "end", late: 0, rejected: [] });
        await client.close();
      }
      const client = await stream.open();
      const rows = await readAll(client, driversOf(trips), names);
      await client.close();
      return { rows, asOf, events };
    } finally {
      stream.remove();
    }
  };

  it("gives what the batch engine gives, windows and row-level features alike", async () => {
    const trips = tripsOf(4_000, 40, randomOf(7));
    const { rows, asOf, events } = await streamed(FEATURES, trips);
    expect(events).toBe(trips.length);
    expect(rows).toEqual(await batchResult(trips, asOf, FEATURES));
  });

  it("gives the same however often it is stopped and started", async () => {
    const trips = tripsOf(3_000, 25, randomOf(8));
    const { rows, asOf, events } = await streamed(FEATURES, trips, 6);
    expect(events).toBe(trips.length);
    expect(rows).toEqual(await batchResult(trips, asOf, FEATURES));
  });

  it("streams row-level features by themselves", async () => {
    const trips = tripsOf(2_000, 30, randomOf(9));
    const { rows } = await streamed(ROW_FEATURES, trips, 3);
    const last = Math.max(...trips.map(({ datetime }) => datetime)) + 3_600_000_000;
    expect(rows).toEqual(await batchResult(trips, last, ROW_FEATURES));
  });

  it("puts aside what cannot be read, with the reason, and goes on", async () => {
    const source = `localLog("trips", { path: "trips.jsonl", schema: ${DECLARED.schema}, columns: ${DECLARED.columns}, eventTimestamp: "datetime" })`;
    const stream = await project(streamDefinitions(source));
    const [good] = tripsOf(1, 2, randomOf(1));
    if (good === undefined) throw new Error("no trip");
    const bad = [
      "{ cut",
      lineOf(good).replace(/"driver_id":[^,]*/, '"driver_id":null'),
      lineOf(good).replace(/"fare":[^,]*/, '"fare":"much"'),
      lineOf({ ...good, datetime: Date.now() * 1000 + 2 * 86_400_000_000 }),
    ];
    write(stream.dir, [good]);
    appendFileSync(join(stream.dir, "trips.jsonl"), `${bad.join("\n")}\n${lineOf(good)}\n`);
    const client = await stream.open();
    for (let run = 0; run < 2; run++) {
      await client.materializeFeatures({
        name: "stream",
        sinks: [{ kind: "embedded", tableName: "trips", streaming: true }],
        featureNames: ["f_next"] as never,
        stream: { from: "beginning", untilEnd: true, reset: run > 0 },
      });
      const { stream: status } = await client.waitJobToFinish({ timeoutSec: 140 });
      expect(status).toMatchObject({ events: 2 });
      expect(status?.rejected).toHaveLength(4);
    }
    await client.close();
    const letters = readFileSync(join(stream.dir, ".pinion/dead-letters/trips.jsonl"), "utf8")
      .trim()
      .split("\n");
    // The second run met them again and wrote none.
    expect(letters.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { topic: "trips", partition: 0, offset: 1, reason: "the record is no JSON" },
      { offset: 2, reason: "the key is NULL" },
      { offset: 3, reason: expect.stringContaining("`fare`") },
      { offset: 4, reason: "the event time is more than a day ahead of the clock" },
    ]);
    // Written again to the log, they are no letters any more, until the stream meets them there.
    const box = await openDeadLetters({ project: stream.dir });
    const all = await box.list();
    for (const given of [undefined, null, 5, {}]) {
      const asked = box.replay(given as never);
      await expect(asked).rejects.toMatchObject({
        code: "PN7010",
        message: expect.stringMatching(/^`letters` is/u) as string,
      });
    }
    await box.replay(all.slice(0, 2));
    expect(await box.list()).toEqual(all.slice(2));
    expect(readFileSync(join(stream.dir, "trips.jsonl"), "utf8").endsWith(`${bad[0]}\n${bad[1]}\n`)).toBe(
      true,
    );
    stream.remove();
  });

  it("says what the file of its schema no longer gives", async () => {
    const source = `localLog("trips", { path: "trips.jsonl", schema: avroFile("trips.avsc"), columns: ${DECLARED.columns}, eventTimestamp: "datetime" })`;
    const whole = JSON.stringify(SCHEMA);
    const stream = await project(streamDefinitions(source), { "trips.avsc": whole });
    write(stream.dir, tripsOf(4, 2, randomOf(8)));
    const client = await stream.open();
    const begin = async (schema: string | undefined) => {
      const file = join(stream.dir, "trips.avsc");
      rmSync(file, { force: true });
      if (schema !== undefined) writeFileSync(file, schema);
      const job = await client.materializeFeatures({
        name: "stream",
        sinks: [{ kind: "embedded", tableName: "trips", streaming: true }],
        featureNames: ["f_next", "f_zone"] as never,
        stream: { from: "beginning", untilEnd: true, reset: true },
      });
      return (await job.wait()).stream;
    };
    try {
      expect(await begin(whole)).toMatchObject({ events: 4 });
      for (const [schema, code, message] of [
        [undefined, "PN5001", /trips\.avsc of source trips cannot be read/u],
        [whole.replace('"zone"', '"zones"'), "PN5504", /trips\.avsc has no field `zone`$/u],
        [
          whole.replace('"driver_id","type":"long"', '"driver_id","type":"string"'),
          "PN5504",
          /`driver_id` is bigint/u,
        ],
        ["[".repeat(1_000_000), "PN5504", /trips\.avsc cannot be read: it is no JSON$/u],
        [
          `${"[".repeat(99_999)}${"]".repeat(99_999)}`,
          "PN5504",
          /cannot be read: the schema nests too deep$/u,
        ],
      ] as const) {
        await expect(begin(schema)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
      }
    } finally {
      await client.close();
      stream.remove();
    }
  });
});
