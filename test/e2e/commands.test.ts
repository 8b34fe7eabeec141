import { spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentOf, pinion, PINION, run } from "../support/pinion.js";
import type { TestProject } from "../support/project.js";
import { builtRides, readRows, ridesProject, ZONES } from "./support/rides.js";

/* What every command promises: one JSON document with `--json`, and its exit code. */

describe("the commands, one after the other", () => {
  let project: TestProject;
  beforeAll(() => {
    project = ridesProject();
  });
  afterAll(() => project.remove());

  it("check says that all is in order", async () => {
    const people = await project.pinion(["check"]);
    expect(people).toMatchObject({ code: 0, stdout: "7 features are in order\n", stderr: "" });
    expect(await project.json(["check"])).toMatchObject({ errors: 0, warnings: 0, diagnostics: [] });
    expect(project.exists(".pinion")).toBe(false);
  });

  it("build writes the artifacts, the same bytes each time", async () => {
    const first = await project.json(["build"]);
    expect(first).toMatchObject({ errors: 0, features: 7 });
    expect(first["files"]).toEqual([
      "client.d.ts",
      "evaluators.js",
      "evaluators.js.map",
      "manifest.json",
      "sql/request.sql",
      "sql/rides.sql",
    ]);
    const manifest = project.read(".pinion/manifest.json");
    expect((JSON.parse(manifest) as { hash: string }).hash).toBe(first["hash"]);
    const second = await project.pinion(["build", "--out", "elsewhere"]);
    expect(second.code).toBe(0);
    expect(second.stdout).toContain("7 features built into elsewhere");
    for (const file of ["manifest.json", "evaluators.js", "client.d.ts"])
      expect(project.read(`elsewhere/${file}`)).toBe(project.read(`.pinion/${file}`));
  });

  it("list shows features, types and keys", async () => {
    const document = await project.json(["list"]);
    expect(document["project"]).toBe("test");
    expect(document["features"]).toMatchObject([
      { name: "f_pair_rides", type: "bigint", keys: ["zone", "rider"] },
      { name: "f_pair_sum_fare", type: "double", keys: ["zone", "rider"], window: "7d" },
      { name: "f_surge", type: "double", keys: [] },
      { name: "f_zone_avg_fare", kind: "window", type: "double", keys: ["zone"], source: "rides" },
      { name: "f_zone_last_tip", kind: "row", type: "double" },
      { name: "f_zone_rides", type: "bigint" },
      { name: "f_zone_tip_share", kind: "derived", type: "double", keys: ["zone"] },
    ]);
    const people = await project.pinion(["list"]);
    expect(people.code).toBe(0);
    expect(people.stdout.split("\n")).toHaveLength(10);
  });

  it("describe and explain say what a feature is", async () => {
    expect(await project.json(["describe", "f_zone_avg_fare"])).toMatchObject({
      name: "f_zone_avg_fare",
      kind: "window",
      expression: "fare",
      window: "90d",
      place: { file: "features.ts" },
    });
    const described = await project.pinion(["describe", "f_zone_avg_fare"]);
    expect(described).toMatchObject({ code: 0, stderr: "" });
    expect(described.stdout).toMatch(/^aggregation: +AVG$/mu);

    const explained = await project.json(["explain", "f_zone_tip_share"]);
    expect(explained["javascript"]).toContain("function row_");
    const people = await project.pinion(["explain", "f_zone_tip_share"]);
    expect(people.code).toBe(0);
    expect(people.stdout).toContain("tip / fare");
    expect(await project.json(["explain", "pn2104"])).toMatchObject({ code: "PN2104" });
  });

  it("materialize stores rows and reports what it did", async () => {
    const report = await project.json([...ZONES, "--end", "2024-03-06"]);
    expect(report).toMatchObject({
      cutoffs: ["2024-03-06T00:00:00Z"],
      keys: 2,
      sources: [{ source: "rides", rowsRead: 5, rowsRejected: 0, rowsAfter: 1, rejected: [] }],
      sinks: [{ rows: 2, outdated: 0, removed: 0 }],
      features: [
        { feature: "f_zone_rides", nullRate: 0, min: 1, max: 3 },
        { feature: "f_zone_avg_fare", nullRate: 0.5, min: 6.5, max: 6.5 },
      ],
    });
    const people = await project.pinion([...ZONES, "--end", "2024-03-06"]);
    expect(people.code).toBe(0);
    expect(people.stdout).toMatch(/^rides: 5 rows read\n.*2 rows\n2 keys as of 2024-03-06T00:00:00Z, in /su);
  });

  it("get reads rows, those of keys never seen as not found", async () => {
    const document = await project.json([
      "get",
      "zones",
      "1",
      "2",
      "3",
      "--features",
      "f_zone_rides,f_zone_avg_fare",
    ]);
    expect(document).toEqual({
      table: "zones",
      rows: [
        {
          key: "1",
          found: true,
          asOf: "2024-03-06T00:00:00Z",
          features: { f_zone_rides: 3, f_zone_avg_fare: 6.5 },
        },
        {
          key: "2",
          found: true,
          asOf: "2024-03-06T00:00:00Z",
          features: { f_zone_rides: 1, f_zone_avg_fare: null },
          status: { f_zone_rides: "present", f_zone_avg_fare: "null" },
        },
        {
          key: "3",
          found: false,
          asOf: null,
          features: { f_zone_rides: null, f_zone_avg_fare: null },
          status: { f_zone_rides: "keyNotFound", f_zone_avg_fare: "keyNotFound" },
        },
      ],
    });
    const people = await project.pinion(["get", "zones", "2", "3", "--features", "f_zone_avg_fare"]);
    expect(people.stdout).toMatch(/^2 +NULL +2024-03-06T00:00:00Z$/mu);
    expect(people.stdout).toMatch(/^3 +not found$/mu);
  });

  it("eval gives values with their types", async () => {
    expect(await project.json(["eval", "1 + 1"])).toEqual({ type: "int", value: 2, text: "2" });
    const people = await project.pinion([
      ...["eval", "x + 1", "--columns", '{"x":"bigint"}', "--row", '{"x":9007199254740993}'],
    ]);
    expect(people).toMatchObject({ code: 0, stdout: "9007199254740994  (bigint)\n", stderr: "" });
    const zoned = await project.json(["eval", "hour(timestamp_seconds(0))", "--time-zone", "Asia/Tokyo"]);
    expect(zoned).toMatchObject({ value: 9 });
    const nowhere = await project.pinion(["eval", "1", "--time-zone", "asia/tokyo"]);
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toMatch(/"asia\/tokyo" is no time zone[^]*write Asia\/Tokyo/u);
  });

  it("eval --jsonl answers every line with one line, mistakes too", async () => {
    const lines = [
      '{"expr":"x + 1","columns":{"x":"int"},"row":{"x":1}}',
      '{"expr":"x +","columns":{"x":"int"},"row":{"x":1}}',
      "no json",
      '{"expr":"y","columns":{"x":"int"},"row":{"x":1}}',
      '{"expr":"1 / 0"}',
      "",
      "{\"expr\":\"concat('a', '\\u2028😀')\"}",
    ];
    const done = await project.pinion(["eval", "--jsonl"], { input: lines.join("\n") });
    expect(done.code).toBe(0);
    const answers = done.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(answers).toMatchObject([
      { value: 2 },
      { error: { code: "PN2013" } },
      { error: { code: expect.stringMatching(/^PN\d{4}$/u) as string } },
      { error: { code: "PN2104" } },
      { value: null, text: "NULL" },
      { value: "a\u2028😀" },
    ]);
  });

  it("functions lists them and explains one", async () => {
    const { functions } = (await project.json(["functions"])) as { functions: { name: string }[] };
    expect(functions.length).toBeGreaterThan(250);
    expect(functions.map(({ name }) => name)).toContain("substring");
    expect(await project.json(["functions", "SUBSTR"])).toMatchObject({
      name: "substring",
      aliases: ["substr"],
    });
    const people = await project.pinion(["functions", "substring"]);
    expect(people.stdout).toContain("substring('Spark SQL', 5)");
  });
});

