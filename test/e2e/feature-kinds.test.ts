import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileProject, writeArtifacts } from "@pinion/compiler";
import type { Value } from "@pinion/core";
import { documentOf, pinion } from "../support/pinion.js";
import { embeddedSink, openClient, parquetSink } from "@pinion/runtime";

/* Every kind of feature from definition to store, over a few rows whose values are plain to see. */

const FILES: Readonly<Record<string, string>> = {
  "pinion.config.ts": `
import { defineConfig } from "@pinion/dsl";
export default defineConfig({ name: "kinds", definitions: ["features/*.ts"] });`,
  "features/clean.ts": `
export function cleanPhone({ phone }: { phone: string | null }) {
  if (phone === "boom") throw new Error("boom");
  return { country: phone?.startsWith("+49") ? "DE" : phone === null ? null : "??" };
}`,
  "features/calls.ts": `
import {
  anchor, approxCountDistinct, avg, bucketedCount, count, decayedSum, derived, expr, fileSource, key, lastN, median,
  preprocess, sum, t, topK, withKey,
} from "@pinion/dsl";
import { cleanPhone } from "./clean.js";

const raw = fileSource("calls", {
  path: "calls.csv",
  columns: {
    at: t.timestamp({ format: "epoch" }), caller: t.string(), callee: t.string(), phone: t.string(), minutes: t.double(),
  },
  eventTimestamp: "at",
});
const calls = preprocess(raw, { inputs: ["phone"], columns: { country: t.string() }, run: cleanPhone });
const caller = key("caller", t.string());
export const perCaller = anchor("perCaller", {
  source: calls,
  key: caller,
  features: {
    f_countries: count({ window: "10d", groupBy: "country" }),
    f_longest: sum("minutes", { window: "10d", groupBy: "callee", limit: 1 }),
    f_last: lastN("callee", { n: 2, window: "10d" }),
    f_top: topK("callee", { n: 1, window: "10d" }),
    f_median: median("minutes", { window: "10d" }),
    f_histogram: bucketedCount("minutes", { boundaries: [2, 10], window: "10d" }),
    f_callees: approxCountDistinct("callee", { window: "10d" }),
    f_recent: decayedSum("minutes", { halfLife: "1d", window: "10d" }),
    f_shape: avg("array(minutes, 1)", { window: "10d" }),
    f_old: sum("minutes", { window: "1s" }).default(-1),
    f_country: expr("country"),
  },
});
export const perPair = anchor("perPair", {
  source: calls,
  key: [caller, key("callee", t.string())],
  features: { f_pair: sum("minutes", { window: "10d" }) },
});
const f_caller_minutes = withKey("f_caller_minutes", perCaller.features.f_median, "caller2");
export const share = derived("f_share", {
  inputs: { f_pair: perPair.features.f_pair, f_median: perCaller.features.f_median },
  transform: "f_pair / f_median",
});
export const twice = derived("f_share_twice", { inputs: { share }, transform: "share * 2" }).default(0);
export const spare = f_caller_minutes;`,
};

const DAY = 86_400;
const ROWS = [
  [0, "ann", "bob", "+49 1", 1],
  [DAY, "ann", "cyd", "+33 2", 4],
  [2 * DAY, "ann", "bob", "boom", 12],
  [3 * DAY, "ann", "dan", "", 3],
  [3 * DAY, "eve", "bob", "+49 9", 6],
] as const;

describe("every kind of feature", () => {
  const project = mkdtempSync(join(tmpdir(), "pinion-kinds-"));
  let client: Awaited<ReturnType<typeof open>>;
  const open = () => openClient<Readonly<Record<string, Value>>>({ project });
  beforeAll(async () => {
    const csv = ["at,caller,callee,phone,minutes", ...ROWS.map((row) => row.join(","))].join("\n");
    for (const [file, text] of Object.entries({ ...FILES, "calls.csv": `${csv}\n` })) {
      mkdirSync(dirname(join(project, file)), { recursive: true });
      writeFileSync(join(project, file), text);
    }
    const result = await compileProject(project);
    if (result.kind === "failed") throw new Error(JSON.stringify(result.diagnostics, null, 2));
    await writeArtifacts(join(project, ".pinion"), result.artifacts);
    client = await open();
  });
  afterAll(async () => {
    await client.close();
    rmSync(project, { recursive: true });
  });

  const materialise = async (featureNames: readonly string[], tableName: string) => {
    const job = await client.materializeFeatures({
      name: tableName,
      featureNames,
      sinks: [embeddedSink({ tableName }), parquetSink({ path: join(project, "offline") })],
      backfillTime: { start: "1970-01-05", end: "1970-01-05", step: "1d" },
    });
    return job.wait();
  };

  it("is materialised into stores and read back", async () => {
    const names = [
      "f_countries",
      "f_longest",
      "f_last",
      "f_top",
      "f_median",
      "f_histogram",
      "f_callees",
      "f_recent",
      "f_shape",
      "f_old",
      "f_country",
    ];
    const report = await materialise(names, "callers");
    expect(report.features.find(({ feature }) => feature === "f_countries")?.failures).toEqual([
      { reason: "the preprocess function threw, or gave what is not of a column's type", rows: 1 },
    ]);
    expect(await client.getOnlineFeatures("callers", "ann", names)).toEqual({
      f_countries: [
        ["??", 1],
        ["DE", 1],
      ],
      f_longest: [["bob", 13]],
      f_last: ["bob", "dan"],
      f_top: ["bob"],
      f_median: 3.5,
      f_histogram: [1, 2, 1],
      f_callees: 3,
      f_recent: 1 / 16 + 4 / 8 + 12 / 4 + 3 / 2,
      f_shape: [5, 1],
      f_old: -1,
      f_country: null,
    });
    expect(await client.getOnlineFeatures("callers", "eve", ["f_country", "f_countries"])).toEqual({
      f_country: "DE",
      f_countries: [["DE", 1]],
    });
  });

  it("is explained: what runs where, and why", async () => {
    const runs = async (feature: string): Promise<readonly (readonly [string, string])[]> => {
      const { runs: parts } = documentOf(await pinion(["explain", feature, "--json"], { cwd: project })) as {
        runs: readonly { part: string; runs: string; why: string }[];
      };
      return parts.map(({ part, runs: where }) => [part, where]);
    };
    const ends = [
      ["window", "JavaScript"],
      ["value", "JavaScript"],
    ];
    expect(await runs("f_histogram")).toEqual([
      ["key caller", "DuckDB"],
      ["argument", "DuckDB"],
      ["partials", "DuckDB"],
      ...ends,
    ]);
    expect(await runs("f_countries")).toEqual([
      ["key caller", "DuckDB"],
      ["terms", "kernel"],
      ["partials", "DuckDB"],
      ...ends,
    ]);
    expect(await runs("f_share")).toEqual([["transform", "JavaScript"]]);
    const people = await pinion(["explain", "f_country"], { cwd: project });
    expect(people.stdout).toMatch(/expression +kernel +a preprocess function is JavaScript/u);
  });

  it("is derived to any depth over several keys", async () => {
    await materialise(["f_share", "f_share_twice", "f_pair"], "pairs");
    const read = await client.getOnlineFeatures("pairs", ["ann", "bob"], ["f_share", "f_share_twice"]);
    expect(read).toEqual({ f_share: 13 / 3.5, f_share_twice: (13 / 3.5) * 2 });
  });
});
