import type { Value } from "@pinion/core";
import type { FoundFeatures, RowField, TableRead } from "../ports.js";
import { addStep, inputOf, oldestOf, picked, type LookedUp, type Row } from "./answer.js";
import type { EntityFeatures, FeatureRequest } from "./get-features.js";
import { encodeKey } from "./key.js";
import type { RequestRow } from "./request-rows.js";
import { resolutionsOf, type LookupPart, type Resolution } from "./resolution.js";

/** Reads of the store, all in one round trip. */
export type ReadTables = (reads: readonly TableRead[]) => Promise<readonly (readonly FoundFeatures[])[]>;

/** The entities that a resolution is asked for. */
interface Asked {
  readonly count: number;
  /** The texts of their keys, as a table has them. */
  readonly keysOf: (keys: readonly RowField[]) => readonly string[];
  /** The position of the row of the request that goes with one. */
  readonly rowOf: (entity: number) => number;
}

interface Context {
  readonly read: ReadTables;
  readonly request: readonly RequestRow[] | undefined;
  readonly maxAgeMs: FeatureRequest["maxAgeMs"];
  readonly nowMs: number;
}

/** Answers a request whose features look others up: round by round, each of them one round trip. */
export async function lookedUpRows(
  resolution: Resolution,
  { entities, request, maxAgeMs }: FeatureRequest,
  keysOf: Asked["keysOf"],
  read: ReadTables,
  nowMs: number,
): Promise<readonly EntityFeatures[]> {
  const asked: Asked = { count: entities.length, keysOf, rowOf: (entity) => entity };
  const context: Context = { read, request, maxAgeMs, nowMs };
  const found = await readAll(read, readsOf(resolution, asked));
  const rows = await complete(resolution, asked, found, context);
  return rows.map((row) => picked(row, resolution.wanted));
}

const readsOf = ({ tables }: Resolution, asked: Asked): readonly TableRead[] =>
  tables.map(({ table, keys, names }) => ({ table, names, keys: asked.keysOf(keys) }));

async function readAll(
  read: ReadTables,
  reads: readonly TableRead[],
): Promise<readonly (readonly FoundFeatures[])[]> {
  const some = reads.filter(({ keys }) => keys.length > 0);
  if (some.length === 0) return reads.map(() => []);
  const found = await read(some);
  return reads.map((one) => found[some.indexOf(one)] ?? []);
}

/** All steps of a resolution, once the tables of its first round are read. */
async function complete(
  resolution: Resolution,
  asked: Asked,
  found: readonly (readonly FoundFeatures[])[],
  context: Context,
): Promise<readonly Row[]> {
  const { steps, programs, lookups } = resolution;
  const oldest = oldestOf(steps, context.maxAgeMs, context.nowMs);
  const rows = Array.from({ length: asked.count }, (): Row => ({ values: [], status: [], asOf: [] }));
  const requested = rows.map((_, entity) => {
    const at = asked.rowOf(entity);
    return programs.map((program) => program(context.request?.[at] ?? {}, at));
  });
  const looked: LookedUp[] = [];
  const last = steps.at(-1)?.round ?? 0;
  for (let round = 0; round <= last; round++) {
    const parts = lookups.flatMap((part, at) => (part.round === round ? [{ part, at }] : []));
    const answers = await lookUp(
      resolution,
      parts.map(({ part }) => part),
      rows,
      asked,
      context,
    );
    parts.forEach(({ at }, i) => {
      const answer = answers[i];
      if (answer !== undefined) looked[at] = answer;
    });
    rows.forEach((row, entity) => {
      for (const [s, step] of steps.entries()) {
        if (step.round !== round) continue;
        addStep(row, steps, step, oldest?.[s] ?? -Infinity, entity, found, requested[entity] ?? [], looked);
      }
    });
  }
  return rows;
}

/** What some lookups find for every entity: all their tables are read together. */
async function lookUp(
  { steps }: Resolution,
  parts: readonly LookupPart[],
  rows: readonly Row[],
  outer: Asked,
  context: Context,
): Promise<readonly LookedUp[]> {
  const questions = parts.map((part) => questionOf(part, steps, rows, outer));
  const reads = questions.map(({ part, asked }) => readsOf(part.resolution, asked));
  const all = await readAll(context.read, reads.flat());
  let from = 0;
  return Promise.all(
    questions.map(async ({ part, asked, keys }, i): Promise<LookedUp> => {
      const found = all.slice(from, from + (reads[i]?.length ?? 0));
      from += found.length;
      const answered = await complete(part.resolution, asked, found, context);
      return {
        bases: part.bases,
        steps: part.resolution.steps,
        wanted: part.resolution.wanted,
        found: keys.map((own) => own?.flatMap((key) => answered[key] ?? [])),
      };
    }),
  );
}

interface Question {
  readonly part: LookupPart;
  readonly asked: Asked;
  /** By the position of the entities, their keys among those asked for. */
  readonly keys: readonly (readonly number[] | undefined)[];
}

/** The keys that the bases of all entities name, each once; each entity's own where what is found depends on the request. */
function questionOf(
  part: LookupPart,
  steps: Resolution["steps"],
  rows: readonly Row[],
  outer: Asked,
): Question {
  const ofRequest = resolutionsOf(part.resolution).some(({ programs }) => programs.length > 0);
  const positions = new Map<string, number>();
  const parts: (readonly Value[])[] = [];
  const owners: number[] = [];
  const keys = rows.map((row, entity) => {
    const own = part.keysOf(part.bases.map((base) => inputOf(row, steps, base)));
    return own?.map((key) => {
      const text = ofRequest ? `${outer.rowOf(entity)}\n${encodeKey(key)}` : encodeKey(key);
      const known = positions.get(text);
      if (known !== undefined) return known;
      positions.set(text, parts.length);
      parts.push(key);
      owners.push(outer.rowOf(entity));
      return parts.length - 1;
    });
  });
  return {
    part,
    keys,
    asked: {
      count: parts.length,
      rowOf: (entity) => owners[entity] ?? 0,
      keysOf: (fields) => {
        const at = fields.map(({ name }) => part.keys.indexOf(name));
        return parts.map((values) => encodeKey(at.map((position) => values[position] ?? null)));
      },
    },
  };
}
