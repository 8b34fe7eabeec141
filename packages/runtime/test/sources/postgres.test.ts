import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  PASSWORD,
  postgresAvailable,
  startPostgres,
  type PostgresServer,
} from "../../../../test/support/postgres.js";
import { describeWith } from "../../../../test/support/requires.js";
import { arrayJson } from "../../src/sources/postgres/values.js";
import { queryOf, relationOf } from "../../src/sources/postgres/query.js";
import { withoutSecrets } from "../../src/sources/postgres/secrets.js";
import { collectingSink, handProject, run, scratch, type HandProject } from "../support/engine.js";
import { runJoin } from "../support/join.js";
import { column, END, lastRows } from "../support/source-rows.js";

const DAY = 86_400_000_000;

describeWith("PostgreSQL", postgresAvailable, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
    await server.run(`
      CREATE TYPE colour AS ENUM ('red', 'green');
      CREATE DOMAIN positive AS int CHECK (value > 0);
      CREATE SCHEMA "Odd schema";
      CREATE TABLE "Odd schema"."Types" (
        k text, big int8, exact numeric(30, 10), loose numeric, small int2, d float8, f float4, b boolean, at timestamptz,
        local timestamp, day date, bytes bytea, doc jsonb, list int8[], texts text[], money numeric[], id uuid, c colour, p positive,
        times timestamptz[], grid int[][]);
      INSERT INTO "Odd schema"."Types" VALUES
        ('a', 9007199254740993, 12345678901234567890.0123456789, 0.1, -5, 0.1, 0.5, true, '2020-01-01 12:00:00.123456+00',
         '2020-01-01 12:00:00', '2020-02-29', '\\x00ff'::bytea, '{"a": [1]}', '{1,NULL,9007199254740993}', '{"a b",NULL,"q\\"\\\\,{}"}', '{1.50,2}',
         '00112233-4455-6677-8899-aabbccddeeff', 'green', 7, '{"2020-01-01 00:00:00+00"}', '{{1,2},{3,4}}'),
        ('b', NULL, NULL, 'NaN', NULL, 'Infinity', 'NaN', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
      CREATE TABLE rides (k text, at timestamptz, v int, note text);
      INSERT INTO rides SELECT 'k' || (i % 7), timestamptz '2020-01-01 00:00:00+00' + i * interval '1 minute', i, repeat('x', 50)
        FROM generate_series(0, 60000) i;
      INSERT INTO rides VALUES ('old', '2001-01-01 00:00:00+00', 1, ''), ('old', '2001-01-02 00:00:00+00', 2, ''), ('late', '2031-01-01 00:00:00+00', 3, '');
      CREATE TABLE stored (k text, at timestamptz, w timestamptz);
      INSERT INTO stored VALUES
        ('old', '2020-01-01 00:00+00', '2020-01-20 00:00+00'), ('old', '2020-01-02 00:00+00', '2020-01-02 00:00+00'),
        ('unknown', '2020-01-01 00:00+00', '2020-01-11 00:00+00'),
        ('late', '2020-01-09 12:00+00', '2020-01-09 12:00+00'), ('late', '2020-01-09 13:00+00', '2020-01-10 12:00+00');
      CREATE ROLE nobody LOGIN PASSWORD 'other';
    `);
  });
  afterAll(() => server.stop());

  it("gives every type exactly", async () => {
    const columns = [
      column("big", "bigint"),
      column("exact", "decimal(30,10)"),
      column("loose", "double"),
      column("small", "int"),
      column("d", "double"),
      column("f", "float"),
      column("b", "boolean"),
      column("at", "timestamp"),
      column("local", "timestamp"),
      column("day", "date"),
      column("bytes", "binary"),
      column("doc", "string"),
      column("list", "array<bigint>"),
      column("texts", "array<string>"),
      column("money", "array<decimal(5,2)>"),
      column("id", "string"),
      column("c", "string"),
      column("p", "bigint"),
      column("times", "array<timestamp>"),
      column("grid", "array<array<int>>"),
    ];
    const { rows, report } = await lastRows({
      columns,
      inKernel: ["grid", "times", "money"],
      timeZone: "America/New_York",
      postgres: { connection: server.url, table: '"Odd schema"."Types"' },
    });
    const noon = Date.parse("2020-01-01T12:00:00Z") * 1000;
    expect(rows["a"]).toEqual([
      9007199254740993n,
      123456789012345678900123456789n,
      0.1,
      -5,
      0.1,
      0.5,
      true,
      noon + 123456,
      noon + 5 * 3_600_000_000,
      18321,
      Uint8Array.from([0, 255]),
      '{"a": [1]}',
      [1, null, 9007199254740993n],
      ["a b", null, 'q"\\,{}'],
      [150n, 200n],
      "00112233-4455-6677-8899-aabbccddeeff",
      "green",
      7,
      [noon - DAY / 2],
      [
        [1, 2],
        [3, 4],
      ],
    ]);
    expect(rows["b"]?.slice(0, 6)).toEqual([null, null, NaN, null, Infinity, NaN]);
    expect(report.sources[0]).toMatchObject({ path: '"Odd schema"."Types"', rowsRead: 2, rowsRejected: 0 });
  });

  it("reads the columns and times that are needed, and knows older keys", async () => {
    const { sink, partitions } = collectingSink();
    const cutoff = Date.parse("2020-01-20T00:00:00Z") * 1000;
    const report = await run(
      {
        file: "",
        format: "csv",
        postgres: { connection: server.url, table: "rides" },
        columns: [column("k", "string"), column("at", "timestamp"), column("v", "int")],
        eventTimestamp: "at",
        keys: ["k"],
        maxRejected: 0,
        features: [{ name: "f", op: "count", type: "bigint", windowMicros: DAY }],
      },
      [cutoff],
      [sink],
    );
    const counts = Object.fromEntries(partitions.get(cutoff) ?? []);
    const rides = Array.from({ length: 7 }, (_, i) => counts[`k${i}`]?.[0] as number);
    expect(rides.reduce((sum, count) => sum + count, 0)).toBe(1440);
    // A key whose rows are all older than the window is known; one of the future is not.
    expect(counts["old"]).toEqual([0]);
    expect(counts).not.toHaveProperty("late");
    // A day of rows, and one for each of eight older keys, of the 60,004 that there are.
    expect(report.sources[0]?.rowsRead).toBe(1440 + 8);
  });

  it("sees rows since they were written, as jobs and joins over files do", async () => {
    const stored: HandProject = {
      file: "",
      format: "csv",
      postgres: { connection: server.url, table: "stored" },
      columns: [column("k", "string"), column("at", "timestamp"), column("w", "timestamp")],
      eventTimestamp: "at",
      createdTimestamp: "w",
      keys: ["k"],
      features: [{ name: "f", op: "count", type: "bigint", windowMicros: 2 * DAY }],
    };
    const wanted = new Map<string, Record<string, number | null>>([
      ["2020-01-10", { old: 0, unknown: null, late: 1 }],
      ["2020-01-11", { old: 0, unknown: null, late: 2 }],
      ["2020-01-12", { old: 0, unknown: 0, late: 0 }],
    ]);
    const { sink, partitions } = collectingSink();
    const microsOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) * 1000;
    await run(stored, [...wanted.keys()].map(microsOf), [sink]);
    const observed = join(scratch(), "observed.csv");
    const asked = [...wanted].flatMap(([day, keys]) =>
      Object.entries(keys).map(([key, f]) => ({ day, key, f })),
    );
    writeFileSync(observed, `k,at\n${asked.map(({ day, key }) => `${key},${day} 00:00:00\n`).join("")}`);
    const joined = await runJoin(
      handProject(stored),
      { observations: { path: observed, eventTimestamp: "at" }, features: ["f"] },
      { environment: {} },
    );
    for (const [i, { day, key, f }] of asked.entries()) {
      const there = partitions.get(microsOf(day))?.get(key);
      expect([day, key, there?.[0] ?? null, joined.rows[i]?.at(-1)]).toEqual([day, key, f, f]);
    }
  });

  it("reads queries, in one state of the database", async () => {
    const query = "SELECT k, max(v) AS top, count(*) AS n FROM rides GROUP BY k;";
    const { rows } = await lastRows({
      columns: [column("top", "int"), column("n", "bigint")],
      postgres: { connection: server.url, query },
    });
    expect(rows["old"]).toEqual([2, 2]);
    expect(rows["k0"]).toEqual([59997, 8572]);
    const writes = "SELECT 'a' AS k, 1 AS v FROM (SELECT pg_notify('x', 'y')) q";
    await lastRows({ columns: [column("v", "int")], postgres: { connection: server.url, query: writes } });
    await expect(
      lastRows({
        columns: [column("v", "int")],
        postgres: { connection: server.url, query: "SELECT 'a' AS k, nextval('s') AS v" },
      }),
    ).rejects.toMatchObject({ code: "PN5021" });
  });

  it.each<[string, string, number]>([
    ["epoch", "extract(epoch FROM at)::bigint", 1],
    ["epoch_millis", "(extract(epoch FROM at) * 1000)::bigint", 1],
    ["epoch_micros", "(extract(epoch FROM at) * 1000000)::int8", 1],
    ["epoch", "extract(epoch FROM at)", 1],
    ["dd.MM.yyyy HH:mm", "to_char(at AT TIME ZONE 'UTC', 'DD.MM.YYYY HH24:MI')", 1],
  ])("reads event times as %s from %s", async (format, sql) => {
    const query = `SELECT k, ${sql} AS t, at, v FROM rides WHERE k = 'k3'`;
    const { rows } = await lastRows({
      columns: [column("t", "timestamp", format), column("at", "timestamp")],
      eventTimestamp: "t",
      postgres: { connection: server.url, query },
    });
    expect(rows["k3"]?.[0]).toBe(rows["k3"]?.[1]);
    expect(Number(rows["k3"]?.[0])).toBeGreaterThan(END - 10 * 60_000_000);
  });

  it("rejects what is no time, and refuses what can be none", async () => {
    await server.run(
      "CREATE TABLE odd (k text, at timestamptz); INSERT INTO odd VALUES ('a', '-infinity'), ('b', '2020-01-01'), ('c', NULL)",
    );
    const odd = { connection: server.url, table: "public.odd" };
    const columns = [column("at", "timestamp")];
    const read = await lastRows({ columns, eventTimestamp: "at", postgres: odd, maxRejected: 1 });
    expect(read.report.sources[0]).toMatchObject({ rowsRead: 3, rowsRejected: 2 });
    await expect(lastRows({ columns: [column("at", "int")], postgres: odd })).rejects.toMatchObject({
      code: "PN5004",
    });
    await expect(lastRows({ columns: [column("att", "timestamp")], postgres: odd })).rejects.toMatchObject({
      code: "PN5003",
      help: "did you mean `at`?",
    });
  });

  it.each<[string, (url: string) => string, RegExp]>([
    ["a wrong password", (url) => url.replace("s3cret", "wr0ng-word"), /password authentication failed/u],
    ["no such database", (url) => url.replace("/postgres", "/nowhere"), /database "nowhere" does not exist/u],
    ["no server", (url) => url.replace(/:\d+\//u, ":1/"), /ECONNREFUSED/u],
    ["no address", () => `postgres://pinion:${PASSWORD}@[not a host`, /no address/u],
    ["no rights", (url) => url.replace(/\/\/.*@/u, "//nobody:other@"), /permission denied/u],
  ])("says what is wrong and keeps its secrets: %s", async (_, change, message) => {
    const connection = change(server.url);
    const failed: unknown = await lastRows({
      columns: [column("v", "int")],
      postgres: { connection, table: "rides" },
    }).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: "PN5021", message: expect.stringMatching(message) as string });
    const all = JSON.stringify(failed, Object.getOwnPropertyNames(failed));
    for (const secret of [PASSWORD, encodeURIComponent(PASSWORD), "wr0ng-word", connection])
      expect(all).not.toContain(secret);
  });

  it("names a table and a column as the database does", async () => {
    const rides = { connection: server.url, table: "ride" };
    await expect(lastRows({ columns: [column("v", "int")], postgres: rides })).rejects.toMatchObject({
      code: "PN5021",
      message: expect.stringMatching(
        /the table ride of source s cannot be read: relation "ride" does not exist/u,
      ) as string,
    });
  });
});

