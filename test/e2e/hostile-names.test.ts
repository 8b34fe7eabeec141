import { embeddedSink, openClient, parquetSink } from "@pinion/runtime";
import { ts } from "ts-morph";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentOf, pinion } from "../support/pinion.js";
import { config, IMPORTS, testProject, type TestProject } from "../support/project.js";
import { redisAvailable, startRedis } from "../support/redis.js";
import { describeWith } from "../support/requires.js";

/*
 * Names that try to be more than names, in every place where a name may stand: each is a name, or is refused
 * with a code.
 */

const PWNED = 'require("fs").writeFileSync("pwned","")';
const NAMES = [
  "__proto__",
  "constructor",
  "toString",
  '"];process.exit()//',
  "'];process.exit()//",
  "`];process.exit()//",
  `\${${PWNED}}`,
  `*/${PWNED}/*`,
  "a'; DROP TABLE rides; --",
  "a\" FROM read_csv('x') --",
  "\\",
  "\\u0041",
  "line\u2028separator",
  "line\nbreak",
  "comma, quote\" and 'more'",
  "🚕",
  "e\u0301",
  " spaces ",
  "%s %d {0} $1 $&",
  "<script>alert(1)</script>",
  "x".repeat(3000),
];

const csvCell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const js = (text: string): string => JSON.stringify(text).replaceAll("\u2028", "\\u2028");
const quoted = (name: string): string => `\`${name.replaceAll("`", "``")}\``;

/** The text with its name in front: as a literal of the expression language. */
const literal = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

/** For each name a column, and an anchor whose key, description and tags bear it. */
const DEFINITIONS = `${IMPORTS}
const rides = fileSource("rides", {
  path: "rides.csv",
  columns: {
    id: t.int32(),
    at: t.timestamp(),
${NAMES.map((name) => `    [${js(name)}]: t.double({ description: ${js(name)} }),`).join("\n")}
  },
  eventTimestamp: "at",
});
${NAMES.map(
  (name, i) => `export const a${i} = anchor("a${i}", {
  source: rides,
  description: ${js(name)},
  key: key("id", t.int32(), { alias: ${js(name)}, description: ${js(name)}, fullName: ${js(name)} }),
  features: {
    f_sum_${i}: sum(${js(quoted(name))}, { window: "90d", filter: ${js(`${quoted(name)} > 0`)} })
      .describe(${js(name)})
      .tag({ [${js(name)}]: ${js(name)} }),
    f_row_${i}: expr(${js(`concat(${literal(name)}, cast(${quoted(name)} as string))`)}),
  },
});`,
).join("\n")}
`;

describe("a column, a key, a description", () => {
  let project: TestProject;
  beforeAll(async () => {
    const row = (value: number): string => NAMES.map((_, i) => value * (i + 1)).join(",");
    project = testProject({
      "pinion.config.ts": config(),
      "features.ts": DEFINITIONS,
      "rides.csv": `id,at,${NAMES.map(csvCell).join(",")}\n1,2024-03-01 10:00:00,${row(1)}\n1,2024-03-02 10:00:00,${row(-1)}\n`,
    });
    expect(await project.pinion(["build"])).toMatchObject({ code: 0 });
  });
  afterAll(() => project.remove());

  it("may have any name", async () => {
    const client = await openClient({ project: project.dir });
    for (const [i, name] of NAMES.entries()) {
      const featureNames = [`f_sum_${i}`, `f_row_${i}`];
      const sinks = [
        embeddedSink({ tableName: `t${i}` }),
        parquetSink({ path: "offline", storeName: `s${i}` }),
      ];
      const job = await client.materializeFeatures({
        ...{ name, featureNames, sinks },
        backfillTime: { end: "2024-03-06" },
      });
      await job.wait();
      const expected = { [`f_sum_${i}`]: i + 1, [`f_row_${i}`]: `${name}-${i + 1}.0` };
      expect(await client.getOnlineFeatures(`t${i}`, 1, featureNames), name).toEqual(expected);
    }
    await client.close();
    expect(project.exists("pwned")).toBe(false);
  });

  it("may have it in the texts of commands", async () => {
    const { features } = (await project.json(["list"])) as { features: { name: string; keys: string[] }[] };
    for (const [i, name] of NAMES.entries())
      expect(features.find((feature) => feature.name === `f_sum_${i}`)?.keys).toEqual([name]);
    const explained = await project.pinion(["explain", "f_sum_3"]);
    expect(explained).toMatchObject({ code: 0, stderr: "" });
    expect(explained.stdout).toContain("emitted JavaScript");
  });

  it("stays out of the code that is emitted", async () => {
    const bundle = ts.transpileModule(project.read(".pinion/evaluators.js"), { reportDiagnostics: true });
    expect(bundle.diagnostics).toEqual([]);
    const types = ts.createSourceFile(
      "client.d.ts",
      project.read(".pinion/client.d.ts"),
      ts.ScriptTarget.Latest,
    );
    for (const statement of types.statements)
      expect(
        ts.isInterfaceDeclaration(statement) ||
          ts.isExportDeclaration(statement) ||
          ts.isTypeAliasDeclaration(statement) ||
          ts.isImportDeclaration(statement),
        statement.getText(types),
      ).toBe(true);
  });
});

