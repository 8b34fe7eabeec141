import { config, IMPORTS, testProject, type TestProject } from "../../support/project.js";

/* Some ten thousand keys before and after: most stay, some go, some come, and every value changes. */

export const KEYS = 12_000;
const MOVED = 500;

export const FEATURES = ["f_rides", "f_fares", "f_tag", "f_share"] as const;

const rows = (from: number, fare: number, tag: string): string =>
  Array.from({ length: KEYS }, (_, i) => {
    const key = from + i;
    return `${key},2024-03-01 10:00:00,${fare},${tag}${key}\n${key},2024-03-02 10:00:00,${fare / 2},${tag}\n`;
  }).join("");

export const BEFORE = "before.csv";
export const AFTER = "after.csv";
/** Every key of before or after. */
export const ALL_KEYS = Array.from({ length: KEYS + MOVED }, (_, i) => String(i));
/** Whether a key is there before and after. */
export const isCommon = (key: number): boolean => key >= MOVED && key < KEYS;

/** A built project whose source is the file of the variable RIDES. */
export async function chaosProject(): Promise<TestProject> {
  const project = testProject({
    "pinion.config.ts": config(),
    "features.ts": `${IMPORTS}
export const rides = fileSource("rides", {
  path: env("RIDES"),
  format: "csv",
  columns: { zone: t.int32(), ended: t.timestamp(), fare: t.double(), tag: t.string() },
  eventTimestamp: "ended",
});
export const zones = anchor("zones", {
  source: rides,
  key: key("zone", t.int32()),
  features: {
    f_rides: count({ window: "90d" }),
    f_fares: sum("fare", { window: "90d" }),
    f_tag: expr("tag"),
  },
});
export const share = derived("f_share", {
  inputs: { rides: zones.features.f_rides, fares: zones.features.f_fares },
  transform: "fares / rides",
});
`,
    [BEFORE]: `zone,ended,fare,tag\n${rows(0, 1, "old")}`,
    [AFTER]: `zone,ended,fare,tag\n${rows(MOVED, 8, "new")}`,
  });
  const built = await project.pinion(["build"]);
  if (built.code !== 0) throw new Error(built.stderr);
  return project;
}
