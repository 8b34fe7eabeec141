import { appendFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../support/until.js";
import { project, randomOf, streamDefinitions, tripsOf, lineOf, DECLARED } from "./support/trips.js";

/* A log that is another one than that which was read: nothing of it may be passed over in silence. */

const SOURCE = `localLog("trips", { path: "trips.jsonl", schema: ${DECLARED.schema}, columns: ${DECLARED.columns}, eventTimestamp: "datetime" })`;
const linesOf = (count: number, seed: number): string =>
  tripsOf(count, 5, randomOf(seed))
    .map((trip) => `${lineOf(trip)}\n`)
    .join("");

describe("a local log that begins anew", () => {
  let built: Awaited<ReturnType<typeof project>>;
  beforeAll(async () => {
    built = await project(streamDefinitions(SOURCE));
  });
  afterAll(() => built.remove());
  const path = (): string => join(built.dir, "trips.jsonl");

  const streamed = async (
    state: string,
    features: readonly string[],
    options: object,
    begun: (events: () => number) => Promise<void> = () => Promise.resolve(),
  ) => {
    const client = await built.open();
    try {
      const job = await client.materializeFeatures({
        name: "stream",
        sinks: [{ kind: "embedded", tableName: state, streaming: true }],
        featureNames: features as never,
        stream: { from: "beginning", untilEnd: true, state: join(built.dir, state), ...options },
      });
      await begun(() => job.progress()?.stream?.events ?? 0);
      return (await job.wait({ timeoutSec: 100 })).stream;
    } finally {
      await client.close();
    }
  };

  it.each([
    ["rows", ["f_next"]],
    ["windows", ["f_trips_7d"]],
  ])("is refused, shorter or longer, until it is told to begin anew: %s", async (state, features) => {
    writeFileSync(path(), linesOf(50, 1));
    expect(await streamed(state, features, {})).toMatchObject({ events: 50 });
    appendFileSync(path(), linesOf(3, 2));
    expect(await streamed(state, features, {})).toMatchObject({ events: 3 });
    writeFileSync(path(), linesOf(31, 3));
    await expect(streamed(state, features, {})).rejects.toMatchObject({
      code: "PN5507",
      message: "trips/0 was read up to offset 53, but ends at 31: it began anew",
    });
    writeFileSync(path(), linesOf(61, 3));
    await expect(streamed(state, features, {})).rejects.toMatchObject({
      code: "PN5507",
      message: "trips/0 was read up to offset 53, but is another log by now",
    });
    const anew = await streamed(state, features, { reset: true });
    expect(anew).toMatchObject({ events: 61 });
    expect(anew).not.toHaveProperty("resumed");
    expect(await streamed(state, features, {})).toMatchObject({ events: 0, resumed: true });
  });

  it.each([
    ["cut", (text: string) => writeFileSync(path(), text)],
    [
      "replaced",
      (text: string) => {
        writeFileSync(`${path()}.new`, text);
        renameSync(`${path()}.new`, path());
      },
    ],
  ])("ends a stream that reads it: %s", async (state, change) => {
    writeFileSync(path(), linesOf(50, 1));
    const running = streamed(`running-${state}`, ["f_next"], { untilEnd: false }, async (events) => {
      await until(() => events() === 50, "the stream has read what there is");
      change(linesOf(4, 4));
    });
    await expect(running).rejects.toMatchObject({ code: "PN5507" });
  });
});
