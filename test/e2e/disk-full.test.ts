import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failureOf, PINION, run } from "../support/pinion.js";
import type { TestProject } from "../support/project.js";
import { smallDisk, smallDisks, type SmallDisk } from "../support/small-disk.js";
import { builtRides, readRows } from "./support/rides.js";

/* A disk that is full in the middle of a job: a coded error, a whole store, and a job that is gone on with. */

const KEYS = 40_000;
let project: TestProject;
beforeAll(async () => {
  project = await builtRides();
  const rows = Array.from({ length: KEYS }, (_, i) => `${i},ann,2024-03-01 10:00:00,${i},${i / 7}\n`);
  project.write("many.csv", `zone,rider,ended,fare,tip\n${rows.join("")}`);
});
afterAll(() => project.remove());

const FEATURES = "f_zone_rides,f_zone_avg_fare,f_zone_last_tip";
const args = (sink: string, end = "2024-03-06"): readonly string[] => [
  ...["materialize", "--features", FEATURES, "--sink", sink, "--table", "many", "--end", end],
];
const env = { env: { RIDES: "many.csv" } };

const disks = smallDisks();
// Where nobody may mount the rest of the file stands in: no test of a machine's rights should fail it.
describe.skipIf(!disks.available)(disks.available ? "a full disk" : `a full disk (${disks.reason})`, () => {
  let disk: SmallDisk | undefined;
  beforeAll(() => {
    disk = smallDisk(1);
  });
  afterAll(() => disk?.remove());

  it("under the embedded store fails the job; what stands is whole, and running it again completes it", async () => {
    const store = join(disk?.dir ?? "", "store");
    await project.json([...args(`embedded:${store}`, "2024-03-05")]);
    const failure = failureOf(await project.pinion([...args(`embedded:${store}`), "--json"], env));
    expect(failure.code, failure.message).toBe("PN6007");
    expect(failure.message).toContain(store);
    const read = async (keys: readonly string[]) =>
      (await readRows(project, "many", keys, "f_zone_rides", ["--store", `embedded:${store}`])).map(
        ({ found, features }) => [found, features["f_zone_rides"]],
      );
    // The old row or the new one.
    expect([2, 1]).toContain((await read(["1"]))[0]?.[1]);
    disk?.resize(64);
    const report = await project.json(args(`embedded:${store}`), env);
    expect(report).toMatchObject({ keys: KEYS, sinks: [{ rows: KEYS }] });
    expect(await read(["1", "777", String(KEYS - 1)])).toEqual([1, 2, 3].map(() => [true, 1]));
    const { jobs } = (await project.json(["jobs"])) as { jobs: { state: string; attempts: number }[] };
    expect(jobs[0]).toMatchObject({ state: "done", attempts: 2 });
  });

  it("under the offline store leaves the partition that was there", async () => {
    const small = disk?.dir ?? "";
    for (const name of readdirSync(small)) rmSync(join(small, name), { recursive: true });
    disk?.resize(1);
    const part = join(small, "offline/df0/daily/2024/03/06/part-0.parquet");
    await project.json(args(`parquet:${small}/offline`));
    const before = (await run("sha256sum", [part])).stdout;
    await run("sh", ["-c", `head -c 4000000 /dev/urandom > ${join(small, "filler")}`]);
    const failure = failureOf(await project.pinion([...args(`parquet:${small}/offline`), "--json"], env));
    expect(failure.code, failure.message).toBe("PN6007");
    expect((await run("sha256sum", [part])).stdout).toBe(before);
    disk?.resize(64);
    expect(await project.json(args(`parquet:${small}/offline`), env)).toMatchObject({ keys: KEYS });
    expect((await run("sha256sum", [part])).stdout).not.toBe(before);
    expect(existsSync(join(small, "offline/df0/.staged"))).toBe(false);
  });
});

describe("a limit of file sizes", () => {
  it("is a full disk to the offline store", async () => {
    const command = `ulimit -f 64; exec "$@"`;
    const sink = `parquet:${project.path("limited")}`;
    const ran = await run("sh", ["-c", command, "sh", process.execPath, PINION, ...args(sink), "--json"], {
      cwd: project.dir,
      ...env,
    });
    expect(failureOf(ran)).toMatchObject({ code: "PN6007" });
    expect(existsSync(project.path("limited/df0/daily"))).toBe(false);
    expect(await project.json(args(sink), env)).toMatchObject({ keys: KEYS });
  });
});
