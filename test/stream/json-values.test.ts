import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PinionError, type ColumnEntry } from "@pinion/core";
import { startServer } from "@pinion/runtime/http";
import { expect, it } from "vitest";
import { parseBody } from "../../packages/runtime/src/http/json/parse.js";
import { LIMITS } from "../../packages/runtime/src/http/options.js";
import { readPushRequest, readRawRows } from "../../packages/runtime/src/http/read/push-request.js";
import { pushedColumns } from "../../packages/runtime/src/serve/pushed-columns.js";
import { project } from "./support/trips.js";

/** A column of each type, and what shows its value as a text. */
const COLUMNS = {
  bool: ["t.boolean()", "string(v)"],
  tiny: ["t.int8()", "string(v)"],
  int: ["t.int32()", "string(v)"],
  big: ["t.int64()", "string(v)"],
  flt: ["t.float()", "string(v)"],
  dbl: ["t.double()", "string(v)"],
  dec: ["t.decimal(10, 2)", "string(v)"],
  str: ["t.string()", "v"],
  bin: ["t.bytes()", "hex(v)"],
  date: ["t.date()", "string(v)"],
  day: ['t.date({ format: "yyyyMMdd" })', "string(v)"],
  ts: ["t.timestamp()", "string(v)"],
  minute: ['t.timestamp({ format: "yyyy-MM-dd HH:mm" })', "string(v)"],
  millis: ['t.timestamp({ format: "epoch_millis" })', "string(v)"],
  arr: ["t.array(t.int32())", "to_json(v)"],
  bigs: ["t.array(t.int64())", "to_json(v)"],
  dbls: ["t.array(t.double())", "to_json(v)"],
  decs: ["t.array(t.decimal(20, 2))", "to_json(v)"],
  map: ["t.map(t.string(), t.int64())", "to_json(v)"],
  st: ["t.struct({ a: t.int32(), b: t.string() })", "to_json(v)"],
} as const;
type Name = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as Name[];

const WRITTEN =
  String.raw`null true false 0 1 -0 -0.0 1.0 1.5 1e2 1E+2 1e-2 127 128 -128 2147483647 2147483648 -2147483648 9007199254740993
 9223372036854775807 9223372036854775808 1e18 1e19 1e400 -1e400 0.1 1.005 12345678.90 99999999.995 3.4e38 3.5e38 1e-50 1704067200
 1704067200000 1704067200000.5 20240229 NaN -inf Infinity nul 01 +1 .5 5. [] [1] [1.0] [1.5] [null] ["1"] [true] [[1]] [1,] [1,2,] [NaN] [-0] [-0.0]
 [1e2] [1e18] [9007199254740993] [12345678901234567.89] [12345678901234567.895] {} {"a":1} {"a":"1","b":2} {"a":1,"b":null,"c":3} {"a":1.5}
 {"A":1} {"b":1,"1":2} {"a":1,"a":2} {"a":1,} [["x",1]] [["x",1],["x",2]] "\ud800" "\udc00\ud800" "\ud83d\ude00" "\\ud800" "\u0000" "\u0031" "x,}" "[NaN]"
 1.7976931348623159e308 4.9e-324 123456789012345678901234567890 0.30000000000000004 100000000000000000000 tru "a`.split(
    /\s+/u,
  );
const TEXTS = [
  ..."a|| |  |\t| 1 |\t1|1\u00a0|1|1.0|1.5|1.|.5|+1|-1|--1|+-1|1e2|1e-2|1e18|1e400|-1e400|true|TRUE|t|F|yes|NaN|nan|+NaN|Infinity|INFINITY|inf|+inf|-inf|-infinity|0x1F|0b11|1_0|1,000|1d".split(
    "|",
  ),
  ..."2024-02-29|2023-02-29|20240229|2024-03-10 02:30:00|2024-11-03 01:30:00|2024-01-01T00:00:00Z|2024-01-01 00:00|2024-01-01T00:00:00+05:30".split(
    "|",
  ),
  ..."2024-01-01 00:00:00.123456789|2024|2024-1-1|2024-01-01 24:00|12:30|today|epoch|294247-01-10 04:00:54|294247-01-11|-0001-01-01|1704067200000|1704067200000.5|9007199254740993".split(
    "|",
  ),
  ...'[1,2]|[1,]|null|{"a":1}|{"a":1,"c":[]}|aGk=|aGk|aGk= |aGl=|a b|9223372036854775808|123456789.12|1.005|1'.split(
    "|",
  ),
].map((text) => JSON.stringify(text));

