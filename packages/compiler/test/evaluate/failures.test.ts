import { existsSync } from "node:fs";
import { join } from "node:path";
import { PinionError, printDiagnostics } from "@pinion/core";
import { expect, test, vi } from "vitest";
import { evaluateProject, type EvaluateOptions } from "../../src/evaluate/index.js";
import { createLocator } from "../../src/locate/index.js";
import { CONFIG, project } from "./project.js";

async function failure(folder: string, options: EvaluateOptions = {}): Promise<PinionError> {
  try {
    await evaluateProject(folder, options);
  } catch (error) {
    if (error instanceof PinionError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** The error of a project as people see it. */
async function printed(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = project(files);
  const { diagnostics } = await failure(folder);
  const { fileText } = createLocator(folder);
  return printDiagnostics(diagnostics, { textOf: fileText }).replaceAll(folder, "<project>");
}

const DSL = 'import { anchor, avg, derived, expr, fileSource, key, t } from "@pinion/dsl";';

test("a folder without configuration is no project", async () => {
  const error = await failure("/nonexistent/project");
  expect(error.code).toBe("PN1004");
  expect(error.message).toBe("/nonexistent/project has no pinion.config.ts");
});

test("a configuration that is not made by defineConfig", async () => {
  expect(await printed({ "pinion.config.ts": "export default { definitions: [] };\n" })).toMatchSnapshot();
});

test("a pattern that matches no file is marked in the configuration", async () => {
  expect(await printed({})).toMatchSnapshot();
});

test("a mistake in the configuration is marked there", async () => {
  const config = CONFIG.replace("] }", '], timeZone: "Mars/Base" }');
  expect(await printed({ "pinion.config.ts": config, "features/a.ts": "" })).toMatchSnapshot();
});

test("a time zone in another case is told how it is spelled", async () => {
  const config = CONFIG.replace("] }", '], timeZone: "america/los_angeles" }');
  expect(await printed({ "pinion.config.ts": config, "features/a.ts": "" })).toMatchSnapshot();
});

test("a folder of artifacts that cannot be written is told", async () => {
  const { code, message } = await failure(project({ "features/a.ts": "", ".pinion": "a file" }));
  expect(code).toBe("PN4005");
  expect(message).toMatch(/the bundle of the definitions cannot be written/u);
});

test("files that define nothing", async () => {
  expect(await printed({ "features/a.ts": "export const a = 1;" })).toMatchSnapshot();
  const { message } = await failure(project({ "features/a.ts": "", "features/b.ts": "" }));
  expect(message).toBe("none of 2 definition files defines anything");
});

test("a syntax error, behind characters that take several bytes", async () => {
  expect(await printed({ "features/a.ts": `const é = "日本" + ;\n` })).toMatchSnapshot();
});

test("an import that is not found", async () => {
  expect(await printed({ "features/a.ts": 'import "./nowhere.js";\n' })).toMatchSnapshot();
  expect(
    await printed({ "features/a.ts": 'import x from "not-installed-anywhere";\nexport { x };\n' }),
  ).toMatchSnapshot();
});

test("a file that throws is marked at the line that threw", async () => {
  const files = {
    "features/a.ts": 'import { check } from "../lib/check.js";\n\ncheck(undefined);\n',
    "lib/check.ts":
      "interface X { y: string }\nexport function check(x?: X) {\n  return (x as X).y.length;\n}\n",
  };
  expect(await printed(files)).toMatchSnapshot();
  expect(await printed({ "features/a.ts": 'throw "a text";\n' })).toMatchSnapshot();
  expect(
    await printed({ "features/a.ts": "await Promise.reject(new Error('later.'));\n" }),
  ).toMatchSnapshot();
});

test("a builder's refusal is marked at the part of the call it is about", async () => {
  const source = `${DSL}
const trips = fileSource("trips", {
  path: "trips.csv",
  columns: { dropoff: t.timestamp(), location: t.int32() },
  eventTimestamp: "dropof" as "dropoff",
});
`;
  expect(await printed({ "features/a.ts": source })).toMatchSnapshot();
  const keys = `${DSL}
const trips = fileSource("trips", { path: "trips.csv", columns: { location: t.int32() } });
const place = key("locaton", t.int32());
export const a = anchor("a", { source: trips, key: place as never, features: { f_a: expr("1") } });
`;
  expect(await printed({ "features/a.ts": keys })).toMatchSnapshot();
});

test("two features of one name show both places", async () => {
  const anchorOf = (name: string, feature: string) => `${DSL}
const trips = fileSource("${name}_trips", { path: "trips.csv", columns: { location: t.int32() } });
export const ${name} = anchor("${name}", {
  source: trips,
  key: key("location", t.int32()),
  features: { ${feature}: expr("location") },
});
`;
  const a = anchorOf("a", "f_x");
  const b = anchorOf("b", "f_x");
  expect(await printed({ "features/a.ts": a, "features/b.ts": b })).toMatchSnapshot();
  const d = `${DSL}
import { a } from "./a.js";
export const x = derived("f_x", { inputs: { f_x: a.features.f_x }, transform: "f_x" });
`;
  expect(await printed({ "features/a.ts": a, "features/d.ts": d })).toMatchSnapshot();
});

test("the same definition exported twice is one", async () => {
  const source = `${DSL}\nexport const a = fileSource("a", { path: "a.csv", columns: { x: t.int32() } });\nexport const b = [a, a];\n`;
  const files = { "features/a.ts": source, "features/b.ts": 'export * from "./a.js";\n' };
  const { sources } = await evaluateProject(project(files));
  expect(sources).toHaveLength(1);
});

test("evaluation that does not end is given up, whether it waits or loops", async () => {
  const waiting = project({ "features/a.ts": "await new Promise(() => {});" });
  const stalled = await failure(waiting, { timeoutMs: 100_000 });
  expect([stalled.code, stalled.message]).toEqual([
    "PN1009",
    "evaluating features/a.ts waits for something that cannot come",
  ]);
  expect(existsSync(join(waiting, ".pinion"))).toBe(false);
  for (const text of ["setInterval(() => {}, 1e6);\nawait new Promise(() => {});", "for (;;);"]) {
    const folder = project({ "features/a.ts": text });
    // A slow machine may not even come to the file in so short a time: it is given more.
    const within = async (seconds: number): Promise<void> => {
      const { code, message } = await failure(folder, { timeoutMs: seconds * 1_000 });
      expect(code).toBe("PN1009");
      if (seconds < 60 && message.includes("the definitions")) return within(seconds * 6);
      expect(message).toBe(`evaluating features/a.ts did not end within ${seconds} s`);
    };
    await within(1.5);
    expect(existsSync(join(folder, ".pinion"))).toBe(false);
  }
});

test("a file that ends the process ends only its own evaluation", async () => {
  const error = await failure(project({ "features/a.ts": "process.exit(0);" }));
  expect(error.code).toBe("PN1010");
});

test("an error that is thrown later is the file's", async () => {
  const later = 'setTimeout(() => { throw new Error("later"); }, 5);\nawait new Promise(() => {});\n';
  const error = await failure(project({ "features/a.ts": later }));
  expect([error.code, error.message]).toEqual(["PN1001", "features/a.ts cannot be evaluated: Error: later"]);
});

test("what files write goes to the standard error stream", async () => {
  const out = vi.spyOn(process.stdout, "write");
  const err = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    const source = `${DSL}
console.log("from a definition");
process.stdout.write("and directly");
export const a = fileSource("a", { path: "a.csv", columns: { x: t.int32() } });
`;
    await evaluateProject(project({ "features/a.ts": source }));
    const written = (spy: { mock: { calls: unknown[][] } }) =>
      spy.mock.calls.map(([text]) => String(text)).join("");
    expect(written(out)).not.toContain("from a definition");
    expect(written(out)).not.toContain("and directly");
    expect(written(err)).toContain("from a definition");
    expect(written(err)).toContain("and directly");
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
});

test("the values of the environment do not come out", async () => {
  process.env["PINION_TEST_SECRET"] = "hunter2";
  try {
    const source = `import { env, fileSource, t } from "@pinion/dsl";
export const a = fileSource("a", { path: env("PINION_TEST_SECRET"), format: "csv", columns: { x: t.int32() } });
`;
    const evaluated = await evaluateProject(project({ "features/a.ts": source }));
    expect(JSON.stringify(evaluated)).not.toContain("hunter2");
  } finally {
    delete process.env["PINION_TEST_SECRET"];
  }
});

test("mistakes in features are told together, whatever is made of them", async () => {
  const files = {
    "features/a.ts": `import { anchor, avg, count, derived, expr, fileSource, key, t } from "@pinion/dsl";
const rides = fileSource("rides", { path: "r.csv", columns: { at: t.timestamp(), zone: t.int32() }, eventTimestamp: "at" });
export const zones = anchor("zones", { source: rides, key: key("zone", t.int32()), features: {
  f_a: avg("", { window: "7d" }), f_b: count({ window: "90 days" as "1d" }), f_c: expr(" ") } });
export const sum = derived("f_d", { inputs: { a: zones.features.f_a }, transform: "" });
`,
    "features/b.ts": `import { expr } from "@pinion/dsl";\nexport const one = [expr("")];\n`,
  };
  expect(await printed(files)).toMatchSnapshot();
});
