import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { open } from "lmdb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../support/free-port.js";
import { failureOf } from "../support/pinion.js";
import type { TestProject } from "../support/project.js";
import { startProxy } from "../support/proxy.js";
import { redisAvailable, startRedis, type RedisServer } from "../support/redis.js";
import { describeWith } from "../support/requires.js";
import { GET_ZONE, builtRides, readRows, ZONES } from "./support/rides.js";

/* Stores that cannot be used, and stores that are lost. */

const AS_OF = ["--end", "2024-03-06"] as const;

let project: TestProject;
beforeAll(async () => {
  project = await builtRides();
});
afterAll(() => project.remove());

describe("a folder that cannot be a store", () => {
  const expectRefused = async (folder: string, code: string): Promise<void> => {
    const contents = (): unknown =>
      readdirSync(project.path(folder)).map((name) => [
        name,
        readFileSync(project.path(`${folder}/${name}`), "latin1"),
      ]);
    const before = contents();
    const written = await project.pinion([...ZONES, ...AS_OF, "--sink", `embedded:${folder}`, "--json"]);
    expect(failureOf(written)).toMatchObject({ code, message: expect.stringContaining(folder) as string });
    const args = [...GET_ZONE, "--store", `embedded:${folder}`, "--json"];
    expect(failureOf(await project.pinion(args)).code).toBe(code);
    expect(contents()).toEqual(before);
  };

  it("holds something else", async () => {
    project.write("photos/cat.jpg", "meow");
    await expectRefused("photos", "PN6003");
  });

  it.each([
    ["empty", new Uint8Array()],
    ["short", "LMDB?"],
    ["other", new Uint8Array(40_000).fill(7)],
  ])("holds a data file that is %s", async (name, bytes) => {
    project.write(`${name}/data.mdb`, bytes);
    await expectRefused(name, "PN6003");
  });

  it("holds a database that is not Pinion's", async () => {
    mkdirSync(project.path("foreign"));
    const database = open(project.path("foreign"), {});
    await database.put("hello", "world");
    await database.close();
    const written = await project.pinion([...ZONES, ...AS_OF, "--sink", "embedded:foreign", "--json"]);
    expect(failureOf(written).code).toBe("PN6003");
    const again = open(project.path("foreign"), {});
    expect([...again.getRange().map(({ key, value }) => [key, value] as unknown)]).toEqual([
      ["hello", "world"],
    ]);
    await again.close();
  });

  it("holds Pinion's rows of another format", async () => {
    mkdirSync(project.path("later"));
    const database = open<Buffer, string>(project.path("later"), { encoding: "binary", maxDbs: 2 });
    await database.put("format", Buffer.from("pinion-embedded-99"));
    await database.close();
    const args = [...GET_ZONE, "--store", "embedded:later", "--json"];
    expect(failureOf(await project.pinion(args)).code).toBe("PN6003");
  });

  it("is a file", async () => {
    project.write("file", "text");
    const args = [...ZONES, ...AS_OF, "--sink", "embedded:file", "--json"];
    expect(failureOf(await project.pinion(args)).code).toBe("PN6001");
    expect(project.read("file")).toBe("text");
  });

  it("is read-only", async () => {
    mkdirSync(project.path("sealed"));
    chmodSync(project.path("sealed"), 0o555);
    mkdirSync(project.path("tmp"));
    const as = { permitted: true, env: { TMPDIR: project.path("tmp") } };
    const embedded = [...ZONES, ...AS_OF, "--sink", "embedded:sealed/store", "--json"];
    expect(failureOf(await project.pinion(embedded, as)).code).toBe("PN6001");
    const partitions = [...ZONES, ...AS_OF, "--sink", "parquet:sealed/offline", "--json"];
    expect(failureOf(await project.pinion(partitions, as)).code).toBe("PN6001");
    expect(readdirSync(project.path("sealed"))).toEqual([]);
    expect(readdirSync(project.path("tmp"))).toEqual([]);

    const seal = (mode: number): void => {
      for (const folder of [".pinion", ".pinion/scratch"]) chmodSync(project.path(folder), mode);
    };
    mkdirSync(project.path(".pinion/scratch"), { recursive: true });
    seal(0o555);
    const nowhere = await project.pinion(partitions, {
      permitted: true,
      env: { TMPDIR: project.path("sealed") },
    });
    seal(0o755);
    expect(failureOf(nowhere).code).toBe("PN5008");
  });

  it("may only be read", async () => {
    const store = project.path("given");
    const embedded = ["--store", "embedded:given", "--json"];
    const written = await project.pinion([...ZONES, ...AS_OF, "--sink", "embedded:given"]);
    expect(written.code).toBe(0);
    chmodSync(`${store}/data.mdb`, 0o444);
    const get = [...GET_ZONE, ...embedded];
    const read = await project.pinion(get, { permitted: true });
    expect(read.stderr).toBe("");
    const removal = ["delete", "zones", "1", ...embedded];
    expect(failureOf(await project.pinion(removal, { permitted: true }))).toMatchObject({
      code: "PN6001",
      message: `the store ${store} may only be read by this user`,
    });
    chmodSync(`${store}/lock.mdb`, 0o444);
    expect(failureOf(await project.pinion(get, { permitted: true }))).toMatchObject({
      code: "PN6001",
      message: expect.stringContaining("may not write") as string,
      help: expect.stringContaining("let this user write that file") as string,
    });
    rmSync(`${store}/lock.mdb`);
    chmodSync(store, 0o555);
    const again = await project.pinion(get, { permitted: true });
    expect(again.stdout).toBe(read.stdout);
    expect(readdirSync(store)).toEqual(["data.mdb"]);
  });

  it("was mistyped", async () => {
    const get = [...GET_ZONE, "--store", "embedded:nowhere/x", "--json"];
    expect(failureOf(await project.pinion(get))).toMatchObject({
      code: "PN6001",
      message: `there is no store in ${project.path("nowhere/x")}`,
    });
    expect(readdirSync(project.dir)).not.toContain("nowhere");
  });

  it("is a file where an offline store should be", async () => {
    project.write("flat", "text");
    const args = [...ZONES, ...AS_OF, "--sink", "parquet:flat", "--json"];
    expect(failureOf(await project.pinion(args)).code).toMatch(/^PN6\d{3}$/u);
    expect(project.read("flat")).toBe("text");
  });
});

