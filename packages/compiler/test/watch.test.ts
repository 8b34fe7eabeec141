import { describe, expect, it } from "vitest";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkProject, compileProject } from "../src/compile.js";
import { watchProject } from "../src/watch.js";
import { project } from "./evaluate/project.js";

const FEATURES = `import { anchor, avg, expr, fileSource, key, t } from "@pinion/dsl";
const source = fileSource("rides", {
  path: "none.parquet",
  eventTimestamp: "at",
  columns: { at: t.timestamp(), id: t.int64(), fare: t.double(), zone: t.string() },
});
export const rides = anchor("rides", {
  source,
  key: key("id", t.int64()),
  features: {
    f_zone: expr("upper(zone)"),
    f_fare: expr("fare * 2"),
    f_avg: avg("fare", { window: "7d", filter: "zone = 'a'" }),
  },
});
`;

describe("a watched project", () => {
  it("is compiled anew after each change, as if nothing had been known before", async () => {
    const dir = project({ "features/all.ts": FEATURES });
    const ended = new AbortController();
    const change = (text: string) => writeFile(join(dir, "features", "all.ts"), text);
    const seen: string[] = [];
    const watching = watchProject(dir, ended.signal);
    const next = async () => {
      const { value } = await watching.next();
      if (value === undefined) throw new Error("watching has ended");
      return value;
    };

    const first = await compileProject(dir, { engine: await next() });
    expect(first.kind).toBe("compiled");

    await change(FEATURES.replace("fare * 2", "fair * 2"));
    const refused = await checkProject(dir, { engine: await next() });
    seen.push(...(refused.kind === "failed" ? refused.diagnostics.map(({ code }) => code) : []));
    expect(seen).toEqual(["PN2104"]);

    await change(FEATURES.replace("t.double()", "t.int32()").replace("fare * 2", "fare * 3"));
    const known = await compileProject(dir, { engine: await next() });
    const fresh = await compileProject(dir);
    if (known.kind === "failed" || fresh.kind === "failed") throw new Error("refused");
    expect(known.artifacts).toEqual(fresh.artifacts);
    expect(known.manifest.features.map(({ type }) => type)).toContain("int");

    const last = watching.next();
    ended.abort();
    await expect(last).resolves.toMatchObject({ done: true });
  });
});
