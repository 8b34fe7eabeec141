import { readFileSync } from "node:fs";
import { join } from "node:path";
import { zoneOf } from "@pinion/core/std";
import { expect, it } from "vitest";
import { parquetStore } from "../../src/stores/parquet/index.js";
import { cutoffsOf } from "../../src/time/cutoffs.js";
import { showInstant } from "../../src/time/instant.js";
import { scratch } from "../support/engine.js";
import { column, lastRows } from "../support/source-rows.js";

/** Writes the hours of a backfill, a row each, and gives what its files say that they are of. */
async function written(path: string, timeZone: string, start: string, end: string, step: string) {
  const cutoffs = cutoffsOf({ start, end, step }, "HOURLY", zoneOf(timeZone), 0);
  const writer = await parquetStore({ path, format: "csv" }).openWriter({
    ...{ job: "j", cutoffs, resolution: "HOURLY", timeZone },
    ...{ keys: [{ name: "k", type: { kind: "string" } }], schema: { fields: [] } },
  });
  for (const [i, cutoff] of cutoffs.entries())
    await writer.write(i, [{ keys: [showInstant(cutoff)], values: [] }]);
  await writer.checkpoint(1);
  for (const i of cutoffs.keys()) await writer.finish(i);
  await writer.close(false);
  return cutoffs.map(showInstant);
}

/** The key of the first row of each file. */
const hours = (path: string, files: readonly string[]): readonly (string | undefined)[] =>
  files.map((file) => /\n"(.*?)"/u.exec(readFileSync(join(path, "df0/hourly", file), "utf8"))?.[1]);

it("an hour that the clocks show twice has a file for each time, whichever job writes it", async () => {
  const path = scratch();
  const [start, end] = ["2024-10-26T23:00:00Z", "2024-10-27T02:00:00Z"];
  await written(path, "Europe/Berlin", "2024-10-27T01:00:00Z", "2024-10-27T01:00:00Z", "1h");
  await written(path, "Europe/Berlin", "2024-10-27T00:00:00Z", "2024-10-27T00:00:00Z", "1h");
  const files = ["02/part-0.csv", "02/part-1.csv"].map((file) => `2024/10/27/${file}`);
  const twice = ["2024-10-27T00:00:00Z", "2024-10-27T01:00:00Z"];
  expect(hours(path, files)).toEqual(twice);
  const all = await written(path, "Europe/Berlin", start, end, "1h");
  expect(all).toHaveLength(4);
  expect(hours(path, files)).toEqual(twice);
  expect(hours(path, ["2024/10/27/01/part-0.csv", "2024/10/27/03/part-0.csv"])).toEqual([start, end]);
  // A source of hourly partitions has the rows of both.
  const { rows } = await lastRows({
    format: "csv",
    file: join(path, "df0/hourly/{yyyy}/{MM}/{dd}/{HH}"),
    columns: [column("as_of", "timestamp")],
    eventTimestamp: "as_of",
    timeZone: "Europe/Berlin",
    end: "2024-10-28T00:00:00Z",
  });
  expect(Object.keys(rows).toSorted()).toEqual(all);
});

it("clocks that go back by half an hour lose none", async () => {
  const path = scratch();
  const all = await written(
    path,
    "Australia/Lord_Howe",
    "2024-04-06T14:00:00Z",
    "2024-04-06T16:00:00Z",
    "30m",
  );
  expect(all).toEqual(["14:00", "14:30", "15:30"].map((time) => `2024-04-06T${time}:00Z`));
  const files = ["01/part-0.csv", "01/part-1.csv", "02/part-0.csv"].map((file) => `2024/04/07/${file}`);
  expect(hours(path, files)).toEqual(all);
});
