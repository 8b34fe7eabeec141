import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failureOf } from "../support/pinion.js";
import type { TestProject } from "../support/project.js";
import { GET_ZONE, builtRides, RIDES, readRows, ZONES } from "./support/rides.js";

/* Commands that ask for what cannot be: refused with a code before anything is read or written. */

const STORED = [
  {
    key: "1",
    found: true,
    asOf: "2024-03-03T00:00:00Z",
    features: { f_zone_rides: 2, f_zone_avg_fare: 6.25 },
  },
  {
    key: "2",
    found: true,
    asOf: "2024-03-03T00:00:00Z",
    features: { f_zone_rides: 1, f_zone_avg_fare: null },
    status: { f_zone_rides: "present", f_zone_avg_fare: "null" },
  },
];

let project: TestProject;
beforeAll(async () => {
  project = await builtRides();
  await project.json([...ZONES, "--end", "2024-03-03"]);
});
afterAll(() => project.remove());

async function expectRefusal(
  args: readonly string[],
  code: string,
  message: RegExp,
  help?: string,
): Promise<void> {
  const failure = failureOf(await project.pinion([...args, "--json"]));
  expect(failure.code).toBe(code);
  expect(failure.message).toMatch(message);
  expect(failure.message).not.toMatch(/\.$/u);
  if (help !== undefined) expect(failure.help).toBe(help);
  expect(await readRows(project, "zones", ["1", "2"], "f_zone_rides,f_zone_avg_fare")).toEqual(STORED);
}

describe("a materialisation is refused", () => {
  const materialize = (features: string, ...more: readonly string[]): readonly string[] => [
    ...["materialize", "--features", features, "--table", "zones", ...more],
  ];

  it("of an unknown feature, with the nearest name", async () => {
    const args = materialize("f_zone_rids", "--end", "2024-03-06");
    await expectRefusal(args, "PN7001", /`f_zone_rids`/u, "did you mean `f_zone_rides`?");
  });

  it("of features of different keys", async () => {
    const args = materialize("f_zone_rides,f_pair_rides", "--end", "2024-03-06");
    await expectRefusal(
      args,
      "PN7006",
      /`f_pair_rides` has the key \(zone, rider\), `f_zone_rides` has \(zone\)/u,
    );
  });

  it("of features of the request", async () => {
    await expectRefusal(materialize("f_surge"), "PN7006", /`f_surge` is computed from the request/u);
  });

  it("into a table of another key", async () => {
    const args = materialize("f_pair_rides", "--end", "2024-03-06");
    await expectRefusal(args, "PN6005", /table zones has the key \(zone int\)/u);
  });

  it.each([
    [["--start", "2024-03-07", "--end", "2024-03-06"], /`start` comes after `end`/u],
    [["--start", "2024-03-01", "--end", "2024-03-06", "--step", "0d"], /`step` is no positive length: "0d"/u],
    [["--start", "2024-03-01", "--end", "2024-03-06", "--step=-1d"], /`step` is no positive length/u],
    [
      ["--start", "2024-03-01", "--end", "2024-03-06", "--step", "1 fortnight"],
      /`step` is no positive length/u,
    ],
    [
      ["--start", "1900-01-01", "--end", "2024-03-06", "--step", "1h", "--resolution", "HOURLY"],
      /more than 100000/u,
    ],
    [["--end", "soon"], /`end` is no date or timestamp: "soon"/u],
    [["--end", "2024-02-30"], /`end` is no date/u],
    [["--start", "2024-03-01"], /`--end`/u],
  ])("for the times %j", async (times, message) => {
    await expectRefusal(materialize("f_zone_rides", ...times), "PN7007", message);
  });

  it.each(["", "a b", "../x", "a:b", "x".repeat(129), "a\u2028", "😀"])(
    "into a table called %j",
    async (name) => {
      const args = ["materialize", "--features", "f_zone_rides", "--table", name, "--end", "2024-03-06"];
      await expectRefusal(args, "PN7005", /cannot be the name of a table/u);
    },
  );
});

