import { embeddedSink, openClient } from "@pinion/runtime";
import { afterAll, expect, it } from "vitest";
import { compiledProject } from "../support/compiled.js";
import { config, IMPORTS } from "../support/project.js";

/* One key that the rows of one source are seen by in two ways: departures and arrivals of an airport. */

const NAMES = ["f_departures", "f_arrivals", "f_last_to", "f_last_from"];
const project = await compiledProject({
  "pinion.config.ts": config(),
  "features.ts": `${IMPORTS}
const flights = fileSource("flights", {
  path: "flights.csv",
  columns: { at: t.timestamp(), origin: t.string(), destination: t.string() },
  eventTimestamp: "at",
});
export const from = anchor("from", {
  source: flights,
  key: key("origin", t.string(), { alias: "airport" }),
  features: { f_departures: count({ window: "30d" }), f_last_to: expr("destination") },
});
export const to = anchor("to", {
  source: flights,
  key: key("destination", t.string(), { alias: "airport" }),
  features: { f_arrivals: count({ window: "30d" }), f_last_from: expr("origin") },
});
`,
  "flights.csv": `at,origin,destination
2024-01-01 00:00:00,A,B
2024-01-01 01:00:00,A,B
2024-01-01 02:00:00,A,C
2024-01-01 03:00:00,B,A
`,
  "observed.csv": "airport,at\nA,2024-01-02 00:00:00\nB,2024-01-02 00:00:00\nC,2024-01-02 00:00:00\n",
});
afterAll(() => project.remove());

it("features of both stand beside each other, each of its own rows", async () => {
  const client = await openClient({ project: project.dir });
  try {
    await client.materializeFeatures({
      name: "airports",
      featureNames: NAMES,
      sinks: [embeddedSink({ tableName: "airports" })],
      backfillTime: { end: "2024-01-02" },
    });
    await client.waitJobToFinish();
    const rows = await client.getOnlineRows("airports", ["A", "B", "C"], NAMES);
    expect(rows.map(({ features }) => Object.values(features))).toEqual([
      [3, 1, "C", "B"],
      [1, 2, "A", "A"],
      [0, 1, null, "A"],
    ]);
    await client.getOfflineFeatures({
      observations: { path: "observed.csv", eventTimestamp: "at" },
      features: NAMES,
      output: "train.csv",
    });
    expect(project.read("train.csv").trim().split("\n").slice(1)).toEqual([
      "A,2024-01-02 00:00:00,3,1,C,B",
      "B,2024-01-02 00:00:00,1,2,A,A",
      "C,2024-01-02 00:00:00,0,1,,A",
    ]);
  } finally {
    await client.close();
  }
});
