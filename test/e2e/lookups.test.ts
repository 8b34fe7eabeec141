import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { config, testProject, type TestProject } from "../support/project.js";

/* The page on lookups, as a newcomer follows it. */

const PAGE = readFileSync(join(import.meta.dirname, "../../docs/lookups.md"), "utf8");
const blocks = [...PAGE.matchAll(/^```(\w+)(?: file=(\S+))?\n([\s\S]*?)^```$/gmu)];
const shown = Object.fromEntries(
  blocks.flatMap(([, , file, text]) => (file === undefined ? [] : [[file, text ?? ""] as const])),
);
const output = blocks.find(([, language]) => language === "text")?.[3] ?? "";

describe("lookups by the command", () => {
  let project: TestProject;
  beforeAll(async () => {
    project = testProject({
      "pinion.config.ts": config().replace('"features.ts"', '"features/*.ts"'),
      ...shown,
      "seen.csv":
        "customer,at,shown\n1,2024-03-01 09:30:00,pot\n1,2024-03-02 12:00:00,cup\n7,2024-03-02 12:00:00,\n",
    });
    const built = await project.pinion(["build"]);
    if (built.code !== 0) throw new Error(built.stderr);
  });
  afterAll(() => project.remove());

  it("are stored and read as the page shows", async () => {
    const names = "f_last_price,f_cart_price,f_makers";
    const job = await project.json([
      ...["materialize", "--features", names, "--table", "customers", "--end", "2024-03-02"],
    ]);
    expect(job).toMatchObject({ keys: 2, sources: [{ source: "carts" }, { source: "items" }] });
    const read = await project.pinion(["get", "customers", "1", "2", "--features", names]);
    expect(read).toMatchObject({ code: 0, stdout: output });
  });

  it("are joined to observations, the keys of requests among them", async () => {
    const names = ["f_last_price", "f_cart_price", "f_makers", "f_shown_price"];
    const options = ["--observations", "seen.csv", "--timestamp", "at", "--out", "train.jsonl"];
    const joined = await project.json(["join", ...options, "--features", names.join(",")]);
    expect(joined).toMatchObject({ observations: 3 });
    const rows = project.read("train.jsonl").trim().split("\n");
    expect(rows.map((row) => JSON.parse(row) as object)).toMatchObject([
      { f_last_price: 4, f_cart_price: 4, f_makers: ["Anna"], f_shown_price: 20 },
      { f_last_price: 18, f_cart_price: null, f_makers: null, f_shown_price: 4 },
      { f_last_price: null, f_cart_price: null, f_makers: null, f_shown_price: null },
    ]);
  });

  it("are listed, described and explained", async () => {
    const list = (await project.json(["list"]))["features"] as readonly { readonly name: string }[];
    expect(list.find(({ name }) => name === "f_cart_price")).toMatchObject({
      kind: "lookup",
      type: "double",
      keys: ["customer"],
      expression: "avg(f_price[f_cart])",
    });
    expect(await project.json(["describe", "f_cart_price"])).toMatchObject({
      kind: "lookup",
      bases: [{ key: "item", feature: "f_cart" }],
      expansion: "f_price",
      aggregation: { op: "avg", argumentType: "double", type: "double" },
      lineage: { columns: ["carts.item", "items.price"], features: ["f_cart", "f_price"] },
    });
    const described = (await project.pinion(["describe", "f_cart_price"])).stdout;
    expect(described).toContain("base:         f_cart (as item)\nexpansion:    f_price\naggregation:  AVG\n");
    const explained = await project.json(["explain", "f_cart_price"]);
    expect((explained["runs"] as readonly { part: string }[]).map(({ part }) => part)).toEqual([
      ...["keys", "lookup", "value", "aggregation"],
    ]);
    expect(project.read(".pinion/client.d.ts")).toContain('"f_makers": readonly (string | null)[] | null;');
  });
});