describe("what is sent and shown", () => {
  const source = { kind: "postgres", name: "s", connection: "", columns: [] } as const;
  it("quotes names", () => {
    expect(relationOf({ ...source, table: "a.b" })).toBe('"a"."b"');
    expect(relationOf({ ...source, table: '"a.b"."C""d"' })).toBe('"a.b"."C""d"');
    expect(relationOf({ ...source, table: "x; DROP TABLE y" })).toBe('"x; DROP TABLE y"');
    const column = 'v"; DROP';
    expect(
      queryOf({ source: { ...source, table: "t" }, columns: [column], before: "all", span: {} }).text,
    ).toBe('SELECT q."v""; DROP" FROM "t" AS q');
  });
  it("reads arrays of any shape", () => {
    expect(arrayJson("{}", "int")).toBe("[]");
    expect(arrayJson("[0:1]={1,2}", "int")).toBe("[1,2]");
    expect(arrayJson('{NULL,"NULL",nan}', "text")).toBe('[null,"NULL","nan"]');
    expect(arrayJson("{NaN,1e10,-Infinity}", "double")).toBe('["NaN",1e10,"-Infinity"]');
    expect(arrayJson("{{t},{f}}", "boolean")).toBe("[[true],[false]]");
  });
  it("takes passwords out of messages", () => {
    expect(withoutSecrets("no p%40ss or p@ss", "postgres://u:p%40ss@h/d")).toBe("no *** or ***");
    expect(withoutSecrets("word is w", "host=h password=w")).not.toContain("is w");
  });
});
