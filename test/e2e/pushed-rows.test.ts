import { createWriteStream, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { jsonlSink, openClient, type Client } from "@pinion/runtime";
import avsc from "avsc";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compiledProject } from "../support/compiled.js";
import { config, IMPORTS, type TestProject } from "../support/project.js";

/* A row that is pushed means what the same row in the source's file means, whatever the file's format. */

const DAYS = 4;
const START = Date.UTC(2024, 2, 9);

interface Row {
  readonly k: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly seen: number;
  readonly n: string | null;
  readonly x: number | null;
  readonly s: string | null;
  readonly b: boolean | null;
  readonly d: string | null;
  readonly m: string | null;
  readonly y: string | null;
  readonly l: readonly (number | null)[] | null;
}

const row: fc.Arbitrary<Row> = fc.record({
  k: fc.integer({ min: 1, max: 4 }),
  // On few times, so that rows of one time meet. In New York clocks change within.
  at: fc.integer({ min: 0, max: DAYS * 24 - 1 }).map((hour) => START + hour * 3600_000),
  seen: fc.integer({ min: 0, max: 36 }).map((hour) => hour * 3600_000),
  n: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String)),
  // JSON's writer and text have no -0.
  x: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0)),
  s: fc.option(fc.string({ unit: "grapheme", minLength: 1 }).map((text) => `t${text.replace(/\0/gu, "")}`)),
  b: fc.option(fc.boolean()),
  d: fc.option(
    fc.integer({ min: 0, max: 30_000 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)),
  ),
  m: fc.option(fc.integer({ min: -99_999, max: 99_999 }).map((cents) => (cents / 100).toFixed(2))),
  y: fc.option(fc.uint8Array({ minLength: 1 }).map((bytes) => Buffer.from(bytes).toString("base64"))),
  l: fc.option(fc.array(fc.option(fc.integer({ min: -9, max: 9 })), { minLength: 1 })),
});

const FEATURES = `${IMPORTS.replace("import {", "import { countDistinct,")}
const columns = {
  k: t.int32(), at: t.timestamp({ format: "epoch_millis" }), seen: t.timestamp({ format: "epoch_millis" }), n: t.int64(), x: t.double(),
  s: t.string(), b: t.boolean(), d: t.date(), m: t.decimal(9, 2), y: t.bytes(), l: t.array(t.int32()),
};
const at = { columns, eventTimestamp: "at", pushed: env("PUSHED") } as const;
const make = (name: string, source: ReturnType<typeof fileSource>) => anchor(name, { source: source as never, key: key("k", t.int32()), features: {
  ["f_" + name + "_n"]: sum("n", { window: "2d" }).as(t.int64()), ["f_" + name + "_m"]: sum("m", { window: "3d" }).as(t.double()),
  ["f_" + name + "_l"]: latest("s", { window: "2d" }), ["f_" + name + "_f"]: first("n", { window: "2d" }),
  ["f_" + name + "_c"]: countDistinct("d", { window: "3d" }), ["f_" + name + "_b"]: count({ window: "1d", filter: "b" }),
  ["f_" + name + "_row"]: expr("concat_ws('|', n, x, s, b, d, m, hex(y), to_json(l), at, seen)"),
} } as never);
export const plain = make("plain", fileSource("plain", { path: env("ROWS"), createdTimestamp: "seen", ...at }) as never);
export const glob = make("glob", fileSource("glob", { path: env("ROWS"), format: "csv", ...at }) as never);
export const daily = make("daily", fileSource("daily", { path: env("ROWS"), format: "jsonl", ...at }) as never);
`;

