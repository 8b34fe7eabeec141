import { cancelJob, findJob, listJobs } from "@pinion/runtime";
import { afterAll, beforeAll, expect, it } from "vitest";
import { failureOf } from "../support/pinion.js";
import type { TestProject } from "../support/project.js";
import { until } from "../support/until.js";
import { builtRides, ZONES } from "./support/rides.js";

/* `pinion jobs`: what it lists, shows and cancels. */

let project: TestProject;
beforeAll(async () => {
  project = await builtRides();
});
afterAll(() => project.remove());

interface Listed {
  readonly id: string;
  readonly state: string;
  readonly error?: { readonly code: string };
}
const list = async (): Promise<readonly Listed[]> =>
  (await project.json(["jobs"]))["jobs"] as readonly Listed[];

it("lists jobs with how they ended, and shows one with its report", async () => {
  expect((await project.pinion(["jobs"])).stdout).toBe("no job has been run\n");
  const report = await project.json([...ZONES, "--end", "2024-03-06"]);
  const failed = await project.pinion([...ZONES, "--end", "2024-03-06"], { env: { RIDES: "none.csv" } });
  expect(failed.code).toBe(1);
  const [second, first] = await list();
  expect(second).toMatchObject({ state: "failed", error: { code: "PN5001" } });
  expect(first).toMatchObject({ id: report["job"], state: "done" });
  const text = (await project.pinion(["jobs"])).stdout;
  expect(text).toContain(`${first?.id}  done `);
  expect(text).toContain("PN5001: ");
  const shown = await project.json(["jobs", first?.id ?? ""]);
  expect(shown["job"]).toMatchObject({
    state: "done",
    attempts: 1,
    report,
    cutoffs: ["2024-03-06T00:00:00Z"],
  });
  expect((await project.pinion(["jobs", first?.id ?? ""])).stdout).toContain("rides: 5 rows read");
});

it("refuses ids that there are not, and words that say nothing", async () => {
  expect(failureOf(await project.pinion(["jobs", "zones", "--json"])).code).toBe("PN7040");
  expect(failureOf(await project.pinion(["jobs", "cancel", "../../x", "--json"])).code).toBe("PN7040");
  const [done] = (await list()).filter(({ state }) => state === "done");
  expect(failureOf(await project.pinion(["jobs", "cancel", done?.id ?? "", "--json"])).code).toBe("PN7040");
  for (const words of [["cancel"], ["stop", "it"], ["cancel", "a", "b"]])
    expect((await project.pinion(["jobs", ...words])).code).toBe(2);
});

it("cancels a job of another process, which is gone on with when it is run again", async () => {
  const KEYS = 300_000;
  const rows = Array.from({ length: KEYS }, (_, i) => `${i},ann,2024-03-01 10:00:00,${i},1\n`);
  project.write("many.csv", `zone,rider,ended,fare,tip\n${rows.join("")}`);
  const env = { env: { RIDES: "many.csv" } };
  const known = new Set(listJobs(project.dir).map((job) => job.id));
  const ours = () => listJobs(project.dir).find((job) => !known.has(job.id));
  // A job may be done before it hears of it, where this process waits long for a processor: then it is another's turn.
  const cancelled = async (day: number): Promise<{ args: readonly string[]; id: string }> => {
    const args = [...ZONES, "--end", `2024-03-${day}`];
    const running = project.pinion([...args, "--json"], env);
    await until(() => ours() !== undefined, "the job has begun", { every: 5 });
    const { id = "", state } = ours() ?? {};
    if (state === "running") expect(cancelJob(project.dir, id).id).toBe(id);
    const ran = await running;
    if (ran.code === 0 && day < 20) {
      known.add(id);
      return cancelled(day + 1);
    }
    expect(failureOf(ran).code).toBe("PN5009");
    return { args, id };
  };
  const { args, id } = await cancelled(10);
  expect(findJob(project.dir, id)).toMatchObject({ state: "cancelled", error: { code: "PN5009" } });
  expect(await project.json(args, env)).toMatchObject({ job: id, keys: KEYS, sinks: [{ rows: KEYS }] });
});
