import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { handProject, scratch, type HandFeature, type HandProject } from "../support/engine.js";
import { readTable, runJoin, runSql } from "../support/join.js";

const DAY = 86_400_000_000;
const FEATURES: readonly HandFeature[] = [
  { name: "f_sum", op: "sum", column: "v", type: "double", windowMicros: 30 * DAY },
  { name: "f_avg", op: "avg", column: "v", type: "double", windowMicros: 7 * DAY },
  { name: "f_max", op: "max", column: "v", type: "double", windowMicros: 30 * DAY },
  { name: "f_min_all", op: "min", column: "v", type: "double", windowMicros: 3650 * DAY },
  { name: "f_count", op: "count", type: "bigint", windowMicros: 3650 * DAY },
  { name: "f_distinct", op: "countDistinct", column: "n", type: "bigint", windowMicros: 30 * DAY },
  { name: "f_last", op: "row", column: "v", type: "double" },
];
const NAMES = FEATURES.map(({ name }) => name);

const project = (file: string, more: Partial<HandProject> = {}): HandProject => ({
  file,
  format: "parquet",
  columns: [
    { name: "k", type: "int", nullable: true },
    { name: "t", type: "timestamp", nullable: true },
    { name: "v", type: "double", nullable: true },
    { name: "n", type: "int", nullable: true },
  ],
  eventTimestamp: "t",
  keys: ["k"],
  features: FEATURES,
  ...more,
});

/** Rows of keys 0 to 99 in no order, and a third of them of key 7. */
const rowsOf = (count: number): string =>
  `SELECT (CASE WHEN range % 3 = 0 THEN 7 ELSE hash(range * 13) % 100 END)::INTEGER AS k,
          TIMESTAMP '2024-01-01' + to_microseconds((hash(range * 5) % (200 * ${DAY}))::BIGINT) AS t,
          ((hash(range * 7) % 1000) / 10.0)::DOUBLE AS v, (hash(range * 3) % 50)::INTEGER AS n FROM range(${count})`;
const observationsOf = (count: number): string =>
  `SELECT range AS id, (hash(range * 17) % 110)::INTEGER AS k,
          TIMESTAMP '2024-01-01' + to_microseconds((hash(range * 19) % (220 * ${DAY}))::BIGINT) AS at FROM range(${count})`;

async function files(
  rows: number,
  observations: number,
): Promise<{ readonly rows: string; readonly observed: string }> {
  const folder = scratch();
  const made = { rows: join(folder, "rows.parquet"), observed: join(folder, "observed.parquet") };
  await runSql(
    `COPY (${rowsOf(rows)}) TO '${made.rows}' (FORMAT parquet)`,
    `COPY (${observationsOf(observations)}) TO '${made.observed}' (FORMAT parquet)`,
  );
  return made;
}

