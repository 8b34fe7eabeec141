import {
  arrayOf,
  BIGINT,
  BOOLEAN,
  decimal,
  DOUBLE,
  FLOAT,
  INT,
  STRING,
  type DataType,
  type Value,
} from "@pinion/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { groupId } from "../../src/stores/row/index.js";
import { readTables } from "../../src/serve/tables.js";
import { rowsOf } from "../support/rows.js";
import type { OnlineStore, RowSchema, WriterOptions } from "../../src/ports.js";

export interface StoreUnderTest {
  readonly store: OnlineStore;
  /** A second client of the same data, where the store outlives a process. */
  readonly reopen?: () => Promise<OnlineStore>;
  /** Puts a text where what is noted of a table stands, as another program would. */
  readonly note?: (table: string, text: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const KEYS = [{ name: "id", type: INT }];
const SCHEMA: RowSchema = {
  fields: [
    { name: "f_avg", type: FLOAT },
    { name: "f_name", type: STRING },
    { name: "f_count", type: BIGINT },
    { name: "f_flag", type: BOOLEAN },
    { name: "f_vector", type: arrayOf(DOUBLE) },
  ],
};
const NAMES = SCHEMA.fields.map((field) => field.name);
const DAY = 86_400_000_000;

export interface StoreTraits {
  /** Whether it keeps the checkpoints of jobs. */
  readonly checkpoints?: boolean;
}

/** What every online store must do. */
export function onlineStoreContract(
  name: string,
  open: () => Promise<StoreUnderTest>,
  { checkpoints = true }: StoreTraits = {},
): void {
  describe(`online store: ${name}`, () => {
    let under: StoreUnderTest;
    let store: OnlineStore;

    beforeEach(async () => {
      under = await open();
      store = under.store;
    });
    afterEach(() => under.close());

    const materialise = async (
      asOf: number,
      rows: Readonly<Record<string, readonly Value[]>>,
      options: Partial<WriterOptions> = {},
    ) => {
      const writer = await store.openWriter({ table: "t", keys: KEYS, schema: SCHEMA, asOf, ...options });
      await writer.write(Object.entries(rows).map(([key, values]) => ({ key, values })));
      return writer.finish();
    };
    const values = async (key: string, names: readonly string[] = NAMES, table = "t") =>
      (await rowsOf(store, table, [key], names))[0]?.map((row) => row.values);

    const ROW: readonly Value[] = [1.5, "a # % ☃ 𝄞", 9007199254740993n, false, [0.1, null, -0]];

    it("gives back what was written, bit for bit", async () => {
      await materialise(DAY, { "1": ROW, "2": [null, null, null, null, null], "3": [0, "", 0, true, []] });
      expect(await values("1")).toEqual([ROW]);
      expect(await values("2")).toEqual([[null, null, null, null, null]]);
      expect(await values("3")).toEqual([[0, "", 0, true, []]]);
    });

    it("decodes the names asked for, in their order", async () => {
      await materialise(DAY, { "1": ROW });
      expect(await values("1", ["f_flag", "f_avg"])).toEqual([[false, 1.5]]);
      expect(await values("1", ["f_flag", "f_other"])).toEqual([[false, undefined]]);
    });

    it("reads a list by what it has now, whatever names it had before", async () => {
      await materialise(DAY, { "1": ROW });
      const names = ["f_avg"];
      expect(await values("1", names)).toEqual([[1.5]]);
      names[0] = "f_flag";
      expect(await values("1", names)).toEqual([[false]]);
      names.push("f_avg");
      expect(await values("1", names)).toEqual([[false, 1.5]]);
    });

    it("tells the as-of time", async () => {
      await materialise(5 * DAY, { "1": ROW });
      expect((await rowsOf(store, "t", ["1"], NAMES))[0]?.[0]?.asOf).toBe(5 * DAY);
    });

    it("answers", async () => {
      await expect(store.ping()).resolves.toBeUndefined();
    });

    it("has nothing for a key, a table or a name that is not there", async () => {
      await materialise(DAY, { "1": ROW });
      expect(await rowsOf(store, "t", ["7", "1"], ["f_avg"])).toMatchObject([[], [{ values: [1.5] }]]);
      expect(await rowsOf(store, "nowhere", ["1"], ["f_avg"])).toEqual([[]]);
      expect(await rowsOf(store, "t", ["1"], ["f_other"])).toEqual([[]]);
      expect(await rowsOf(store, "t", [], ["f_avg"])).toEqual([]);
      expect(await store.table("nowhere")).toBeUndefined();
    });

    it("replaces a row by one of a later or the same as-of time, never by an older one", async () => {
      await materialise(2 * DAY, { "1": ROW });
      const older = await materialise(DAY, { "1": [9, null, null, null, null], "2": ROW });
      expect(older.outdated).toBe(2);
      expect(await values("1")).toEqual([ROW]);
      expect(await values("2")).toEqual([]);
      await materialise(2 * DAY, { "1": [2, null, null, null, null] });
      expect((await values("1"))?.[0]?.[0]).toBe(2);
      await materialise(3 * DAY, { "1": [3, null, null, null, null] });
      expect((await values("1"))?.[0]?.[0]).toBe(3);
    });

    it("removes keys that are gone only after the new rows are in", async () => {
      await materialise(DAY, { "1": ROW, "2": ROW });
      const writer = await store.openWriter({ table: "t", keys: KEYS, schema: SCHEMA, asOf: 2 * DAY });
      await writer.write([{ key: "1", values: [2, null, null, null, null] }]);
      expect(await values("2")).toEqual([ROW]);
      expect(await writer.finish()).toMatchObject({ written: 1, removed: 1 });
      expect(await values("2")).toEqual([]);
    });

    it("keeps old rows where a writer is abandoned", async () => {
      await materialise(DAY, { "1": ROW, "2": ROW });
      const writer = await store.openWriter({ table: "t", keys: KEYS, schema: SCHEMA, asOf: 2 * DAY });
      await writer.write([{ key: "1", values: [2, null, null, null, null] }]);
      await writer.abandon();
      expect(await values("2")).toEqual([ROW]);
      expect((await store.table("t"))?.groups[0]?.asOf).toBe(DAY);
    });

    it("keeps a job's checkpoints beside its rows, until it has finished or the table is dropped", async () => {
      const open = (job: string) =>
        store.openWriter({ table: "t", keys: KEYS, schema: SCHEMA, asOf: DAY, job });
      const first = await open("one");
      if (!checkpoints) {
        expect(first.reached).toBeUndefined();
        return;
      }
      expect(first.reached).toBe(0);
      await first.write([{ key: "1", values: ROW }]);
      expect(await first.checkpoint?.(1)).toMatchObject({ written: 1, outdated: 0 });
      await first.write([{ key: "2", values: ROW }]);
      expect(await first.checkpoint?.(2)).toMatchObject({ written: 2, outdated: 0 });
      await first.abandon();
      expect((await open("other")).reached).toBe(0);
      const again = await open("one");
      expect(again.reached).toBe(2);
      await again.finish();
      expect((await open("one")).reached).toBe(0);
      await (await open("one")).checkpoint?.(3);
      await store.dropTable("t");
      expect((await open("one")).reached).toBe(0);
    });

    it("keeps no checkpoint of a writer without a job", async () => {
      const writer = await store.openWriter({ table: "t", keys: KEYS, schema: SCHEMA, asOf: DAY });
      expect(writer.reached).toBeUndefined();
    });

    it("keeps feature groups apart", async () => {
      await materialise(2 * DAY, { "1": ROW });
      await materialise(
        DAY,
        { "1": [7], "2": [8] },
        { schema: { fields: [{ name: "f_later", type: INT }] } },
      );
      expect(await values("1", ["f_avg"])).toEqual([[1.5]]);
      expect(await values("1", ["f_later"])).toEqual([[7]]);
      expect(await values("2", ["f_later", "f_avg"])).toEqual([[8, undefined]]);
      expect(await values("1", ["f_avg", "f_later"])).toEqual([[1.5, 7]]);
    });

    it("reads rows of an older schema of the same group, as the type that was written last", async () => {
      const begin = (type: DataType, asOf: number) =>
        store.openWriter({ table: "t", keys: KEYS, schema: { fields: [{ name: "f", type }] }, asOf });
      await materialise(DAY, { "1": [1], "2": [2] }, { schema: { fields: [{ name: "f", type: INT }] } });
      const wider = await begin(decimal(12, 2), 2 * DAY);
      await wider.write([{ key: "1", values: [150n] }]);
      expect(await values("1", ["f"])).toEqual([[150n]]);
      expect(await values("2", ["f"])).toEqual([[200n]]);
      await wider.abandon();
      const other = await begin(STRING, 3 * DAY);
      await other.write([{ key: "1", values: ["one"] }]);
      expect(await values("1", ["f"])).toEqual([["one"]]);
      await expect(values("2", ["f"])).rejects.toMatchObject({
        code: "PN6010",
        message: "`f` is stored in table `t` as int, and declared as string",
      });
      await other.finish();
      expect(await values("2", ["f"])).toEqual([]);
    });

    it("takes rows with as-of times of their own, and never an older one over a newer", async () => {
      const writer = await store.openStreamWriter({ table: "s", keys: KEYS, schema: SCHEMA });
      const late = 9223372036854775806n;
      const row = (key: string, asOf: number | bigint, value: number) => ({
        ...{ key, asOf },
        values: [value, null, null, null, null],
      });
      expect(await writer.upsert([row("1", DAY, 1), row("2", 2 * DAY, 2), row("3", late, 3)])).toMatchObject({
        ...{ written: 3, outdated: 0 },
      });
      // The same, newer, older by one microsecond where a double cannot tell, and before 1970.
      const again = await writer.upsert([
        row("1", DAY, 10),
        row("2", 2 * DAY + 1, 20),
        row("3", late - 1n, 30),
        row("4", -5, 4),
      ]);
      expect(again).toMatchObject({ written: 3, outdated: 1 });
      expect(await writer.upsert([row("4", -6, 40), row("2", 2 * DAY, 200)])).toMatchObject({ written: 0 });
      const read = await rowsOf(store, "s", ["1", "2", "3", "4"], ["f_avg"]);
      expect(read.map((rows) => [rows[0]?.asOf, rows[0]?.values[0]])).toEqual([
        [DAY, 10],
        [2 * DAY + 1, 20],
        [late, 3],
        [-5, 4],
      ]);
      expect(await writer.upsert([])).toEqual({ written: 0, outdated: 0, bytes: 0 });
    });

    it("keeps rows of a stream before those of a materialisation as of an earlier time", async () => {
      const writer = await store.openStreamWriter({ table: "t", keys: KEYS, schema: SCHEMA });
      await writer.upsert([{ key: "1", asOf: 2 * DAY, values: ROW }]);
      expect(await materialise(DAY, { "1": [9, null, null, null, null] })).toMatchObject({ outdated: 1 });
      expect(await values("1")).toEqual([ROW]);
    });

    it("refuses another key for the same table, and a name that is none", async () => {
      await materialise(DAY, { "1": ROW });
      await expect(materialise(DAY, {}, { keys: [{ name: "id", type: STRING }] })).rejects.toMatchObject({
        code: "PN6005",
      });
      await expect(materialise(DAY, {}, { table: "a:b" })).rejects.toMatchObject({ code: "PN7005" });
      await expect(materialise(DAY, {}, { table: "" })).rejects.toMatchObject({ code: "PN7005" });
    });

    it("holds hostile and long keys apart", async () => {
      const keys = [
        "",
        "__proto__",
        "a#b",
        "a:b",
        "*",
        "[ab]",
        "☃",
        "𝄞",
        "\u0000",
        "x".repeat(5000),
        "x".repeat(5001),
      ];
      await materialise(
        DAY,
        Object.fromEntries(
          keys.filter((key) => key !== "__proto__").map((key, i) => [key, [i, null, null, null, null]]),
        ),
      );
      const answers = await rowsOf(store, "t", keys, ["f_avg"]);
      expect(answers.map((rows) => rows[0]?.values[0])).toEqual([0, undefined, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    });

    it("lists tables and describes them", async () => {
      await materialise(DAY, { "1": ROW });
      await materialise(DAY, { "1": ROW }, { table: "t.2" });
      expect(await store.tables()).toEqual(["t", "t.2"]);
      expect(await store.table("t")).toMatchObject({ keys: KEYS, groups: [{ schema: SCHEMA, asOf: DAY }] });
    });

    it("begins a table anew that was dropped: nothing of the old one comes back, of however early a time", async () => {
      await materialise(2 * DAY, { "1": ROW, "2": ROW });
      expect(await store.dropTable("t")).toBe(true);
      await materialise(DAY, { "1": [9, null, null, null, null] });
      expect((await values("1"))?.[0]?.[0]).toBe(9);
      expect(await values("2")).toEqual([]);
    });

    it("drops a table and no other", async () => {
      await materialise(DAY, { "1": ROW });
      await materialise(DAY, { "1": ROW }, { table: "t2" });
      expect(await store.dropTable("t")).toBe(true);
      expect(await store.dropTable("t")).toBe(false);
      expect(await values("1")).toEqual([]);
      expect(await values("1", NAMES, "t2")).toEqual([ROW]);
      expect(await store.tables()).toEqual(["t2"]);
    });

    it("removes one feature of a key and nothing else", async () => {
      await materialise(3 * DAY, { "1": ROW, "2": ROW }, { ttlSeconds: 1_000 });
      await materialise(DAY, { "1": [7] }, { schema: { fields: [{ name: "f_later", type: INT }] } });
      const target = {
        kind: "features",
        table: "t",
        keys: ["1", "none"],
        names: ["f_count", "f_name"],
      } as const;
      expect(await store.delete(target)).toBe(1);
      expect(await store.delete(target)).toBe(0);
      const [avg, , , flag, vector] = ROW;
      expect(await values("1")).toEqual([[avg, undefined, undefined, flag, vector]]);
      expect((await rowsOf(store, "t", ["1"], NAMES))[0]?.[0]?.asOf).toBe(3 * DAY);
      expect(await values("1", ["f_later"])).toEqual([[7]]);
      expect(await values("2")).toEqual([ROW]);
    });

    it("tells a key, a feature and a value that are not there apart", async () => {
      await materialise(2 * DAY, { "1": ROW, "2": [null, null, null, null, null] });
      const found = async (key: string, names = NAMES) =>
        (await store.lookup([{ table: "t", keys: [key], names }]))[0]?.[0];
      for (const name of NAMES) {
        await store.delete({ kind: "features", table: "t", keys: ["1", "2"], names: [name] });
        const at = NAMES.indexOf(name);
        const left = (value: Value, i: number) => (i <= at ? undefined : value);
        const asOf = NAMES.map(() => 2 * DAY);
        expect(await found("1")).toEqual({ values: ROW.map(left), asOf });
        expect(await found("2")).toEqual({ values: NAMES.map((_, i) => left(null, i)), asOf });
      }
      const nothing = NAMES.map(() => undefined);
      expect(await found("3")).toEqual({ values: nothing, asOf: nothing });
      // Written anew it is there again.
      const writer = await store.openStreamWriter({ table: "t", keys: KEYS, schema: SCHEMA });
      await writer.upsert([{ key: "1", asOf: 2 * DAY, values: ROW }]);
      expect(await found("1")).toMatchObject({ values: ROW });
    });

    it("takes a value of an older group before a later row that lacks the feature", async () => {
      const one = { schema: { fields: [{ name: "f_avg", type: FLOAT }] } };
      await materialise(3 * DAY, { "1": ROW });
      await store.delete({ kind: "features", table: "t", keys: ["1"], names: ["f_avg"] });
      await materialise(2 * DAY, { "1": [7] }, one);
      expect(await values("1", ["f_avg", "f_flag"])).toEqual([[7, false]]);
      expect(await values("1", ["f_flag", "f_avg"])).toEqual([[false, 7]]);
    });

    describe("rows of a group, all of whose features a later one holds as well", () => {
      const schemaOf = (...names: readonly string[]): RowSchema => ({
        fields: names.map((name) => ({ name, type: INT })),
      });
      const [old, wide] = [schemaOf("a", "b"), schemaOf("a", "b", "c")];
      const groupsOf = async (table: string) =>
        (await store.table(table))?.groups.map(({ schema }) => schema.fields.map(({ name }) => name).join());
      const a = async (table: string, ...keys: readonly string[]) =>
        (await store.lookup([{ table, keys, names: ["a"] }]))[0]?.map(({ values: [value] }) => value);
      /** Every table has two keys of the old group as of the first day. */
      const fill = (table: string) => materialise(DAY, { "1": [1, 1], "2": [2, 2] }, { table, schema: old });
      const begin = async (table: string, schema = wide, asOf = 3 * DAY) => {
        await fill(table);
        return store.openWriter({ table, keys: KEYS, schema, asOf });
      };

      it("go once the new rows are in and every reader knows of them", async () => {
        await fill("t");
        // What it knows of the table from now on is of the time before the new group.
        const reader = under.reopen === undefined ? undefined : await under.reopen();
        const look = async () =>
          (await reader?.lookup([{ table: "t", keys: ["1"], names: ["a", "b"] }]))?.[0]?.[0]?.values;
        const seen = new Set<unknown>([String(await look())]);
        const writer = await store.openWriter({ table: "t", keys: KEYS, schema: wide, asOf: 3 * DAY });
        const earlier = await begin("earlier", wide, DAY / 2);
        const partly = await begin("partly", schemaOf("a", "c"));
        const streamed = await begin("streamed");
        const idle = await begin("idle");
        const open = (table: string) => store.openStreamWriter({ table, keys: KEYS, schema: old });
        const [busy, quiet] = [await open("streamed"), await open("idle")];
        const late = await store.openWriter({ table: "idle", keys: KEYS, schema: old, asOf: 4 * DAY });
        await busy.upsert([{ key: "5", asOf: 3 * DAY, values: [5, 5] }]);
        for (const one of [writer, streamed, idle, earlier])
          await one.write([{ key: "1", values: [7, 7, 7] }]);
        await partly.write([{ key: "1", values: [7, 7] }]);
        expect(await a("t", "1", "2")).toEqual([7, 2]);

        let done = false;
        const looking = (async () => {
          do {
            seen.add(String(await look()));
            await new Promise((resolve) => setTimeout(resolve, 2));
          } while (!done);
        })();
        const reports = await Promise.all(
          [writer, partly, streamed, idle, earlier].map((one) => one.finish()),
        ).finally(() => (done = true));
        expect(reports.map(({ removed }) => removed)).toEqual([2, 0, 2, 2, 0]);
        await looking;
        seen.add(String(await look()));
        for (const found of seen)
          expect(reader === undefined ? ["undefined"] : ["1,1", "7,7"]).toContain(found);
        await reader?.close();

        expect(await groupsOf("t")).toEqual(["a,b,c"]);
        expect(await a("t", "1", "2")).toEqual([7, undefined]);
        // What a group holds alone stays, and what is not older.
        expect(await groupsOf("partly")).toEqual(["a,b", "a,c"]);
        expect(await a("partly", "1", "2")).toEqual([7, 2]);
        expect(await a("earlier", "1", "2")).toEqual([1, 2]);
        expect(await groupsOf("streamed")).toEqual(["a,b", "a,b,c"]);
        expect(await a("streamed", "1", "2", "5")).toEqual([7, undefined, 5]);
        // Who writes into a group that had no rows has it back.
        expect(await groupsOf("idle")).toEqual(["a,b,c"]);
        await quiet.upsert([{ key: "6", asOf: 3 * DAY, values: [6, 6] }]);
        expect(await a("idle", "1", "6")).toEqual([7, 6]);
        await store.delete({ kind: "group", table: "idle", group: groupId(old) });
        await late.write([{ key: "8", values: [8, 8] }]);
        await late.finish();
        expect(await a("idle", "1", "6", "8")).toEqual([7, undefined, 8]);
      });

      it("of the same time stand behind those of the group that was added last", async () => {
        const writer = await begin("t", wide, DAY);
        await writer.write([{ key: "1", values: [7, 7, 7] }]);
        expect(await a("t", "1", "2")).toEqual([7, 2]);
        await writer.abandon();
      });
    });

    it("removes a key of every group, and no other key", async () => {
      await materialise(DAY, { "1": ROW, "2": ROW, "11": ROW });
      const later = { schema: { fields: [{ name: "f_later", type: INT }] } };
      await materialise(DAY, { "1": [7], "2": [8] }, later);
      await materialise(DAY, { "1": ROW }, { table: "t2" });
      expect(await store.delete({ kind: "keys", table: "t", keys: ["1", "none"] })).toBe(2);
      expect(await values("1", [...NAMES, "f_later"])).toEqual([]);
      expect(await values("2", ["f_later"])).toEqual([[8]]);
      expect(await values("11")).toEqual([ROW]);
      expect(await values("1", NAMES, "t2")).toEqual([ROW]);
      expect(await store.delete({ kind: "keys", table: "nowhere", keys: ["1"] })).toBe(0);
    });

    it("removes a feature group and no other", async () => {
      await materialise(DAY, { "1": ROW, "2": ROW });
      await materialise(DAY, { "1": [7] }, { schema: { fields: [{ name: "f_later", type: INT }] } });
      const groups = (await store.table("t"))?.groups ?? [];
      const group = groups.find(({ schema }) => schema.fields.length === 5)?.id ?? "";
      expect(await store.delete({ kind: "group", table: "t", group })).toBe(2);
      expect((await store.table("t"))?.groups.map(({ id }) => id)).toEqual(
        groups.map(({ id }) => id).filter((id) => id !== group),
      );
      expect(await values("1")).toEqual([]);
      expect(await values("1", ["f_later"])).toEqual([[7]]);
      await materialise(DAY, { "2": ROW });
      expect(await values("1")).toEqual([]);
      expect(await values("2")).toEqual([ROW]);
    });

    it("takes thousands of rows and removes them again", async () => {
      const rows = Object.fromEntries(
        Array.from({ length: 12_000 }, (_, i) => [`k${i}`, [i, null, i, null, null]]),
      );
      expect(await materialise(DAY, rows)).toMatchObject({ written: 12_000, removed: 0 });
      expect(await values("k11999", ["f_count"])).toEqual([[11_999]]);
      expect(await materialise(2 * DAY, { k1: ROW })).toMatchObject({ written: 1, removed: 11_999 });
    });

    it("is there after a restart, and for other readers at once", async () => {
      if (under.reopen === undefined) return;
      await materialise(DAY, { "1": ROW });
      const other = await under.reopen();
      expect((await rowsOf(other, "t", ["1"], NAMES))[0]?.[0]?.values).toEqual(ROW);
      await materialise(2 * DAY, { "1": [7] }, { schema: { fields: [{ name: "f_new", type: INT }] } });
      expect((await rowsOf(other, "t", ["1"], ["f_new"]))[0]?.[0]?.values).toEqual([7]);
      await other.close();
    });

    it("leaves a table that it cannot read to those who name it", async () => {
      // Nobody else writes into the memory of a process.
      if (under.note === undefined) return;
      await materialise(DAY, { "1": ROW });
      const fields = '[[\\"f\\",\\"quaternion\\"]]';
      const group = `{"id":"g","newest":1,"schemas":["${fields}"]}`;
      const noted = {
        newer: ['{"format":2}', "it is of format 2, and this version reads format 1"],
        typed: [
          `{"format":1,"keys":"[]","groups":[${group}]}`,
          "its keys or features are noted with types that this version does not know",
        ],
        foreign: ["hello", "what is noted of it is not Pinion's"],
      } as const;
      for (const [table, [text]] of Object.entries(noted)) await under.note(table, text);
      expect(await store.tables()).toEqual(["foreign", "newer", "t", "typed"]);
      const { infos, unreadable } = await readTables(store);
      expect(infos.map(({ table }) => table)).toEqual(["t"]);
      for (const [table, [, reason]] of Object.entries(noted)) {
        expect(unreadable.get(table)?.reason).toBe(reason);
        const refused = { code: "PN6003", message: expect.stringContaining(reason) as string };
        await expect(store.table(table)).rejects.toMatchObject(refused);
        await expect(values("1", ["f"], table)).rejects.toMatchObject(refused);
        await expect(materialise(DAY, {}, { table })).rejects.toMatchObject(refused);
      }
      expect(await values("1")).toEqual([ROW]);
      // Of a table that is known already, too.
      await under.note("t", '{"format":2}');
      await expect(store.table("t")).rejects.toMatchObject({ code: "PN6003" });
    });
  });
}