describe("a folder that two jobs write at once", () => {
  it("holds the later as-of time of each key", async () => {
    const ends = ["2024-03-03", "2024-03-06", "2024-03-04", "2024-03-05"];
    const done = await Promise.all(
      ends.map((end) => project.pinion([...ZONES, "--end", end, "--sink", "embedded:shared", "--json"])),
    );
    expect(done.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    const store = ["--store", "embedded:shared"];
    const rows = await readRows(project, "zones", ["1", "2", "3"], "f_zone_rides", store);
    expect(rows.map(({ asOf, features }) => [asOf, features["f_zone_rides"]])).toEqual([
      ["2024-03-06T00:00:00Z", 3],
      ["2024-03-06T00:00:00Z", 1],
      [null, null],
    ]);
  });
});

describe("Redis that is not there", () => {
  it("is named, without its password", async () => {
    const port = await freePort();
    const url = `redis://user:hunter2@127.0.0.1:${port}`;
    for (const args of [
      [...ZONES, ...AS_OF, "--sink", url, "--json"],
      [...GET_ZONE, "--store", url, "--json"],
    ]) {
      const ran = await project.pinion(args);
      const failure = failureOf(ran);
      expect(failure.code).toBe("PN6001");
      expect(failure.message).toContain(`127.0.0.1:${port}`);
      expect(ran.stdout + ran.stderr).not.toContain("hunter2");
    }
  });
});

describeWith("Redis", redisAvailable, () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis({ password: "p@ss:w/%rd" });
  });
  afterAll(() => server.stop());

  it("that asks for a password refuses those who have none or another", async () => {
    for (const user of ["", ":wrong@", "nobody:p@"]) {
      const url = `redis://${user}127.0.0.1:${server.port}`;
      const args = [...ZONES, ...AS_OF, "--sink", url, "--json"];
      const failure = failureOf(await project.pinion(args));
      expect(failure.code).toBe("PN6006");
      expect(failure.message).toContain(`127.0.0.1:${server.port}`);
      expect(failure.message).not.toContain("wrong");
    }
  });

  it("takes the password of the environment that the configuration names", async () => {
    const stores = `stores: { online: redisStore({ url: env("REDIS"), password: secret("REDIS_PASSWORD") }) },`;
    const own = await builtRides({}, stores);
    const env = { REDIS: `redis://127.0.0.1:${server.port}`, REDIS_PASSWORD: "p@ss:w/%rd" };
    // Without a sink a job writes what is read without a store.
    await own.json([...ZONES, ...AS_OF], { env });
    expect(own.exists(".pinion/store")).toBe(false);
    const read = [...GET_ZONE];
    expect(await own.json(read, { env })).toMatchObject({ rows: [{ found: true }] });
    const without = await own.pinion([...read, "--json"], { env: { REDIS: env.REDIS } });
    expect(failureOf(without)).toMatchObject({
      code: "PN5007",
      message: expect.stringContaining("REDIS_PASSWORD") as string,
    });
    expect(own.read(".pinion/manifest.json")).not.toContain("p@ss");
    own.remove();
  });

  /** Through a proxy that is cut in the middle of the rows. */
  const KEYS = 20_000;
  const job = (url: string): readonly string[] => [
    ...[
      "materialize",
      "--features",
      "f_zone_rides,f_zone_avg_fare",
      "--table",
      "many",
      "--end",
      "2024-03-06",
    ],
    ...["--sink", url, "--json"],
  ];
  const manyKeys = (): void => {
    const rows = Array.from({ length: KEYS }, (_, i) => `${i},ann,2024-03-01 10:00:00,${i},1\n`);
    project.write("many.csv", `zone,rider,ended,fare,tip\n${rows.join("")}`);
  };
  const expectWhole = async (keys: readonly number[]): Promise<void> => {
    const rows = await readRows(project, "many", keys.map(String), "f_zone_rides,f_zone_avg_fare", [
      "--store",
      server.url,
    ]);
    rows.forEach(({ found, features }, i) => {
      if (found) expect(features).toEqual({ f_zone_rides: 1, f_zone_avg_fare: keys[i] });
    });
  };

  it("that is lost for a moment is written to when it is back", async () => {
    manyKeys();
    const proxy = await startProxy({ to: server.port, cutAfter: 300_000, comesBack: true });
    const url = server.url.replace(String(server.port), String(proxy.port));
    const report = await project.json(job(url), { env: { RIDES: "many.csv" } });
    expect(report).toMatchObject({ keys: KEYS });
    const rows = await readRows(project, "many", ["0", "777", String(KEYS - 1)], "f_zone_rides", [
      "--store",
      server.url,
    ]);
    expect(rows.map(({ found }) => found)).toEqual([true, true, true]);
    await proxy.stop();
  });

  it("that is lost in the middle fails the job; what stands is whole, and running it again completes it", async () => {
    manyKeys();
    const proxy = await startProxy({ to: server.port, cutAfter: 300_000, comesBack: false });
    const url = server.url.replace(String(server.port), String(proxy.port));
    const env = { RIDES: "many.csv" };
    const failure = failureOf(await project.pinion(job(url).with(4, "many"), { env }));
    expect(failure.code).toBe("PN6001");
    expect(failure.message).toContain(`127.0.0.1:${proxy.port}`);
    const sample = [0, 1, 4095, 4096, 9999, KEYS - 1];
    await expectWhole(sample);
    await proxy.stop();
    expect(await project.json(job(server.url), { env })).toMatchObject({ keys: KEYS });
    await expectWhole(sample);
  });
});
