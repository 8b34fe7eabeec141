import {
  algebraOf,
  groupOf,
  type AggregateEntry,
  type FeatureEntry,
  type LookupFeature,
  type Manifest,
  type OutputEntry,
} from "@pinion/core";

/** A part of a feature's work, what does it, and why that. */
export interface Part {
  readonly part: string;
  readonly runs: "DuckDB" | "kernel" | "JavaScript";
  readonly why: string;
}

/** Where each part of a feature runs in a batch job, in the order of the work. */
export function whereItRuns(manifest: Manifest, feature: FeatureEntry): readonly Part[] {
  if (feature.kind === "derived") {
    return [
      {
        part: "transform",
        runs: "JavaScript",
        why: "once for each key and cutoff, over the values of its inputs",
      },
    ];
  }
  if (feature.kind === "lookup") return ofLookup(feature);
  const plan = manifest.plans.find(({ source }) => source === feature.source);
  if (plan === undefined) return [];
  const output = (part: string, index: number | undefined): readonly Part[] => {
    const entry = index === undefined ? undefined : plan.program.outputs[index];
    return entry === undefined ? [] : [ofOutput(part, entry)];
  };
  if (feature.keys.length === 0) {
    return [
      { part: "expression", runs: "JavaScript", why: "it is computed of a request, one row at a time" },
    ];
  }
  const group = plan.groups[groupOf(plan, feature)];
  const keys = feature.keys.flatMap((name, i) => output(`key ${name}`, group?.outputs[i]));
  if (feature.kind === "row") {
    return [
      ...keys,
      ...output("expression", feature.output),
      { part: "latest row", runs: "DuckDB", why: "for each key and tile of time" },
    ];
  }
  const aggregate = plan.aggregates[feature.aggregate];
  if (aggregate === undefined) return [];
  return [
    ...keys,
    ...output("argument", aggregate.argument),
    ...output("filter", aggregate.filter),
    ...output("terms", aggregate.groupBy),
    ofPartial(aggregate),
    {
      part: "window",
      runs: "JavaScript",
      why: "tiles are merged by two stacks, for every cutoff of one scan",
    },
    { part: "value", runs: "JavaScript", why: `from ${aggregate.type} to ${feature.type}` },
  ];
}

function ofLookup({ bases, expansion, aggregation }: LookupFeature): readonly Part[] {
  const keys = bases.map(({ feature }) => feature).join(", ");
  return [
    {
      part: "keys",
      runs: "JavaScript",
      why: `what ${keys} is as of the cutoff, thousands of entities at a time`,
    },
    { part: "lookup", runs: "DuckDB", why: "those keys are joined to the partials of the same scan" },
    { part: "value", runs: "JavaScript", why: `${expansion} as of the same cutoff, once for each key` },
    ...(aggregation === undefined
      ? []
      : [
          {
            part: "aggregation",
            runs: "JavaScript" as const,
            why: `${aggregation.op} of what was found, in the order of the keys`,
          },
        ]),
  ];
}

const ofOutput = (part: string, { duckdb, javascript }: OutputEntry): Part =>
  duckdb === undefined
    ? { part, runs: "kernel", why: javascript ?? "DuckDB would differ" }
    : { part, runs: "DuckDB", why: duckdb };

/** What is computed of the rows of each key and tile. */
function ofPartial(entry: AggregateEntry): Part {
  const { duckdb } = algebraOf(entry);
  const part = "partials";
  if (duckdb?.gathered !== true) {
    return { part, runs: "DuckDB", why: `${entry.op} of each key and tile, shared by all windows over it` };
  }
  const why =
    entry.groupBy === undefined ? `DuckDB has no ${entry.op} that can be merged` : "a state for each term";
  return { part, runs: "JavaScript", why: `${why}; DuckDB gathers the values of each key and tile` };
}
