import { openClient, type Client } from "@pinion/runtime";
import type { HttpServer } from "@pinion/runtime/http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compiledProject } from "../support/compiled.js";
import { config, IMPORTS, type TestProject } from "../support/project.js";
import { serve } from "./support/served.js";

/* What a training set may be made of is what may be asked for: values of requests in observations and in calls. */

const COLUMNS = {
  by: "t.bytes()",
  ar: "t.array(t.int32())",
  mp: "t.map(t.string(), t.int64())",
  st: "t.struct({ a: t.int32() })",
  dt: "t.date()",
  ts: "t.timestamp()",
  ep: 't.timestamp({ format: "epoch_millis" })',
  de: "t.decimal(10, 2)",
  bo: "t.boolean()",
  d: "t.double()",
  f: "t.float()",
  i: "t.int32()",
  b: "t.int64()",
  s: "t.string()",
} as const;
type Name = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as readonly Name[];
const shown = (name: Name): string =>
  name === "by" ? "hex(by)" : ["ar", "mp", "st"].includes(name) ? `to_json(${name})` : `string(${name})`;

const FEATURES = `${IMPORTS}
const asked = requestSource("asked", { columns: { ${NAMES.map((name) => `${name}: ${COLUMNS[name]}`).join(", ")} } });
export const all = anchor("all", { source: asked, features: { ${NAMES.map((name) => `r_${name}: expr("${shown(name)}")`).join(", ")} } });
`;

const LITERALS: Readonly<Record<Name, readonly string[]>> = {
  by: ['"aGk="', '"yes"', '"aGk"', '""', "1"],
  ar: ["[1,2]", '"[1,2]"', "[1.5]", '["1"]', "[null]"],
  mp: ['{"x":1}', '[["x",1]]', '{"x":9007199254740993}', '{"x":"y"}'],
  st: ['{"a":1}', '{"a":"1"}', '{"a":1,"c":2}', "{}"],
  dt: ['"2024-02-29"', '"2024-2-9"', '"2024"', '"2024-02-30"', "19000"],
  ts: ['"2024-03-10 02:30:00"', '"2024-01-01T00:00:00Z"', '"2024-01-01"', "1704067200", '"soon"'],
  ep: ["1704067200000", '"1704067200000"', '"soon"', "true"],
  de: ["1.005", '"1.10"', "1", '"1.005"', "1e2", "12345678.90", "123456789"],
  bo: ["true", '"true"', '"t"', "1", '" "'],
  d: ['"1.5"', '"NaN"', "-0", "-0.0", '"nan"', '"1_0"', '"0x1F"', "true", '" "', "12345678901234567"],
  f: ["0.1", "16777217", "1e39", '"Infinity"'],
  i: ["1.0", "1.5", '"1"', "1e2", "2147483648", "true", '" 1 "'],
  b: ["9007199254740993", '"9007199254740993"', "1e3", "9223372036854775808", '"0x1F"', '"+1"'],
  s: ["1", "true", '""', '" "', '"\\u00e4\\ud834\\udd1e"', '"{\\"s\\":1}"'],
};
const CASES = NAMES.flatMap((name) => ["null", ...LITERALS[name]].map((literal) => ({ name, literal })));

describe("values of request columns", () => {
  let project: TestProject;
  let client: Client<Record<string, never>>;
  let server: HttpServer;
  beforeAll(async () => {
    project = await compiledProject({ "pinion.config.ts": config(), "features.ts": FEATURES });
    client = await openClient({ project: project.dir });
    server = await serve({ client });
  });
  afterAll(async () => {
    await server.stop();
    await client.close();
    project.remove();
  });
  const join = (path: string, features: readonly string[], output: string) =>
    client.getOfflineFeatures({
      observations: { path, eventTimestamp: "at", unreadable: "reject" },
      features,
      output,
    });
  const lines = (file: string): readonly Record<string, unknown>[] =>
    project
      .read(file)
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it("are the same in observations of JSON Lines as in calls", async () => {
    const rows = CASES.map(({ name, literal }, id) => {
      const others = NAMES.map((other) => `"${other}":${other === name ? literal : "null"}`);
      return `{"at":"2024-01-01","id":${id},${others.join(",")}}\n`;
    });
    project.write("observed.jsonl", rows.join(""));
    const features = NAMES.map((name) => `r_${name}`);
    await join("observed.jsonl", features, "joined.jsonl");
    const joined = new Map(lines("joined.jsonl").map((row) => [row["id"], row]));

    const learnt: unknown[] = [];
    const served: unknown[] = [];
    for (const [id, { name, literal }] of CASES.entries()) {
      const row = joined.get(id);
      learnt.push([name, literal, row === undefined ? "refused" : row[`r_${name}`]]);
      const body = `{"features":["r_${name}"],"entities":[{}],"request":[{"${name}":${literal}}]}`;
      const answer = await fetch(`${server.address}/v1/features`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      const { rows: found } = (await answer.json()) as { rows?: readonly { values: readonly unknown[] }[] };
      served.push([name, literal, found === undefined ? "refused" : found[0]?.values[0]]);
    }
    expect(learnt).toEqual(served);
    expect(joined.size).toBeGreaterThan(40);
    expect(joined.size).toBeLessThan(CASES.length - 30);
  });

  it("are asked of observations as far as features use them, and texts of CSV are read as in sources", async () => {
    project.write("observed.csv", "at,d,by\n2024-01-01,1.5,aGk=\n2024-01-01,1_0,aGk=\n2024-01-01,2,aGk\n");
    const report = await join("observed.csv", ["r_d", "r_by"], "texts.jsonl");
    expect(lines("texts.jsonl").map(({ r_d, r_by }) => [r_d, r_by])).toEqual([["1.5", "6869"]]);
    expect(report.rejected.map(({ reason, rows }) => [reason, rows])).toEqual([
      ["`by` is no binary", 1],
      ["`d` is no double", 1],
    ]);
    await expect(join("observed.csv", ["r_i"], "none.jsonl")).rejects.toMatchObject({ code: "PN7031" });
  });

  it("are no texts in Parquet where calls take none", async () => {
    project.write(
      "typed.jsonl",
      ['"1.5"', '"NaN"'].map((d) => `{"at":"2024-01-01","d":${d},"by":"aGk="}\n`).join(""),
    );
    await join("typed.jsonl", ["r_by"], "typed.parquet");
    const report = await join("typed.parquet", ["r_d"], "from-parquet.jsonl");
    expect(report.rejected).toMatchObject([{ reason: "`d` is no double", rows: 1, samples: ["1.5"] }]);
    expect(lines("from-parquet.jsonl").map(({ r_d }) => r_d)).toEqual(["NaN"]);
  });
});
