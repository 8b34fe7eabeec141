import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { openClient, type Client, type JoinReport, type OfflineFeaturesOptions } from "@pinion/runtime";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestProject } from "../support/project.js";
import { builtRides } from "./support/rides.js";

/** Ties, duplicates, an unknown zone, no zone, a time before everything. */
const OBSERVED = `id,zone,who,at,surge,note
1,1,ann,2024-03-05 00:00:00,1.5,"a, ""b"""
2,1,bob,2024-03-05 00:00:01,,
1,1,ann,2024-03-05 00:00:00,1.5,"a, ""b"""
3,9,ann,2024-03-05 00:00:00,2,é☃
4,,ann,2024-03-05 00:00:00,2,""
5,1,ann,2020-01-01 00:00:00,0,x
`;
const FEATURES = "f_zone_rides,f_zone_avg_fare,f_zone_last_tip,f_pair_rides,f_surge,f_zone_tip_share";
const TRAIN = `id,zone,who,at,surge,note,${FEATURES}
1,1,ann,2024-03-05 00:00:00,1.5,"a, ""b""",2,6.25,,1,3.0,
2,1,bob,2024-03-05 00:00:01,,,3,6.5,2.5,1,,0.38461538461538464
1,1,ann,2024-03-05 00:00:00,1.5,"a, ""b""",2,6.25,,1,3.0,
3,9,ann,2024-03-05 00:00:00,2,é☃,,,,,4.0,
4,,ann,2024-03-05 00:00:00,2,"",,,,,4.0,
5,1,ann,2020-01-01 00:00:00,0,x,,,,,0.0,
`;