describe("a feature", () => {
  const FEATURES = [
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "toString",
    "__defineGetter__",
    "select",
    "await",
  ];
  let project: TestProject;
  beforeAll(async () => {
    const features = FEATURES.map((name) => `[${js(name)}]: count({ window: "90d" }),`).join("\n");
    project = testProject({
      "pinion.config.ts": config(),
      "rides.csv": "id,at\n1,2024-03-01 10:00:00\n",
      "features.ts": `${IMPORTS}
const rides = fileSource("rides", { path: "rides.csv", columns: { id: t.int32(), at: t.timestamp() }, eventTimestamp: "at" });
export const all = anchor("all", { source: rides, key: key("id", t.int32()), features: {\n${features}\n} });
export const sum2 = derived("f_sum_2", {
  inputs: { ["__proto__"]: all.features["__proto__"], constructor: all.features.constructor },
  transform: "__proto__ + \`constructor\`",
});
`,
    });
    expect(await project.pinion(["build"])).toMatchObject({ code: 0 });
  });
  afterAll(() => project.remove());

  it.each(["embedded", "parquet:offline"])("may be called what objects have, in %s", async (sink) => {
    const names = [...FEATURES, "f_sum_2"].join(",");
    const args = [
      "materialize",
      "--features",
      names,
      "--table",
      "__proto__",
      "--end",
      "2024-03-06",
      "--sink",
      sink,
    ];
    const report = await project.json(args);
    expect((report["features"] as { feature: string }[]).map(({ feature }) => feature)).toEqual(
      names.split(","),
    );
  });

  it("is read back under its name, from a table called __proto__", async () => {
    const ran = await project.pinion(["get", "__proto__", "1", "--features", FEATURES.join(","), "--json"]);
    expect(ran.stdout).toContain(`"features":{${FEATURES.map((name) => `"${name}":1`).join(",")}}`);
    const client = await openClient({ project: project.dir });
    const got = await client.multiGetOnlineFeatures("__proto__", [1], ["__proto__", "f_sum_2"]);
    const row = got["1"] as Readonly<Record<string, unknown>>;
    expect(Object.entries(row)).toEqual([
      ["__proto__", 1],
      ["f_sum_2", 2],
    ]);
    expect(Object.getPrototypeOf(row)).toBe(null);
    await client.close();
  });

  it.each(["a b", "a", "", "a\u2028b", "😀"])("cannot be called %j", async (name) => {
    const bad = testProject({
      "pinion.config.ts": config(),
      "features.ts": `${IMPORTS}
const rides = fileSource("rides", { path: "rides.csv", columns: { id: t.int32(), at: t.timestamp() }, eventTimestamp: "at" });
export const all = anchor("all", { source: rides, key: key("id", t.int32()), features: { [${js(name)}]: count({ window: "90d" }) } });`,
    });
    const ran = await bad.pinion(["check", "--json"]);
    expect(ran.code).toBe(1);
    expect(documentOf(ran)["diagnostics"]).toMatchObject([{ code: "PN1101" }]);
    bad.remove();
  });
});

