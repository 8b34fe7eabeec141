import { compiledProject } from "../../support/compiled.js";
import { config, IMPORTS, type TestProject } from "../../support/project.js";

/* Values of many types, keys of 64 bits, request columns, a derived feature. */

export const CSV = `zone,rider,account,ended,fare,big,note
1,ann,9007199254740993,2024-03-01 10:00:00,10.5,9223372036854775807,"say ""hi"""
1,bob,9007199254740995,2024-03-02 10:00:00,2,-9223372036854775808,
2,ann,9007199254740993,2024-03-02 11:00:00,,7,b
3,a#b,5,2024-03-06 12:00:00,4,9007199254740993,c
`;

const FEATURES = `${IMPORTS}
const rides = fileSource("rides", {
  path: "rides.csv",
  format: "csv",
  columns: { zone: t.int32(), rider: t.string(), account: t.int64(), ended: t.timestamp(), fare: t.double(), big: t.int64(), note: t.string() },
  eventTimestamp: "ended",
});
const zone = key("zone", t.int32());
const rider = key("rider", t.string());
const account = key("account", t.int64());
const request = requestSource("request", { columns: { surge: t.double({ nullable: false }), note: t.string() } });
export const zones = anchor("zones", {
  source: rides,
  key: zone,
  features: {
    f_rides: count({ window: "90d" }),
    f_avg_fare: avg("fare", { window: "90d" }),
    f_big: expr("big"),
    f_wild: expr("CASE WHEN zone = 1 THEN CAST('NaN' AS DOUBLE) WHEN zone = 2 THEN CAST('Infinity' AS DOUBLE) ELSE -fare END"),
    f_note: expr("note"),
    f_tags: expr("array(big, CAST(zone AS BIGINT))"),
  },
});
export const pairs = anchor("pairs", { source: rides, key: [zone, rider], features: { f_pair_rides: count({ window: "90d" }) } });
export const accounts = anchor("accounts", { source: rides, key: account, features: { f_account_rides: count({ window: "90d" }), f_account_note: expr("note").default("none") } });
export const twice = derived("f_account_twice", { inputs: { note: accounts.features.f_account_note }, transform: "concat(note, note)" });
export const unfilled = anchor("unfilled", { source: rides, key: zone, features: { f_unfilled: count({ window: "1d" }), f_pushed: expr("fare") } });
export const tips = anchor("tips", { source: rides, key: rider, features: { f_last_fare: expr("fare * 2").default(-1), f_last_zone: expr("zone") } });
export const fareAgain = derived("f_fare_again", { inputs: { fare: tips.features.f_last_fare }, transform: "fare + 1" });
export const surges = anchor("surges", { source: request, features: { f_surge: expr("surge * 2") } });
export const price = derived("f_price", {
  inputs: { fare: zones.features.f_avg_fare, surge: surges.features.f_surge },
  transform: "fare * surge",
});
`;

/** The project, built in this process. */
export const builtProject = (): Promise<TestProject> =>
  compiledProject({ "pinion.config.ts": config(), "features.ts": FEATURES, "rides.csv": CSV });
