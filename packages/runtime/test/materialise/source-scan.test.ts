import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Manifest } from "@pinion/core";
import { tilesOf } from "../../src/aggregate/tiles.js";
import { sourceReadings, windowsOf } from "../../src/materialise/cutoff-rows.js";
import { scanSource } from "../../src/materialise/scan-source.js";
import { openScan } from "../../src/materialise/source-scan.js";
import type { SourceSelection } from "../../src/materialise/source-selection.js";
import { openDuckdb } from "../../src/sources/duckdb/database.js";
import { projectZone } from "../../src/time/instant.js";
import { handProject, scratch } from "../support/engine.js";

const DAY = 86_400_000_000;

it("texts are read once for all keys that their rows are grouped by", async () => {
  const folder = scratch();
  const file = join(folder, "rows.csv");
  writeFileSync(file, "a,b,t,v\nx,1,0,3\nx,2,1,4\ny,1,2,\n,1,2,9\nx,1,oops,9\n");
  const { manifest: hand, evaluators } = handProject({
    file,
    format: "csv",
    columns: [
      { name: "a", type: "string", nullable: true },
      { name: "b", type: "int", nullable: true },
      { name: "t", type: "timestamp", nullable: true, format: "epoch" },
      { name: "v", type: "double", nullable: true },
    ],
    eventTimestamp: "t",
    keys: ["a"],
    features: [{ name: "f", op: "sum", column: "v", type: "double", windowMicros: DAY }],
    maxRejected: 1,
    inKernel: ["v"],
  });
  const [plan] = hand.plans;
  const source = hand.sources[0];
  if (plan === undefined || source?.kind !== "file") throw new Error("no plan");
  const both = { ...plan, groups: [...plan.groups, { keys: ["b"], outputs: [1] }] };
  const manifest: Manifest = { ...hand, plans: [both] };
  const windows = manifest.features.filter((feature) => feature.kind === "window");
  const groups = [0, 1].map((group) => {
    const selection: SourceSelection = { plan: both, group, keyPositions: [0], rows: [], windows };
    const tiles = tilesOf([DAY], windowsOf(selection), "[)");
    return { selection, tiles, ...sourceReadings(selection, evaluators, tiles, false) };
  });
  const database = await openDuckdb({ scratch: folder });
  const scan = await openScan({
    ...{ database, source, groups },
    location: { kind: "file", path: file },
    zone: projectZone("UTC"),
  });
  rmSync(file);
  writeFileSync(file, "a,b,t,v\n");

  const found = [];
  for (const group of groups) {
    const { table, report } = await scanSource({ database, manifest, evaluators, ...group, source, scan });
    const sql = `SELECT k0::VARCHAR, m0_0 FROM ${table.name} WHERE tile >= 0 ORDER BY ALL`;
    const rows = (await database.connection.runAndReadAll(sql)).getRowsJS();
    found.push({ rows, read: report.rowsRead, rejected: report.rowsRejected });
  }
  database.close();
  expect(found).toEqual([
    {
      rows: [
        ["x", 7],
        ["y", null],
      ],
      read: 5,
      rejected: 2,
    },
    {
      rows: [
        ["1", 12],
        ["2", 4],
      ],
      read: 5,
      rejected: 1,
    },
  ]);
});
