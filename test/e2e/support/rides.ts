import { config, IMPORTS, testProject, type Files, type TestProject } from "../../support/project.js";

/* A small project with a bit of everything, small enough to be read. */

export const RIDES_CSV = `zone,rider,ended,fare,tip
1,ann,2024-03-01 10:00:00,10.5,1
1,bob,2024-03-02 10:00:00,2,
2,ann,2024-03-02 11:00:00,,0
1,ann,2024-03-05 00:00:00,7,2.5
3,a#b,2024-03-06 12:00:00,4,1
`;

export const RIDES = `${IMPORTS}
export const rides = fileSource("rides", {
  path: env("RIDES", "rides.csv"),
  format: "csv",
  columns: {
    zone: t.int32(),
    rider: t.string(),
    ended: t.timestamp(),
    fare: t.double(),
    tip: t.double(),
  },
  eventTimestamp: "ended",
});
export const zone = key("zone", t.int32());
export const rider = key("rider", t.string());
export const request = requestSource("request", { columns: { surge: t.double() } });

export const zones = anchor("zones", {
  source: rides,
  key: zone,
  features: {
    f_zone_rides: count({ window: "90d" }),
    f_zone_avg_fare: avg("fare", { window: "90d" }),
    f_zone_last_tip: expr("tip").as(t.double()),
  },
});
export const pairs = anchor("pairs", {
  source: rides,
  key: [zone, rider],
  features: { f_pair_sum_fare: sum("fare", { window: "7d" }), f_pair_rides: count({ window: "90d" }) },
});
export const surges = anchor("surges", { source: request, features: { f_surge: expr("surge * 2") } });
export const share = derived("f_zone_tip_share", {
  inputs: { tip: zones.features.f_zone_last_tip, fare: zones.features.f_zone_avg_fare },
  transform: "tip / fare",
});
`;

/** The project, not built. */
export const ridesProject = (more: Files = {}, configuration = ""): TestProject =>
  testProject({
    "pinion.config.ts": config(configuration),
    "features.ts": RIDES,
    "rides.csv": RIDES_CSV,
    ...more,
  });

/** The project, built. */
export async function builtRides(more: Files = {}, configuration = ""): Promise<TestProject> {
  const project = ridesProject(more, configuration);
  const built = await project.pinion(["build"]);
  if (built.code !== 0) throw new Error(built.stderr);
  return project;
}

/** Arguments of a materialisation of the zones' features. */
export const ZONES = [
  "materialize",
  "--features",
  "f_zone_rides,f_zone_avg_fare",
  "--table",
  "zones",
] as const;

/** Arguments of a read of one zone. */
export const GET_ZONE = ["get", "zones", "1", "--features", "f_zone_rides"] as const;

export interface ReadRow {
  readonly key: string;
  readonly found: boolean;
  readonly asOf: string | null;
  readonly features: Readonly<Record<string, unknown>>;
}

/** The rows of `pinion get`. */
export async function readRows(
  project: TestProject,
  table: string,
  keys: readonly string[],
  features: string,
  more: readonly string[] = [],
): Promise<readonly ReadRow[]> {
  const document = await project.json(["get", table, ...keys, "--features", features, ...more]);
  return document["rows"] as readonly ReadRow[];
}