describe("point-in-time joins", () => {
  let project: TestProject;
  let client: Client<Record<string, unknown>>;
  beforeAll(async () => {
    project = await builtRides({ "observed.csv": OBSERVED });
    client = await openClient({ project: project.dir });
  });
  afterAll(async () => {
    await client.close();
    project.remove();
  });

  type Observed = Partial<OfflineFeaturesOptions["observations"]>;
  const train = (
    output: string,
    features: readonly string[],
    more: Partial<OfflineFeaturesOptions> = {},
    observed: Observed = {},
  ): Promise<JoinReport> =>
    client.getOfflineFeatures({
      observations: { path: "observed.csv", eventTimestamp: "at", keys: { rider: "who" }, ...observed },
      features,
      output,
      ...more,
    });
  const line = (file: string, index: number): string | undefined => project.read(file).split("\n")[index];

  it("write every observation once, in its order, with features of several keys as of its time", async () => {
    const report = await train("train.csv", FEATURES.split(","));
    expect(report).toMatchObject({ observations: 6, rejected: [] });
    expect(project.read("train.csv")).toBe(TRAIN);
  });

  it("are a command", async () => {
    const args = ["--observations", "observed.csv", "--timestamp", "at", "--features", FEATURES];
    const more = ["--key", "rider=who", "--rename", "f_surge=surge_twice", "--delay", "3d"];
    const ran = await project.pinion(["join", ...args, ...more, "--out", "by-command.csv"]);
    expect(ran.stdout, ran.stderr).toMatch(/by-command\.csv: 6 observations with 6 features/u);
    expect(line("by-command.csv", 0)).toBe(line("train.csv", 0)?.replace("f_surge", "surge_twice"));
    expect(line("by-command.csv", 1)).toBe(
      '1,1,ann,2024-03-05 00:00:00,1.5,"a, ""b""",1,10.5,1.0,1,3.0,0.09523809523809523',
    );
  });

  it("write JSON Lines", async () => {
    await train("train.jsonl", ["f_zone_rides"]);
    expect(JSON.parse(line("train.jsonl", 0) ?? "")).toEqual({
      id: "1",
      zone: "1",
      who: "ann",
      at: "2024-03-05 00:00:00",
      surge: "1.5",
      note: 'a, "b"',
      f_zone_rides: 2,
    });
  });

  it("read JSON Lines with the types that they hold", async () => {
    const rows = [
      { at: "2024-03-05T00:00:00Z", zone: 1, ok: true, tags: ["a"], big: 12345678901234 },
      { at: "2024-03-05T00:00:01Z", zone: 1, ok: false, share: 0.5 },
    ];
    project.write("observed.jsonl", rows.map((row) => JSON.stringify(row)).join("\n"));
    await train("again.jsonl", ["f_zone_rides"], {}, { path: "observed.jsonl" });
    const nothing = { tags: null, big: null, share: null };
    expect(
      project
        .read("again.jsonl")
        .trim()
        .split("\n")
        .map((text) => JSON.parse(text) as unknown),
    ).toEqual([
      { ...nothing, ...rows[0], f_zone_rides: 2 },
      { ...nothing, ...rows[1], f_zone_rides: 3 },
    ]);
  });

  it("go back by a delay, also for single features", async () => {
    await train("late.csv", ["f_zone_rides", "f_zone_avg_fare"], {
      simulateTimeDelay: "3d",
      overrideTimeDelay: { f_zone_rides: "0d" },
    });
    expect(line("late.csv", 1)).toBe('1,1,ann,2024-03-05 00:00:00,1.5,"a, ""b""",2,10.5');
  });

  it("refuse a feature that is called like a column, and offer the renaming", async () => {
    project.write("clash.csv", OBSERVED.replace("note", "F_zone_rides"));
    const clash = { path: "clash.csv" };
    await expect(train("x.csv", ["f_zone_rides"], {}, clash)).rejects.toMatchObject({
      code: "PN7030",
      help: expect.stringContaining('rename: { f_zone_rides: "f_zone_rides_feature" }') as unknown,
    });
    await train("x.csv", ["f_zone_rides"], { rename: { f_zone_rides: "rides_before" } }, clash);
    expect(line("x.csv", 0)).toBe("id,zone,who,at,surge,F_zone_rides,rides_before");
  });

  it("refuse two columns of one name", async () => {
    project.write("twice.csv", OBSERVED.replace("note", "ID"));
    await expect(train("y.csv", ["f_zone_rides"], {}, { path: "twice.csv" })).rejects.toMatchObject({
      code: "PN7030",
    });
  });

  it.each<[string, string, Partial<OfflineFeaturesOptions>, Observed]>([
    ["an unknown feature", "PN7001", { features: ["f_zone_ride"] }, {}],
    ["no feature", "PN7010", { features: [] }, {}],
    ["an unknown kind of output", "PN7010", { output: "x.txt" }, {}],
    ["a delay that is none", "PN7010", { simulateTimeDelay: "3 days" }, {}],
    [
      "a delay of a derived feature",
      "PN7010",
      { features: ["f_zone_tip_share"], overrideTimeDelay: { f_zone_tip_share: "1d" } },
      {},
    ],
    ["a delay of a feature that is not joined", "PN7010", { overrideTimeDelay: { f_surge: "1d" } }, {}],
    ["a new name of a feature that is not joined", "PN7010", { rename: { f_surge: "s" } }, {}],
    ["an unknown key", "PN7010", {}, { keys: { zome: "zone" } }],
    ["a key's column that is not there", "PN7031", {}, { keys: { zone: "zome" } }],
    ["a time that is not there", "PN7031", {}, { eventTimestamp: "att" }],
    ["observations that are not there", "PN5001", {}, { path: "nowhere.csv" }],
    ["observations of an unknown format", "PN5005", {}, { path: "features.ts" }],
    ["a time of another format", "PN7032", {}, { timestampFormat: "dd/MM/yyyy" }],
    ["a pattern that is none", "PN5004", {}, { timestampFormat: "yyyy-QQQQQQ" }],
    ["a key that is of another type", "PN7032", {}, { keys: { zone: "who" } }],
  ])("refuse %s", async (_, code, more, observed) => {
    await expect(train("refused.csv", ["f_zone_rides"], more, observed)).rejects.toMatchObject({ code });
    expect(project.exists("refused.csv")).toBe(false);
    expect(project.exists("x.txt")).toBe(false);
  });

  it.each([
    ["the observations", "own.csv", "own.csv"],
    ["one file of several of the observations", "own*.csv", "own.csv"],
    ["a source's file", "own.csv", "rides.csv"],
    ["a source's file by a link", "own.csv", "link.csv"],
    ["a source's file by a link of its folder", "own.csv", "folder/rides.csv"],
  ])("do not replace %s", async (_, path, output) => {
    project.write("own.csv", OBSERVED);
    if (!project.exists("link.csv")) {
      symlinkSync(join(project.dir, "rides.csv"), join(project.dir, "link.csv"));
      symlinkSync(project.dir, join(project.dir, "folder"));
    }
    const before = project.read(output);
    await expect(train(output, ["f_zone_rides"], {}, { path })).rejects.toMatchObject({ code: "PN7010" });
    expect(project.read(output)).toBe(before);
  });

  it("refuse or leave out observations without a time, as asked", async () => {
    project.write("broken.csv", `zone,at\n1,2024-03-05 00:00:00\n1,soon\n1,\n2,2024-03-06 00:00:00\n1,2,3\n`);
    const broken = { path: "broken.csv" };
    await expect(train("z.csv", ["f_zone_rides"], {}, broken)).rejects.toMatchObject({ code: "PN7032" });
    const report = await train("z.csv", ["f_zone_rides"], {}, { ...broken, unreadable: "reject" });
    expect(report.observations).toBe(2);
    expect(report.rejected.map(({ rows, samples }) => [rows, ...samples])).toEqual(
      expect.arrayContaining([
        [1, "soon"],
        [1, "NULL"],
      ]),
    );
    expect(project.read("z.csv")).toBe(
      "zone,at,f_zone_rides\n1,2024-03-05 00:00:00,2\n2,2024-03-06 00:00:00,1\n",
    );
  });

  it("say below each source what was rejected of it, and what of the observations", async () => {
    project.write("half.csv", "zone,at\n1,2024-03-05 00:00:00\n1,soon\n");
    const args = ["--observations", "half.csv", "--timestamp", "at", "--features", "f_zone_rides"];
    const ran = await project.pinion(["join", ...args, "--unreadable", "reject", "--out", "half-out.csv"]);
    expect(ran.stdout, ran.stderr).toMatch(
      /^rides: \d+ rows read\nobservations left out:\n {2}1 rejected: .*such as "soon"\n/u,
    );
  });

  it("take no observations at all", async () => {
    project.write("none.csv", "zone,at\n");
    await expect(train("none-out.csv", ["f_zone_rides"], {}, { path: "none.csv" })).resolves.toMatchObject({
      observations: 0,
    });
    expect(project.read("none-out.csv")).toBe("zone,at,f_zone_rides\n");
  });

  it("end when they are cancelled, and leave no output", async () => {
    const signal = AbortSignal.abort();
    await expect(train("cancelled.csv", ["f_zone_rides"], { signal })).rejects.toMatchObject({
      code: "PN5009",
    });
    expect(project.exists("cancelled.csv")).toBe(false);
  });
});
