import type { Problem } from "@pinion/core";

type Reason = Omit<Problem, "span">;

const CHANCE = ["rand", "random", "randn", "randstr", "uniform", "uuid", "shuffle"];
const CLOCK = [
  "now",
  "current_date",
  "curdate",
  "current_time",
  "current_timestamp",
  "localtimestamp",
  "localtime",
  "getdate",
  "sysdate",
  "systimestamp",
  "today",
  "utcnow",
];
const ENVIRONMENT = [
  "current_user",
  "user",
  "session_user",
  "current_catalog",
  "current_database",
  "current_schema",
  "current_path",
  "version",
  "spark_partition_id",
  "monotonically_increasing_id",
  "input_file_name",
  "input_file_block_start",
  "input_file_block_length",
  "java_method",
  "try_reflect",
  "reflect",
];

const reasons: ReadonlyMap<string, string> = new Map([
  ...CHANCE.map((name) => [name, "depends on chance"] as const),
  ...CLOCK.map((name) => [name, "depends on the clock"] as const),
  ...ENVIRONMENT.map((name) => [name, "depends on where it is run"] as const),
]);

const HELP: ReadonlyMap<string, string> = new Map([
  ["depends on the clock", "take the time from a column, such as the event timestamp"],
  [
    "depends on chance",
    "take the value from a column, or of what looks like chance but is the same each time: `hash(key)`",
  ],
]);

/** Why a function of Spark's cannot be in a feature: it has another answer each time. */
export function reasonNotPure(name: string): Reason | undefined {
  const why = reasons.get(name.toLowerCase());
  return why === undefined ? undefined : notPure(name, why);
}

export function notPure(name: string, why: string): Reason {
  return {
    code: "PN2307",
    message: `\`${name}\` ${why}, and a feature must have the same value each time`,
    label: "gives another answer each time",
    help: HELP.get(why) ?? "take the value from a column of the source",
  };
}