describe("exit codes", () => {
  let project: TestProject;
  beforeAll(async () => {
    project = await builtRides();
  });
  afterAll(() => project.remove());

  it.each([["--help"], ["--version"], ["help"], ["get", "--help"], ["materialize", "--help"]])(
    "0 for %s %s",
    async (...args) => {
      const done = await project.pinion(args.filter((arg) => arg !== undefined));
      expect(done).toMatchObject({ code: 0, stderr: "" });
      expect(done.stdout).not.toBe("");
    },
  );

  it.each([
    [[], "PN8003"],
    [["frob"], "PN8003"],
    [["chek"], "PN8003"],
    [["check", "--frob"], "PN8003"],
    [["check", "extra"], "PN8003"],
    [["describe"], "PN8003"],
    [["get"], "PN8003"],
    [["get", "zones"], "PN8003"],
    [["get", "zones", "1"], "PN8003"],
    [["materialize"], "PN8003"],
    [["materialize", "--features", "a,,b"], "PN8003"],
    [["materialize", "--features", "f_zone_rides"], "PN8003"],
    [["materialize", "--features", "f_zone_rides", "--table", "t", "--sink", "ftp://x"], "PN8003"],
    [["materialize", "--features", "f_zone_rides", "--table", "t", "--resolution", "WEEKLY"], "PN8003"],
    [["materialize", "--features", "f_zone_rides", "--table", "t", "--ttl", "0"], "PN8003"],
    [["eval"], "PN8003"],
    [["get", "zones", "1", "--features", "f_zone_rides", "--store", "ftp://x"], "PN7010"],
    [["materialize", "--features", "f_zone_rides", "--table", "t", "--end", "yesterday"], "PN7007"],
    [["materialize", "--features", "f_zone_rides", "--table", "a:b"], "PN7005"],
  ])("2 for %j, which is %s", async (args, code) => {
    const people = await project.pinion(args);
    expect(people).toMatchObject({ code: 2, stdout: "" });
    expect(people.stderr).not.toBe("");
    if (args.length === 0) return;
    const machine = await project.pinion([...args, "--json"]);
    expect(machine.code).toBe(2);
    expect(documentOf(machine)).toMatchObject({ error: { code } });
  });

  it.each([
    [["describe", "f_zone_ride"], "PN7001"],
    [["explain", "f_zone_ride"], "PN7001"],
    [["explain", "PN0000"], "PN8002"],
    [["functions", "sbstring"], "PN2301"],
    [["eval", "frob(1)"], "PN2301"],
    [["get", "zones", "1", "--features", "f_zone_rides"], "PN7002"],
    [["materialize", "--features", "f_nope", "--table", "t"], "PN7001"],
    [["check", "--project", "nowhere"], "PN1004"],
    [["build", "--project", "nowhere"], "PN1004"],
    [["get", "t", "1", "--features", "f_zone_rides", "--project", "nowhere"], "PN4001"],
  ])("1 for %j, which is %s", async (args, code) => {
    const machine = await project.pinion([...args, "--json"]);
    expect(machine.code).toBe(1);
    const document = documentOf(machine) as { error?: { code: string }; diagnostics?: { code: string }[] };
    expect(document.error?.code ?? document.diagnostics?.[0]?.code).toBe(code);
    const people = await project.pinion(args);
    expect(people).toMatchObject({ code: 1, stdout: "" });
    expect(people.stderr).toContain(`error[${code}]: `);
    expect(people.stderr).toContain(`pinion explain ${code}`);
  });

  it("ends in silence when its reader has seen enough", async () => {
    const done = await run("bash", [
      "-c",
      `set -o pipefail; "${process.execPath}" "${PINION}" functions | head -1`,
    ]);
    expect(done).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("a job that is interrupted", () => {
  it("leaves rows that are whole, and says so", async () => {
    const project = await builtRides();
    await project.json([...ZONES, "--end", "2024-03-03"]);
    const many = Array.from(
      { length: 400_000 },
      (_, i) => `${i % 5000},ann,2024-03-0${1 + (i % 6)} 10:00:00,${i},1`,
    );
    project.write("rides.csv", `zone,rider,ended,fare,tip\n${many.join("\n")}\n`);
    const child = spawn(process.execPath, [PINION, ...ZONES, "--end", "2024-03-07", "--json"], {
      cwd: project.dir,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
    // What it wrote is read to its end by then.
    const closed = new Promise((resolve) => child.once("close", resolve));
    // Progress on stderr: the job has begun. One that is quick may have ended by then.
    await Promise.race([new Promise((resolve) => child.stderr.once("data", resolve)), closed]);
    child.kill("SIGINT");
    const code = await closed;
    expect([0, 1]).toContain(code);
    if (code === 1) expect(JSON.parse(stdout)).toMatchObject({ error: { code: "PN5009" } });
    const [row] = await readRows(project, "zones", ["1"], "f_zone_rides");
    expect([2, 80]).toContain(row?.features["f_zone_rides"]);
    project.remove();
  });
});

it("runs a project from any folder", async () => {
  const project = await builtRides();
  const args = ["--project", project.dir];
  const report = await pinion([...ZONES, "--end", "2024-03-06", "--json", ...args], { cwd: "/" });
  expect(documentOf(report)).toMatchObject({ keys: 2 });
  const read = await pinion(["get", "zones", "1", "--features", "f_zone_rides", "--json", ...args], {
    cwd: "/",
  });
  expect(documentOf(read)).toMatchObject({ rows: [{ found: true }] });
  project.remove();
});