describe("a path", () => {
  const PATHS = [
    "it's.csv",
    'say "hi".csv',
    "a;b--c.csv",
    "🚕 $HOME `id`.csv",
    "%41.csv",
    "a#b?c.csv",
    "a\u2028b.csv",
    "a[1].csv",
  ];
  const FOLDER = `it's "a" folder; #%20?🚕 $1`;

  it("may have any name, and so may its folder", async () => {
    const source = (path: string, i: number): string => `
const s${i} = fileSource("s${i}", { path: ${js(path)}, columns: { id: t.int32(), at: t.timestamp() }, eventTimestamp: "at" });
export const a${i} = anchor("a${i}", { source: s${i}, key: key("id", t.int32()), features: { f_${i}: count({ window: "90d" }), g_${i}: latest("id", { window: "90d" }) } });
`;
    const project = testProject({
      [`${FOLDER}/pinion.config.ts`]: config(),
      [`${FOLDER}/features.ts`]: `${IMPORTS}${PATHS.map(source).join("")}`,
      ...Object.fromEntries(
        PATHS.map((path, i) => [`${FOLDER}/${path}`, `id,at\n${i},2024-03-01 10:00:00\n`]),
      ),
    });
    const cwd = project.path(FOLDER);
    expect(await project.pinion(["build"], { cwd })).toMatchObject({ code: 0 });
    const features = PATHS.map((_, i) => `f_${i},g_${i}`).join(",");
    const sinks = ["--sink", "embedded", "--sink", `parquet:${FOLDER}`];
    const args = ["materialize", "--features", features, "--table", "t", "--end", "2024-03-06", ...sinks];
    expect(await project.json(args, { cwd })).toMatchObject({ keys: PATHS.length });
    const keys = PATHS.map((_, i) => String(i));
    const read = await project.json(["get", "t", ...keys, "--features", features], { cwd });
    const rows = read["rows"] as { features: Record<string, unknown> }[];
    PATHS.forEach((path, i) => expect(rows[i]?.features[`g_${i}`], path).toBe(i));
    project.remove();
  });
});

describe("the value of a key", () => {
  const VALUES = [
    ...NAMES.filter((name) => name.trim() !== ""),
    "",
    "a#b",
    "a%23b",
    "%",
    "#",
    "\u0000",
    "NULL",
  ];
  const BY_NAME = `${IMPORTS}
const rides = fileSource("rides", { path: "rides.jsonl", columns: { name: t.string(), at: t.timestamp() }, eventTimestamp: "at" });
export const all = anchor("all", { source: rides, key: key("name", t.string()), features: { f_n: count({ window: "90d" }), f_name: latest("name", { window: "90d" }) } });
`;
  const files = {
    "pinion.config.ts": config(),
    "features.ts": BY_NAME,
    "rides.jsonl": VALUES.map((name) => `${JSON.stringify({ name, at: "2024-03-01 10:00:00" })}\n`).join(""),
  };
  const check = async (project: TestProject, sink: string): Promise<void> => {
    expect(await project.pinion(["build"])).toMatchObject({ code: 0 });
    const args = [
      "materialize",
      "--features",
      "f_n,f_name",
      "--table",
      "t",
      "--end",
      "2024-03-06",
      "--sink",
      sink,
    ];
    expect(await project.json(args)).toMatchObject({ keys: VALUES.length, sources: [{ rowsRejected: 0 }] });
    const client = await openClient({ project: project.dir, store: sink });
    const rows = await client.multiGetOnlineFeatures("t", VALUES, ["f_n", "f_name"]);
    for (const name of VALUES) expect(rows[name], name).toEqual({ f_n: 1, f_name: name });
    await client.close();
  };

  it("may be any text, in the embedded store", async () => {
    const project = testProject(files);
    await check(project, "embedded");
    project.remove();
  });

  describeWith("in Redis", redisAvailable, () => {
    it("may be any text", async () => {
      const server = await startRedis();
      const project = testProject(files);
      await check(project, server.url);
      project.remove();
      await server.stop();
    });
  });
});

describe("an expression on the command line", () => {
  it("reads columns of any name", async () => {
    const line = (name: string): string =>
      `{"expr":${JSON.stringify(`${quoted(name)} + 1`)},"columns":{${JSON.stringify(name)}:"int"},"row":{${JSON.stringify(name)}:41}}\n`;
    const ran = await pinion(["eval", "--jsonl"], { input: NAMES.map(line).join("") });
    const answers = ran.stdout.trimEnd().split("\n");
    for (const [i, name] of NAMES.entries())
      expect(JSON.parse(answers[i] ?? ""), name).toMatchObject({ value: 42 });
  });
});
