import { describe, expect, it } from "vitest";
import { documentOf } from "../support/pinion.js";
import { config, IMPORTS, testProject, type Files } from "../support/project.js";
import { RIDES } from "./support/rides.js";

/* Definitions with mistakes: every one reported, with its place; nothing is written. */

interface Reported {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly help?: string;
  readonly place?: { readonly file: string; readonly line: number; readonly column: number };
}

async function mistakesIn(files: Files): Promise<readonly Reported[]> {
  const project = testProject({ "pinion.config.ts": config(), ...files });
  const built = await project.pinion(["build", "--json"]);
  expect(built.code, built.stderr).toBe(1);
  const { diagnostics, errors } = documentOf(built) as { diagnostics: Reported[]; errors: number };
  expect(errors).toBe(diagnostics.filter(({ severity }) => severity === "error").length);
  expect(project.exists(".pinion")).toBe(false);
  project.remove();
  return diagnostics;
}

const wrong = (from: string, to: string): string => {
  expect(RIDES).toContain(from);
  return RIDES.replace(from, to);
};

describe("definitions with mistakes", () => {
  it("that do not parse are shown where they break off", async () => {
    const [first, ...others] = await mistakesIn({
      "features.ts": `${IMPORTS}\nexport const x = expr("fare"`,
    });
    expect(first).toMatchObject({ place: { file: "features.ts", line: 3 } });
    expect(first?.code).toMatch(/^PN1\d{3}$/u);
    expect(others).toEqual([]);
  });

  it("that throw are told from Pinion's own mistakes", async () => {
    const [first] = await mistakesIn({ "features.ts": `${IMPORTS}\n\nthrow new Error("no data today");` });
    expect(first?.message).toContain("no data today");
    expect(first).toMatchObject({ place: { file: "features.ts", line: 4 } });
  });

  it("that import what is not there name it", async () => {
    const [first] = await mistakesIn({
      "features.ts": `import { x } from "./nowhere.js";\nexport const y = x;`,
    });
    expect(first?.message).toContain("./nowhere.js");
    expect(first).toMatchObject({ place: { file: "features.ts", line: 1 } });
  });

  it("that define nothing are told", async () => {
    const [first] = await mistakesIn({ "features.ts": "export const x = 1;" });
    expect(first?.code).toMatch(/^PN1\d{3}$/u);
  });

  it("of expressions are all reported, in the order of their places", async () => {
    const features = [
      ["f_unknown", "fare_amout"],
      ["f_syntax", "fare +"],
      ["f_function", "sqrrt(fare)"],
      ["f_types", "rider + true"],
      ["f_count", "substring(rider)"],
      ["f_char", "fare # 2"],
      ["f_deep", "if(tip > 0, frae, tip)"],
      ["f_fine", "fare * 2"],
    ];
    const text = wrong(
      'f_zone_last_tip: expr("tip").as(t.double()),',
      `f_zone_last_tip: expr("tip").as(t.double()),\n${features
        .map(([name, expression]) => `    ${name}: expr(${JSON.stringify(expression)}),`)
        .join("\n")}`,
    );
    const found = await mistakesIn({ "features.ts": text });
    const first = text.split("\n").findIndex((line) => line.includes("f_unknown:")) + 1;
    expect(found.map(({ code, place }) => [code, (place?.line ?? 0) - first])).toEqual([
      ["PN2104", 0],
      ["PN2013", 1],
      ["PN2301", 2],
      [expect.stringMatching(/^PN2\d{3}$/u), 3],
      [expect.stringMatching(/^PN2\d{3}$/u), 4],
      [expect.stringMatching(/^PN2\d{3}$/u), 5],
      ["PN2104", 6],
    ]);
    expect(found[0]).toMatchObject({ message: "source `rides` has no column `fare_amout`" });
    expect(found[2]?.help).toContain("`sqrt`");
    expect(found[6]?.help).toContain("`fare`");
    // The span is inside the string: `frae` stands eleven characters behind the quote.
    const line = text.split("\n")[first + 5] ?? "";
    expect(found[6]?.place?.column).toBe(line.indexOf("frae") + 1);
  });

  it("of one file do not hide those of another", async () => {
    const second = RIDES.replace('expr("tip")', 'expr("tpi")')
      .replaceAll("f_", "g_")
      .replace('anchor("zones"', 'anchor("zones2"')
      .replace('anchor("pairs"', 'anchor("pairs2"')
      .replace('anchor("surges"', 'anchor("surges2"')
      .replace('fileSource("rides"', 'fileSource("rides2"')
      .replace('requestSource("request"', 'requestSource("request2"');
    const found = await mistakesIn({
      "pinion.config.ts": config().replace('"features.ts"', '"*.features.ts"'),
      "b.features.ts": wrong('expr("tip")', 'expr("tpi")'),
      "a.features.ts": second,
    });
    expect(found.map(({ code, place }) => [code, place?.file])).toEqual([
      ["PN2104", "a.features.ts"],
      ["PN2104", "b.features.ts"],
    ]);
  });

  it("of builders have their place in the call", async () => {
    const [window] = await mistakesIn({ "features.ts": wrong('window: "7d"', 'window: "7 days" as "7d"') });
    expect(window).toMatchObject({ code: "PN1102", place: { file: "features.ts" } });
    const [name] = await mistakesIn({ "features.ts": wrong("f_zone_rides:", '"f-zone-rides":') });
    expect(name).toMatchObject({ code: "PN1101" });
    const [column] = await mistakesIn({ "features.ts": wrong('key("zone",', 'key("zon",') });
    expect(column).toMatchObject({ code: "PN1104", help: "did you mean `zone`?" });
  });

  it("of two features of one name point at both", async () => {
    const [first] = await mistakesIn({
      "features.ts": `${RIDES}\nexport const again = anchor("again", { source: rides, key: zone, features: { f_zone_rides: count({ window: "1d" }) } });`,
    });
    expect(first?.message).toContain("`f_zone_rides`");
    expect(first?.code).toMatch(/^PN1\d{3}$/u);
  });

  it("of declared types say what is lost", async () => {
    const [first] = await mistakesIn({
      "features.ts": wrong('expr("tip").as(t.double())', 'expr("rider").as(t.double())'),
    });
    expect(first?.code).toMatch(/^PN3\d{3}$/u);
    expect(first?.message).toMatch(/string/u);
    expect(first?.message).toMatch(/double/u);
  });

  it("in the configuration are shown there", async () => {
    const [zone] = await mistakesIn({
      "pinion.config.ts": config('timeZone: "Mars/Olympus",'),
      "features.ts": RIDES,
    });
    expect(zone).toMatchObject({ code: "PN1111", place: { file: "pinion.config.ts" } });
    const [none] = await mistakesIn({ "features.ts": RIDES, "pinion.config.ts": "export default 1;" });
    expect(none).toMatchObject({ code: "PN1005" });
    const [files] = await mistakesIn({
      "features.ts": RIDES,
      "pinion.config.ts": config().replace("features.ts", "nothing/*.ts"),
    });
    expect(files).toMatchObject({ code: "PN1006" });
  });

  it("are shown to people with the line and carets", async () => {
    const project = testProject({
      "pinion.config.ts": config(),
      "features.ts": wrong('avg("fare"', 'avg("cast_float(fare_amout)"'),
    });
    const { code, stdout, stderr } = await project.pinion(["check"]);
    expect((await project.pinion(["build"])).stderr).toBe(stderr);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(
      /^error\[PN2104\]: source `rides` has no column `fare_amout`\n +--> features\.ts:\d+:\d+\n/u,
    );
    expect(stderr).toMatch(/\n +\| +\^{10} /u);
    expect(stderr).not.toContain("\u001b[");
    project.remove();
  });
});