describe("a join", () => {
  it("has the values of the range join, also of a key of many rows", async () => {
    const { rows, observed } = await files(60_000, 2_000);
    const joined = await runJoin(handProject(project(rows)), {
      observations: { path: observed, eventTimestamp: "at" },
      features: NAMES,
    });
    const within = (days: number): string => `FILTER (WHERE r.t >= o.at - INTERVAL ${days} DAY)`;
    const { rows: wanted } = await readTable(
      `(SELECT o.id, sum(v) ${within(30)}, avg(v) ${within(7)}, max(v) ${within(30)}, min(v), nullif(count(r.t), 0),
          nullif(count(DISTINCT n) ${within(30)}, CASE WHEN count(r.t) = 0 THEN 0 END), max_by(v, r.t)
        FROM '${observed}' o LEFT JOIN '${rows}' r ON r.k = o.k AND r.t < o.at
        GROUP BY o.id ORDER BY o.id)`,
    );
    const got = joined.rows.map(([id, , , ...features]) => [id, ...features]);
    expect(got).toHaveLength(2_000);
    got.forEach((row, i) =>
      row.forEach((value, c) => {
        const other = wanted[i]?.[c];
        if (typeof value === "number" && typeof other === "number") expect(value).toBeCloseTo(other, 6);
        else expect(value).toEqual(other);
      }),
    );
  });

  it("comes out the same in little memory, in parts of keys and batches of observations", async () => {
    const { rows, observed } = await files(100_000, 70_000);
    const options = { observations: { path: observed, eventTimestamp: "at" }, features: NAMES };
    const whole = await runJoin(handProject(project(rows)), options);
    const parts = await runJoin(
      handProject(project(rows)),
      { ...options, memoryLimit: "40MB", threads: 2 },
      { cells: 400_000 },
    );
    expect(parts.rows).toHaveLength(70_000);
    // Rows of one time may be added up in another order.
    const differing = parts.rows.filter((row, i) =>
      row.some((value, c) => {
        const other = whole.rows[i]?.[c];
        return typeof value === "number" && typeof other === "number"
          ? Math.abs(value - other) > 1e-9 * Math.abs(other)
          : value !== other;
      }),
    );
    expect(differing).toEqual([]);
    expect(parts.report.observations).toBe(70_000);
  }, 240_000);

  it("takes a key of a million rows block by block, in little memory", async () => {
    const folder = scratch();
    const [rows, observed] = [join(folder, "rows.parquet"), join(folder, "observed.parquet")];
    await runSql(
      `COPY (SELECT (CASE WHEN range % 100 = 0 THEN range % 7 + 1 ELSE 0 END)::INTEGER AS k,
          TIMESTAMP '2024-01-01' + to_microseconds((hash(range * 5) % (200 * ${DAY}))::BIGINT) AS t,
          (hash(range * 7) % 1000)::DOUBLE AS v, (hash(range * 3) % 50)::INTEGER AS n FROM range(1_010_000)) TO '${rows}' (FORMAT parquet)`,
      `COPY (SELECT range AS id, (range % 10)::INTEGER AS k,
          TIMESTAMP '2024-01-01' + to_microseconds((hash(range * 19) % (220 * ${DAY}))::BIGINT) AS at FROM range(200)) TO '${observed}' (FORMAT parquet)`,
    );
    const options = { observations: { path: observed, eventTimestamp: "at" }, features: NAMES };
    const whole = await runJoin(handProject(project(rows)), options);
    const blocks = await runJoin(
      handProject(project(rows)),
      { ...options, memoryLimit: "100MB", threads: 2 },
      { cells: 400_000 },
    );
    // Whole numbers: their sums are exact.
    expect(blocks.rows).toEqual(whole.rows);
    expect(Math.max(...whole.rows.map((row) => Number(row[7])))).toBeGreaterThan(900_000);
  }, 240_000);

  it.each(["rows-*.csv", "rows-{yyyy}.csv"])("replaces no file of the pattern %s", async (pattern) => {
    const folder = scratch();
    const output = join(folder, "rows-2024.csv");
    const rows = "k,t,v,n\n1,2024-01-01 00:00:00,1,1\n";
    writeFileSync(output, rows);
    const observed = join(folder, "observed.csv");
    writeFileSync(observed, "k,at\n1,2024-02-01 00:00:00\n");
    const joined = runJoin(handProject(project(join(folder, pattern), { format: "csv" })), {
      observations: { path: observed, eventTimestamp: "at" },
      features: ["f_sum"],
      output,
    });
    await expect(joined).rejects.toMatchObject({ code: "PN7010" });
    expect(readFileSync(output, "utf8")).toBe(rows);
  });

  // A source of windows alone is read from where the first of them begins.
  it.each([undefined, 1])("knows a key whose rows are older than every window (cells %s)", async (cells) => {
    const folder = scratch();
    const file = join(folder, "rows.csv");
    writeFileSync(file, "k,t,v,n\n1,2024-01-01 00:00:00,1,1\n2,2024-06-01 00:00:00,1,1\n");
    const observed = join(folder, "observed.csv");
    writeFileSync(observed, "k,at\n1,2024-06-02 00:00:00\n2,2024-06-02 00:00:00\n3,2024-06-02 00:00:00\n");
    const recent = { name: "f_recent", op: "count", type: "bigint", windowMicros: DAY * 2 } as const;
    const latest = { ...recent, name: "f_latest", op: "sum", column: "n" } as const;
    const joined = await runJoin(
      handProject(project(file, { format: "csv", features: [recent, latest] })),
      { observations: { path: observed, eventTimestamp: "at" }, features: ["f_recent", "f_latest"] },
      cells === undefined ? {} : { cells },
    );
    expect(joined.rows.map((row) => row.slice(2))).toEqual([
      [0, null],
      [1, 1],
      [null, null],
    ]);
  });

  it("refuses features of a stream, whose past is not kept", async () => {
    const { manifest, evaluators } = handProject(project("rows.csv", { format: "csv" }));
    const value = { kind: "json" } as const;
    const sources = manifest.sources.map(({ name, columns }) => ({
      ...({ kind: "stream", name, columns, eventTimestamp: "t", value } as const),
      transport: { kind: "log", path: "log.jsonl" } as const,
    }));
    await expect(
      runJoin(
        { manifest: { ...manifest, sources }, evaluators },
        { observations: { path: "none.csv", eventTimestamp: "at" }, features: ["f_sum"] },
      ),
    ).rejects.toMatchObject({ code: "PN7033", message: expect.stringContaining("`f_sum`") as unknown });
  });

  it("keeps the observations' own columns and their types", async () => {
    const { rows } = await files(100, 1);
    const observed = join(scratch(), "observed.parquet");
    await runSql(
      `COPY (SELECT range % 3 AS "a b", (range::DECIMAL(10,2) / 4)::DECIMAL(10,3) AS "it's", range::UBIGINT AS u, DATE '2024-01-01' AS d,
         TIME '12:00:00' AS "time", [range, NULL] AS list, {'x': range, 'y': 'z'} AS struct, '\\x00'::BLOB AS b, 'ä☃'::VARCHAR AS "sélect",
         1.5::FLOAT AS f, (range % 4)::TINYINT AS k, TIMESTAMP '2024-06-01' AS at, NULL::INTEGER AS "null"
         FROM range(10)) TO '${observed}' (FORMAT parquet)`,
    );
    const joined = await runJoin(handProject(project(rows)), {
      observations: { path: observed, eventTimestamp: "at" },
      features: ["f_count"],
    });
    const { columns, types, rows: before } = await readTable(`read_parquet('${observed}')`);
    expect(joined.columns).toEqual([...columns, "f_count"]);
    expect(joined.types).toEqual([...types, "BIGINT"]);
    expect(joined.rows.map((row) => row.slice(0, -1))).toEqual(before);
  });

  it("rejects rows that cannot be read, also of keys that nobody observes", async () => {
    const folder = scratch();
    const file = join(folder, "rows.csv");
    const lines = [
      "1,2024-01-01 00:00:00,1,1",
      ",2024-01-01 00:00:00,1,1",
      "2,soon,1,1",
      "9,2024-01-01 00:00:00,x,1",
    ];
    writeFileSync(file, ["k,t,v,n", ...lines].join("\n") + "\n");
    const observed = join(folder, "observed.csv");
    writeFileSync(observed, "k,at\n1,2024-01-02 00:00:00\n");
    const options = { observations: { path: observed, eventTimestamp: "at" }, features: ["f_sum"] };
    const csv = (maxRejected: number) => handProject(project(file, { format: "csv", maxRejected }));
    await expect(runJoin(csv(0.01), options)).rejects.toMatchObject({ code: "PN5006" });
    const { rows, report } = await runJoin(csv(0.9), options);
    expect(rows).toEqual([["1", "2024-01-02 00:00:00", 1]]);
    expect(report.sources[0]).toMatchObject({ rowsRead: 4, rowsRejected: 3 });
    const found = report.sources[0]?.rejected.map((one) => `${one.rows} ${one.samples.join()}`) ?? [];
    expect(new Set(found)).toEqual(new Set(["1 ", "1 soon", "1 x"]));
  });

  it.each([
    ["cut short", "PN5002", (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ["empty", "PN5002", () => Buffer.alloc(0)],
    ["of another format", "PN5002", () => Buffer.from("k,at\n1,2024-01-01\n")],
  ])("says which file of observations is %s", async (_, code, change) => {
    const { rows, observed } = await files(10, 10);
    writeFileSync(observed, change(readFileSync(observed)));
    await expect(
      runJoin(handProject(project(rows)), {
        observations: { path: observed, eventTimestamp: "at" },
        features: NAMES,
      }),
    ).rejects.toMatchObject({ code, message: expect.stringContaining(observed) as unknown });
  });

  it("takes lines that are no JSON for observations that cannot be read", async () => {
    const { rows } = await files(100, 1);
    const observed = join(scratch(), "observed.jsonl");
    writeFileSync(observed, '{"k":1,"at":"2024-07-20T00:00:00Z","__proto__":1}\n{"k":1,\n[1]\n');
    const options = { features: ["f_count"] };
    const observations = { path: observed, eventTimestamp: "at" };
    await expect(runJoin(handProject(project(rows)), { ...options, observations })).rejects.toMatchObject({
      code: "PN7032",
    });
    const joined = await runJoin(handProject(project(rows)), {
      ...options,
      observations: { ...observations, unreadable: "reject" },
    });
    expect(joined.columns).toEqual(["k", "at", "__proto__", "f_count"]);
    expect(joined.rows).toHaveLength(1);
    expect(joined.report.rejected).toMatchObject([{ rows: 2 }]);
  });

  it("says of observations that cannot be read why, and of how many each", async () => {
    const { rows } = await files(100, 1);
    const observed = join(scratch(), "observed.csv");
    writeFileSync(observed, "k,at\n1,soon\n1,never\n1,\nx,2024-07-20 00:00:00\n1,2024-07-20 00:00:00\n");
    const observations = { path: observed, eventTimestamp: "at" };
    await expect(
      runJoin(handProject(project(rows)), { observations, features: ["f_sum"] }),
    ).rejects.toMatchObject({
      code: "PN7032",
      message: `4 of the observations ${observed} cannot be read: 2: \`at\` is no timestamp, for example "soon"; 1: \`at\` is missing, for example "NULL"; 1: \`k\` is no int, for example "x"`,
    });
  });

  it.each(["csv", "jsonl"])(
    "reads bytes in observations (%s) as Base64, as sources have them",
    async (format) => {
      const folder = scratch();
      const [file, observed] = [join(folder, `rows.${format}`), join(folder, `observed.${format}`)];
      const lines = (of: readonly (readonly [string, string])[], names: readonly [string, string]): string =>
        format === "csv"
          ? [names.join(","), ...of.map((row) => row.join(","))].join("\n")
          : of.map(([key, at]) => JSON.stringify({ [names[0]]: key, [names[1]]: at })).join("\n");
      writeFileSync(file, lines([["aGk=", "2024-01-01 00:00:00"]], ["k", "t"]));
      writeFileSync(observed, lines([["aGk=", "2024-01-02 00:00:00"]], ["k", "at"]));
      const columns = [
        { name: "k", type: "binary", nullable: true },
        { name: "t", type: "timestamp", nullable: true },
      ];
      const count = { name: "f_count", op: "count", type: "bigint", windowMicros: 2 * DAY } as const;
      const bytes = { ...project(file), format, columns, features: [count] } as HandProject;
      const observations = { path: observed, eventTimestamp: "at" };
      const { rows } = await runJoin(handProject(bytes), { observations, features: ["f_count"] });
      expect(rows).toEqual([["aGk=", "2024-01-02 00:00:00", 1]]);
    },
  );

  it.each([
    { memoryLimit: "lots" },
    { memoryLimit: "80%" },
    { memoryLimit: "0GB" },
    { memoryLimit: "-1" },
    { threads: 0 },
    { threads: 1.5 },
  ])("refuses %j before anything is read", async (room) => {
    const observations = { path: "/nowhere.csv", eventTimestamp: "at" };
    const joined = runJoin(handProject(project("/nowhere.parquet")), {
      observations,
      features: NAMES,
      ...room,
    });
    await expect(joined).rejects.toMatchObject({ code: "PN7010" });
  });

  it("refuses times that are infinite to DuckDB, not those before", async () => {
    const { rows } = await files(1_000, 1);
    const observed = join(scratch(), "observed.parquet");
    await runSql(
      `COPY (SELECT 7 AS k, unnest([make_timestamp(9223372036854775806), TIMESTAMP 'infinity', TIMESTAMP '-infinity']) AS at) TO '${observed}' (FORMAT parquet)`,
    );
    const observations = { path: observed, eventTimestamp: "at", unreadable: "reject" } as const;
    const joined = await runJoin(handProject(project(rows)), { observations, features: ["f_count"] });
    expect(joined.rows).toHaveLength(1);
    expect(joined.rows[0]?.[2]).toBe(0);
    expect(joined.report.rejected).toMatchObject([{ reason: "`at` is no timestamp", rows: 2 }]);
  });

  it("reads epochs, and times of the project's zone", async () => {
    const { rows } = await files(1_000, 1);
    const folder = scratch();
    const at = async (name: string, text: string, timestampFormat: string | undefined, timeZone: string) => {
      const observed = join(folder, name);
      writeFileSync(observed, `k,at\n7,${text}\n`);
      const { manifest, evaluators } = handProject(project(rows, { timeZone: "UTC" }));
      const zoned = { ...manifest, project: { ...manifest.project, timeZone } };
      const joined = await runJoin(
        { manifest: zoned, evaluators },
        {
          observations: {
            path: observed,
            eventTimestamp: "at",
            ...(timestampFormat === undefined ? {} : { timestampFormat }),
          },
          features: ["f_count"],
        },
      );
      return joined.rows[0]?.[2];
    };
    const wanted = await at("utc.csv", "2024-04-01 00:00:00", undefined, "UTC");
    expect(wanted).toBeGreaterThan(10);
    expect(await at("seconds.csv", "1711929600", "epoch", "UTC")).toBe(wanted);
    expect(await at("millis.csv", "1711929600000", "epoch_millis", "UTC")).toBe(wanted);
    expect(await at("pattern.csv", "01/04/2024 00:00", "dd/MM/yyyy HH:mm", "UTC")).toBe(wanted);
    expect(await at("zoned.csv", "2024-04-01T02:00:00+02:00", undefined, "UTC")).toBe(wanted);
  });
});