const avro = avsc.Type.forSchema({
  type: "record",
  name: "Row",
  fields: [
    { name: "k", type: "int" },
    { name: "at", type: "long" },
    { name: "seen", type: "long" },
    // As texts, of which the declared types are read.
    ...["n", "s", "d", "m"].map((name) => ({ name, type: ["null", "string"] as avsc.Schema })),
    { name: "x", type: ["null", "double"] as avsc.Schema },
    { name: "b", type: ["null", "boolean"] as avsc.Schema },
    { name: "y", type: ["null", "bytes"] as avsc.Schema },
    { name: "l", type: ["null", { type: "array", items: ["null", "int"] }] as avsc.Schema },
  ],
});

const jsonLine = ({ n, ...more }: Row): string =>
  JSON.stringify(more).replace(/\}$/u, `,"n":${n ?? "null"}}`);

const csv = (rows: readonly Row[]): string => {
  const field = (value: unknown): string =>
    value === null
      ? ""
      : `"${(typeof value === "object" ? JSON.stringify(value) : String(value)).replaceAll('"', '""')}"`;
  const names = ["k", "at", "seen", "n", "x", "s", "b", "d", "m", "y", "l"] as const;
  return (
    [names.join(","), ...rows.map((one) => names.map((name) => field(one[name])).join(","))].join("\n") + "\n"
  );
};

/** Writes rows to where a source finds them; gives its path. */
type Write = (folder: string, rows: readonly Row[]) => Promise<string>;

const parquet: Write = async (folder, rows) => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  writeFileSync(`${folder}/rows.jsonl.txt`, rows.map((one) => `${jsonLine(one)}\n`).join(""));
  const types =
    "{k: 'INTEGER', \"at\": 'BIGINT', seen: 'BIGINT', n: 'BIGINT', x: 'DOUBLE', s: 'VARCHAR', b: 'BOOLEAN', d: 'DATE', m: 'DECIMAL(9,2)', y: 'VARCHAR', l: 'INTEGER[]'}";
  const from = `read_json('${folder}/rows.jsonl.txt', format = 'newline_delimited', columns = ${types})`;
  await connection.run(
    `COPY (SELECT * REPLACE (from_base64(y) AS y, make_timestamp("at" * 1000) AT TIME ZONE 'UTC' AS "at") FROM ${from}) TO '${folder}/rows.parquet' (FORMAT parquet, ROW_GROUP_SIZE 2048)`,
  );
  connection.closeSync();
  instance.closeSync();
  return `${folder}/rows.parquet`;
};

interface Format {
  readonly source: string;
  readonly write: Write;
}

const FORMATS: Readonly<Record<string, Format>> = {
  csv: {
    source: "plain",
    write: async (folder, rows) => {
      writeFileSync(`${folder}/rows.csv`, csv(rows));
      return `${folder}/rows.csv`;
    },
  },
  jsonl: {
    source: "plain",
    write: async (folder, rows) => {
      writeFileSync(`${folder}/rows.jsonl`, rows.map((one) => `${jsonLine(one)}\n`).join(""));
      return `${folder}/rows.jsonl`;
    },
  },
  parquet: { source: "plain", write: parquet },
  avro: {
    source: "plain",
    write: (folder, rows) =>
      new Promise((resolve, reject) => {
        const encoder = new avsc.streams.BlockEncoder(avro);
        encoder
          .pipe(createWriteStream(`${folder}/rows.avro`))
          .on("error", reject)
          .on("finish", () => resolve(`${folder}/rows.avro`));
        for (const one of rows)
          encoder.write({ ...one, y: one.y === null ? null : Buffer.from(one.y, "base64") });
        encoder.end();
      }),
  },
  "a pattern of csv": {
    source: "glob",
    write: async (folder, rows) => {
      const half = Math.ceil(rows.length / 2);
      writeFileSync(`${folder}/a.csv`, csv(rows.slice(0, half)));
      writeFileSync(`${folder}/b.csv`, csv(rows.slice(half)));
      // The folder of pushed rows lies in the pattern's.
      return `${folder}/**`;
    },
  },
  "partitions of jsonl": {
    source: "daily",
    write: async (folder, rows) => {
      for (const one of rows) {
        const day = new Intl.DateTimeFormat("en-CA", {
          timeZone: "America/New_York",
          dateStyle: "short",
        }).format(one.at);
        writeFileSync(`${folder}/${day}.jsonl`, `${jsonLine(one)}\n`, { flag: "a" });
      }
      return `${folder}/{yyyy}-{MM}-{dd}.jsonl`;
    },
  },
};

