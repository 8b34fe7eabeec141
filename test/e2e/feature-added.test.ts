import { compileProject, writeArtifacts } from "@pinion/compiler";
import { openClient, servedSink } from "@pinion/runtime";
import { expect, it } from "vitest";
import { compiledProject } from "../support/compiled.js";
import { config, IMPORTS } from "../support/project.js";

const definitions = (added = ""): string => `${IMPORTS}
const source = fileSource("source", {
  path: "rows.csv",
  columns: { id: t.int32(), at: t.timestamp(), x: t.int32() },
  eventTimestamp: "at",
});
export const all = anchor("all", {
  source,
  key: key("id", t.int32()),
  features: { f_sum: sum("x", { window: "3d" }), f_last: expr("x")${added} },
});
`;

it("a job to which a feature was added leaves nothing of the list before, and brings no key back", async () => {
  const project = await compiledProject({
    "pinion.config.ts": config(),
    "features.ts": definitions(),
    "rows.csv": "id,at,x\n1,2026-01-01 00:00:00,10\n2,2026-01-01 00:00:00,20\n",
  });
  const materialise = async (features: readonly string[], end: string) => {
    const client = await openClient({ project: project.dir });
    const job = await client.materializeFeatures({
      name: "nightly",
      sinks: [servedSink({ tableName: "t" })],
      featureNames: features,
      backfillTime: { end },
    });
    const { sinks } = await job.wait();
    const rows = await client.getOnlineRows("t", [1, 2], ["f_sum", "f_last"]);
    const groups = (await (await client.onlineStore()).table("t"))?.groups.length;
    await client.close();
    return {
      groups,
      removed: sinks[0]?.removed,
      found: rows.map(({ found, features: values }) => [found, { ...values }]),
    };
  };
  expect(await materialise(["f_sum", "f_last"], "2026-01-02")).toEqual({
    groups: 1,
    removed: 0,
    found: [
      [true, { f_sum: 10, f_last: 10 }],
      [true, { f_sum: 20, f_last: 20 }],
    ],
  });
  project.write("features.ts", definitions(', f_rows: count({ window: "3d" })'));
  project.write("rows.csv", "id,at,x\n1,2026-01-09 00:00:00,11\n");
  const built = await compileProject(project.dir);
  if (built.kind === "failed") throw new Error("not built");
  await writeArtifacts(project.path(".pinion"), built.artifacts);
  expect(await materialise(["f_sum", "f_last", "f_rows"], "2026-01-10")).toEqual({
    groups: 1,
    removed: 2,
    found: [
      [true, { f_sum: 11, f_last: 11 }],
      [false, { f_sum: null, f_last: null }],
    ],
  });
  project.remove();
});