const NESTED: ReadonlySet<string> = new Set(["arr", "bigs", "dbls", "decs", "map", "st"]);
/** Numbers and words tell nothing of nested types that one of them does not, nor lists and objects of others. */
const isTelling = (name: Name, literal: string): boolean =>
  NESTED.has(name) ? /^(?:[[{n1]|"[[{ n])/u.test(literal) : !/^[[{]./u.test(literal) || name === "str";

const LITERALS = [...new Set([...WRITTEN, ...TEXTS])];
const AT = '"at":"2024-01-02T00:00:00Z"';
/** Whole lines with members twice; the key is the name, of the first `twice`. */
const LINES: Readonly<Record<string, string>> = {
  "two keys": `{${AT},"k":"first","k":"twice","c_int":1}`,
  "two times": `{"at":"2024-05-02T00:00:00Z",${AT},"k":"two times","c_int":1}`,
  "two values": `{${AT},"k":"two values","c_int":1,"c_str":"a","c_int":"2","c_str":"b"}`,
  "a value and a null": `{${AT},"k":"a value and a null","c_int":1,"c_int":null}`,
  "an escaped name": `{${AT},"k":"an escaped name","c_int":1,"\\u0063_int":3}`,
};

const file = "in.jsonl";
const columnsOf = NAMES.map((name) => `c_${name}: ${COLUMNS[name][0]}`).join(", ");
const featuresOf = (prefix: string): string =>
  NAMES.map(
    (name) => `${prefix}_${name}: expr(${JSON.stringify(COLUMNS[name][1].replace("v", `c_${name}`))})`,
  ).join(", ");
const definitions = `import { anchor, expr, fileSource, json, key, localLog, t } from "@pinion/dsl";
const columns = { at: t.timestamp(), k: t.string(), ${columnsOf} };
const keys = key("k", t.string());
export const b = anchor("b", { key: keys, source: fileSource("f", { path: "${file}", columns, eventTimestamp: "at", maxRejected: "100%" }), features: { ${featuresOf("b")} } });
export const p = anchor("p", { key: keys, source: fileSource("pushed", { path: "${file}", columns, eventTimestamp: "at" }), features: { ${featuresOf("p")} } });
export const s = anchor("s", { key: keys, source: localLog("l", { path: "${file}", schema: json(), columns, eventTimestamp: "at" }), features: { ${featuresOf("s")} } });
`;

interface Case {
  readonly name: Name;
  readonly literal: string;
  readonly key: string;
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** A push of a row of each case, as Feast's clients send it. */
function pushOf(cases: readonly Case[]): string {
  const list = (of: (one: Case) => string): string => `[${cases.map(of).join(",")}]`;
  const columns = NAMES.filter((name) => cases.some((one) => one.name === name)).map(
    (name) => `"c_${name}":${list((one) => (one.name === name ? one.literal : "null"))}`,
  );
  const df = `{"at":${list(() => '"2024-01-02T00:00:00Z"')},"k":${list(({ key }) => `"${key}"`)},${columns.join(",")}}`;
  return `{"push_source_name":"pushed","df":${df}}`;
}

/** Whether a push of this case alone is taken, by what the server reads it with. */
function isTaken(one: Case, columns: readonly ColumnEntry[]): boolean {
  const body = pushOf([one]);
  try {
    const request = readPushRequest(parseBody(body), "push_source_name", LIMITS);
    const { rows } = readRawRows(request, body, () => true, Date.now());
    pushedColumns(columns, columns, "UTC")(rows[0] ?? {}, 0);
    return true;
  } catch (error) {
    if (error instanceof PinionError) return false;
    throw error;
  }
}

/** Pushes what is taken, all at once, and of each column one that is not. */
async function push(address: string, columns: readonly ColumnEntry[], cases: readonly Case[]): Promise<void> {
  const send = async (body: string): Promise<number> => {
    const headers = { "content-type": "application/json" };
    return (await fetch(`${address}/push`, { method: "POST", headers, body })).status;
  };
  const refused = new Set(cases.filter((one) => !isTaken(one, columns)));
  expect(await send(pushOf(cases.filter((one) => !refused.has(one))))).toBe(200);
  for (const name of NAMES) {
    const one = [...refused].find((candidate) => candidate.name === name && isJson(candidate.literal));
    if (one !== undefined) expect([one, await send(pushOf([one]))]).toEqual([one, 422]);
  }
}

it("reads each value of JSON in a stream and in a push as it reads it in a file, or rejects it in all", async () => {
  const { dir, open, remove } = await project(definitions);
  try {
    const cases: readonly Case[] = LITERALS.flatMap((literal, i) =>
      NAMES.filter((name) => isTelling(name, literal)).map((name) => ({
        name,
        literal,
        key: `${i}:${name}`,
      })),
    );
    const lines = cases.map(({ name, literal, key }) => `{${AT},"k":"${key}","c_${name}":${literal}}`);
    writeFileSync(join(dir, file), [...lines, ...Object.values(LINES), ""].join("\n"));
    const client = await open();
    for (const sink of ["b", "s"]) {
      const isStream = sink === "s";
      await client.materializeFeatures({
        name: sink,
        sinks: [{ kind: "embedded", tableName: sink, ...(isStream ? { streaming: true } : {}) }],
        featureNames: NAMES.map((name) => `${sink}_${name}`) as never,
        ...(isStream
          ? { stream: { from: "beginning", untilEnd: true } }
          : { backfillTime: { end: "2024-03-01" } }),
      });
      await client.waitJobToFinish({ timeoutSec: 140 });
    }
    const server = await startServer({ client, port: 0, timeouts: { drain: 0 } });
    try {
      const source = client.manifest.sources.find(({ name }) => name === "pushed");
      await push(server.address, source?.columns ?? [], cases);
    } finally {
      await server.stop();
    }
    const keys = [...cases.map(({ key }) => key), "first", "twice", ...Object.keys(LINES)];
    const readAll = async (table: string) => {
      const rows = await client.getOnlineRows(
        table,
        keys,
        NAMES.map((name) => `${table}_${name}`),
      );
      return new Map(
        rows.map((row, i) => [
          keys[i] ?? "",
          row.found ? NAMES.map((name) => row.features[`${table}_${name}`] ?? null) : "rejected",
        ]),
      );
    };
    const [batch, stream, pushed] = [await readAll("b"), await readAll("s"), await readAll("p")];
    const shown = (rows: typeof batch) => [
      ...cases.map(({ name, literal, key }) => {
        const row = rows.get(key);
        return [name, literal, typeof row === "string" ? row : row?.[NAMES.indexOf(name)]];
      }),
      ...keys.slice(cases.length).map((key) => [key, rows.get(key)]),
    ];
    const [ofBatch, ofStream] = [shown(batch), shown(stream)];
    const differ = (rows: readonly unknown[], where: string): readonly string[] =>
      rows.flatMap((row, i) => {
        const [here, inBatch] = [JSON.stringify(row), JSON.stringify(ofBatch[i])];
        return here === inBatch ? [] : [`in the ${where} ${here}, in the file ${inBatch}`];
      });
    expect(differ(ofStream, "stream")).toEqual([]);
    // A push has no lines, so no members that stand in one twice.
    expect(differ(shown(pushed).slice(0, cases.length), "push")).toEqual([]);

    const value = (name: Name, literal: string) =>
      ofStream.find((row) => row[0] === name && row[1] === literal)?.[2];
    const of = (name: Name, literals: readonly string[]) => literals.map((literal) => value(name, literal));
    const no = "rejected";
    expect(of("minute", ['"2024-01-01 00:00"', '"2024-02-29"', '"12:30"'])).toEqual([
      ...["2024-01-01 00:00:00", no, no],
    ]);
    expect(of("millis", ['" 1 "', '"12:30"', '"0x1F"'])).toEqual(["1970-01-01 00:00:00.001", no, no]);
    expect(of("bin", ['"aGk="', '"aGk"', '"yes"', '" "', "127"])).toEqual(["6869", no, no, no, no]);
    expect(of("dbl", ['"nan"', '"-inf"', "-0", "-0.0", '"1_0"'])).toEqual([
      ...["NaN", "-Infinity", "0.0", "-0.0", no],
    ]);
    expect(of("bool", ["1", "1.0", '"t"'])).toEqual(["true", no, "true"]);
    expect(of("int", ["1e2", '"1e2"', "1.5", '"0x1F"'])).toEqual(["100", "100", no, no]);
    expect(of("str", [String.raw`"\ud800"`, "[1,]", "NaN"])).toEqual([no, no, no]);
    expect(of("st", ['{"a":1,"b":null,"c":3}', '{"A":1}', '"null"'])).toEqual(['{"a":1}', "{}", no]);
    const int = NAMES.indexOf("int");
    const ints = ["first", "twice", "two values", "a value and a null", "an escaped name"].map((key) => {
      const row = stream.get(key);
      return typeof row === "string" ? row : row?.[int];
    });
    expect(ints).toEqual([no, "1", "2", null, "3"]);
    await client.close();
  } finally {
    remove();
  }
});