describe("pushed rows", () => {
  let project: TestProject;
  let folders = 0;
  beforeAll(async () => {
    project = await compiledProject({
      "pinion.config.ts": config('timeZone: "America/New_York", maxRejected: 0'),
      "features.ts": FEATURES,
      "observations.csv": `k,time\n${[1, 2, 3, 4].flatMap((k) => [12, 50, 70, 95].map((hour) => `${k},${new Date(START + hour * 3600_000).toISOString()}`)).join("\n")}\n`,
    });
  });
  afterAll(() => project.remove());

  /** What is computed of rows in files and of rows that are pushed behind them. */
  async function computed({ source, write }: Format, rows: readonly Row[], pushed: readonly Row[]) {
    const folder = project.path(`case${folders++}`);
    mkdirSync(folder);
    const environment = { ROWS: await write(folder, rows), PUSHED: `${folder}/pushed` };
    const client: Client<Record<string, unknown>> = await openClient({ project: project.dir, environment });
    try {
      for (let at = 0; at < pushed.length; at += 3) {
        const some = pushed.slice(at, at + 3);
        const pushes = { source, to: "offline", rows: some.map((one) => ({ ...one })) } as const;
        expect(await client.pushRows(pushes)).toEqual({ tables: [], offline: { written: some.length } });
      }
      const featureNames = ["n", "m", "l", "f", "c", "b", "row"].map((name) => `f_${source}_${name}`);
      const job = await client.materializeFeatures({
        name: "all",
        sinks: [jsonlSink({ path: `${folder}-out`, storeName: "df0" })],
        featureNames,
        backfillTime: { start: "2024-03-10", end: "2024-03-13" },
      });
      const { sources } = await job.wait();
      const joined = await client.getOfflineFeatures({
        observations: { path: "observations.csv", eventTimestamp: "time" },
        features: featureNames,
        output: `${folder}-joined.jsonl`,
      });
      const files = readdirSync(`${folder}-out`, { recursive: true, encoding: "utf8" }).filter((name) =>
        name.endsWith(".jsonl"),
      );
      const lines = files
        .toSorted()
        .map((name) => readFileSync(`${folder}-out/${name}`, "utf8").split("\n").toSorted());
      expect(joined.sources.map((one) => one.pushedRows)).toEqual([pushed.length]);
      return {
        lines,
        joined: readFileSync(`${folder}-joined.jsonl`, "utf8"),
        counts: sources.map((one) => [one.rowsRead, one.rowsRejected, one.rowsAfter]),
      };
    } finally {
      await client.close();
    }
  }

  it("are rows of their source, in every format", async () => {
    const cases = fc.tuple(fc.array(row, { minLength: 40, maxLength: 40 }), fc.integer({ min: 1, max: 39 }));
    const expectations = async ([unordered, inFiles]: readonly [readonly Row[], number]): Promise<void> => {
      const rows = unordered.map((one) => ({ ...one, seen: one.at + one.seen }));
      const expected = new Map<string, unknown>();
      for (const [name, format] of Object.entries(FORMATS)) {
        const { source } = format;
        if (!expected.has(source)) expected.set(source, await computed(format, rows, []));
        const found = await computed(format, rows.slice(0, inFiles), rows.slice(inFiles));
        expect(found, name).toEqual(expected.get(source));
      }
    };
    await fc.assert(fc.asyncProperty(cases, expectations), {
      numRuns: Number(process.env["PINION_PUSHED_RUNS"] ?? 1),
      endOnFailure: true,
    });
  });
});