describe("a read is refused", () => {
  it("of an unknown table, with the nearest name", async () => {
    const args = ["get", "zone", "1", "--features", "f_zone_rides"];
    await expectRefusal(args, "PN7002", /has no table `zone`/u, "did you mean `zones`?");
  });

  it("of an unknown feature, with the nearest name", async () => {
    const args = ["get", "zones", "1", "--features", "f_zone_rides,f_zone_avg_fair"];
    await expectRefusal(args, "PN7001", /`f_zone_avg_fair`/u, "did you mean `f_zone_avg_fare`?");
  });

  it("of a feature that was not materialised into the table", async () => {
    const args = ["get", "zones", "1", "--features", "f_zone_last_tip"];
    await expectRefusal(args, "PN7003", /`f_zone_last_tip` was not materialised into table `zones`/u);
  });

  it.each(["one", "1.5", "1#2", "", "99999999999", "0x1", "٣"])(
    "of the key %j, which is no int",
    async (key) => {
      await expectRefusal(["get", "zones", key, "--features", "f_zone_rides"], "PN7004", /key/u);
    },
  );

  it("from a store that is none", async () => {
    const args = [...GET_ZONE, "--store", "mongodb://me:secret@host/db"];
    const failure = failureOf(await project.pinion([...args, "--json"]));
    expect(failure.code).toBe("PN7010");
    expect(JSON.stringify(failure)).not.toContain("secret");
  });
});

describe("artifacts that cannot be used", () => {
  const restored = async (file: string, change: (text: string) => string, check: () => Promise<void>) => {
    const before = project.read(file);
    try {
      project.write(file, change(before));
      await check();
    } finally {
      project.write(file, before);
    }
  };
  const expectUnusable = async (code: string, message: RegExp): Promise<void> => {
    for (const args of [[...ZONES, "--end", "2024-03-06"], [...GET_ZONE]]) {
      const failure = failureOf(await project.pinion([...args, "--json"]));
      expect(failure).toMatchObject({ code, message: expect.stringMatching(message) as string });
      expect(failure.help).toMatch(/build/u);
    }
  };
  type Json = Record<string, unknown>;
  const edited = (change: (manifest: Json) => Json) => (text: string) =>
    JSON.stringify(change(JSON.parse(text) as Json));

  it("are of another version", async () => {
    await restored(
      ".pinion/manifest.json",
      edited((manifest) => ({ ...manifest, version: 99 })),
      () => expectUnusable("PN4004", /version/u),
    );
  });

  it("are no JSON, or JSON of something else", async () => {
    for (const text of ["", "{", "[]", "null", '{"format":"other"}', '{"__proto__":1}'])
      await restored(
        ".pinion/manifest.json",
        () => text,
        () => expectUnusable("PN4002", /manifest/u),
      );
  });

  it("were edited", async () => {
    await restored(
      ".pinion/manifest.json",
      (text) => text.replace('"90d"', '"91d"'),
      () => expectUnusable("PN4003", /manifest|hash/u),
    );
    await restored(
      ".pinion/evaluators.js",
      (text) => `${text}\nglobalThis.process.exit(0);\n`,
      () => expectUnusable("PN4003", /evaluators\.js/u),
    );
  });

  it("point out of their folder", async () => {
    await restored(
      ".pinion/manifest.json",
      edited((manifest) => ({ ...manifest, evaluators: { file: "../../evil.js", hash: "0".repeat(64) } })),
      () => expectUnusable("PN4002", /manifest/u),
    );
  });

  it("still leave what is stored", async () => {
    expect(await readRows(project, "zones", ["1", "2"], "f_zone_rides,f_zone_avg_fare")).toEqual(STORED);
  });

  it("are written anew by build, or not at all", async () => {
    const before = project.read(".pinion/manifest.json");
    project.write("features.ts", RIDES.replace('sum("fare"', 'sum("fear"'));
    expect((await project.pinion(["build"])).code).toBe(1);
    expect(project.read(".pinion/manifest.json")).toBe(before);
    project.write("features.ts", RIDES);
    project.write("file", "in the way");
    const failure = failureOf(await project.pinion(["build", "--out", "file/x", "--json"]));
    expect(failure.code).toBe("PN4005");
    expect(readFileSync(project.path("file"), "utf8")).toBe("in the way");
  });
});
