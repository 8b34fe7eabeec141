import {
  MANIFEST_VERSION,
  manifestHash,
  showType,
  type ColumnEntry,
  type FeatureEntry,
  type Manifest,
  type OnlineStoreEntry,
  type ProgramEntry,
  type ProjectEntry,
  type SourceEntry,
  type SourcePlan,
} from "@pinion/core";
import type { ColumnDefinition, SourceDefinition } from "@pinion/dsl";
import type { Evaluated } from "../evaluate/index.js";
import { envText } from "./env-text.js";
import { streamEntry } from "./stream-entry.js";
import type { PlannedFeature, PlannedSource, ProjectPlan } from "./plan.js";

/** What a project that says nothing bears. */
const MAX_REJECTED = { kind: "share", value: 0.01 } as const;

/** The manifest of a plan whose programs were emitted. */
export function manifestOf(
  plan: ProjectPlan,
  entries: readonly ProgramEntry[],
  evaluators: Manifest["evaluators"],
): Manifest {
  const programs = new Map(entries.map((entry) => [entry.id, entry]));
  const programOf = (id: string): ProgramEntry => {
    const entry = programs.get(id);
    if (entry === undefined) throw new Error(`program ${id} was not emitted`);
    return entry;
  };
  const content: Omit<Manifest, "hash"> = {
    format: "pinion",
    version: MANIFEST_VERSION,
    evaluators,
    project: projectEntry(plan.evaluated),
    sources: plan.sources.map(sourceEntry),
    keys: plan.keys.map(({ type, ...key }) => ({ ...key, type: showType(type) })),
    features: plan.features.map((feature) => featureEntry(feature, programOf)),
    plans: plan.plans.map((source) => sourcePlan(source, programOf)),
  };
  const { format, version, ...rest } = content;
  return { format, version, hash: manifestHash(content), ...rest };
}

/** Indented, one value a line, ending in a line feed. */
export const printManifest = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 2)}\n`;

function projectEntry({ config }: Evaluated): ProjectEntry {
  const { name, timeZone, windowBounds, maxRejected = MAX_REJECTED, stores } = config;
  return {
    name,
    timeZone,
    windowBounds,
    maxRejected,
    stores: {
      online: onlineStore(stores.online),
      ...(stores.offline === undefined
        ? {}
        : { offline: { kind: stores.offline.format, path: envText(stores.offline.path) } }),
    },
  };
}

function onlineStore(store: Evaluated["config"]["stores"]["online"]): OnlineStoreEntry {
  if (store === undefined) return { kind: "embedded", path: ".pinion/store" };
  if (store.kind === "embedded") return { kind: "embedded", path: envText(store.path) };
  const { url, username, password, cluster } = store;
  return {
    kind: "redis",
    url: envText(url),
    ...(username === undefined ? {} : { username: envText(username) }),
    ...(password === undefined ? {} : { password: envText(password) }),
    ...(cluster === undefined ? {} : { cluster }),
  };
}

function sourceEntry(source: SourceDefinition): SourceEntry {
  const { name, description } = source;
  const described = description === undefined ? {} : { description };
  const columns = source.columns.map(columnEntry);
  if (source.kind === "request") return { kind: "request", name, columns, ...described };
  if (source.kind === "stream") return streamEntry(source, columns);
  const { eventTimestamp, createdTimestamp, maxRejected } = source;
  const rows = {
    columns,
    ...(eventTimestamp === undefined ? {} : { eventTimestamp }),
    ...(createdTimestamp === undefined ? {} : { createdTimestamp }),
    ...(maxRejected === undefined ? {} : { maxRejected }),
    ...described,
  };
  if (source.kind === "postgres") {
    const { connection, table, query } = source;
    return {
      kind: "postgres",
      name,
      connection: envText(connection),
      ...(table === undefined ? {} : { table }),
      ...(query === undefined ? {} : { query }),
      ...rows,
    };
  }
  const { path, missingPartitions, pushed, format, delimiter, header } = source;
  return {
    kind: "file",
    name,
    path: envText(path),
    ...(missingPartitions === undefined ? {} : { missingPartitions }),
    ...(pushed === undefined ? {} : { pushed: envText(pushed) }),
    ...(format === undefined ? {} : { format }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(header === false ? { header } : {}),
    ...rows,
  };
}

const columnEntry = ({ name, type, nullable, format, description }: ColumnDefinition): ColumnEntry => ({
  name,
  type: showType(type),
  nullable,
  ...(format === undefined ? {} : { format }),
  ...(description === undefined ? {} : { description }),
});

function featureEntry(feature: PlannedFeature, programOf: (id: string) => ProgramEntry): FeatureEntry {
  switch (feature.kind) {
    case "row": {
      return { ...feature, type: showType(feature.type) };
    }
    case "window": {
      const { program, ...rest } = feature;
      return { ...rest, type: showType(feature.type), finalise: programOf(program) };
    }
    case "derived":
      return { ...feature, type: showType(feature.type), program: programOf(feature.program) };
    case "lookup": {
      const { program, aggregation, ...rest } = feature;
      return {
        ...rest,
        type: showType(feature.type),
        ...(aggregation === undefined
          ? {}
          : {
              aggregation: {
                op: aggregation.op,
                argumentType: showType(aggregation.argumentType),
                type: showType(aggregation.type),
              },
            }),
        finalise: programOf(program),
      };
    }
  }
}

const sourcePlan = (plan: PlannedSource, programOf: (id: string) => ProgramEntry): SourcePlan => ({
  source: plan.source,
  program: programOf(plan.program),
  groups: plan.groups,
  aggregates: plan.aggregates.map(({ argumentType, groupByType, type, ...rest }) => ({
    ...rest,
    ...(groupByType === undefined ? {} : { groupByType: showType(groupByType) }),
    ...(argumentType === undefined ? {} : { argumentType: showType(argumentType) }),
    type: showType(type),
  })),
});
