import type { Evaluators, LookupFeature, Manifest, Value } from "@pinion/core";
import { encodeKey } from "../serve/key.js";
import type { NamedValues } from "./cutoff-rows.js";
import { derivedRunner, lookupRunner, type LookupRunner } from "./evaluate.js";
import { spaceOf, stagesOf, type LookupSpace } from "./lookup-spaces.js";
import type { Selection } from "./select.js";

/** A space whose features can be asked for. Keys go by their {@link idOf}. */
export interface OpenSpace extends LookupSpace {
  /** Whether the values of a key are at hand; they stay so until {@link OpenSpace.forget}. */
  readonly knows: (id: Value) => boolean;
  /** Computes the values of keys that are not at hand. */
  readonly load: (keys: ReadonlyMap<Value, readonly Value[]>) => Promise<void>;
  /** As of each cutoff the values of all expansions, in order. */
  readonly valuesOf: (id: Value) => readonly Value[];
  /** Lets go of what has not been asked for lately, where there is too much. */
  readonly forget: () => void;
}

/** What tells keys of one space apart, as a key of a Map. */
export function idOf(key: readonly Value[]): Value {
  const [only = null] = key;
  return key.length === 1 && typeof only !== "object" ? only : encodeKey(key);
}

/** One key as of one cutoff. */
export interface Instant {
  readonly cutoff: number;
  readonly values: NamedValues;
}

/**
 * Adds computed features to those that are computed of rows, stage by stage. A space is asked for many keys at a time, and
 * never for more than hold `cells` values.
 */
export function completer(
  manifest: Manifest,
  evaluators: Evaluators,
  { needed }: Pick<Selection | LookupSpace, "needed">,
  spaces: readonly OpenSpace[],
  cutoffs: number,
  cells: number,
): (instants: readonly Instant[]) => Promise<void> {
  const stages = stagesOf(needed).map(({ lookups, derived }) => ({
    lookups: bySpace(spaces, lookups).map(({ space, lookups: own }) => ({
      space,
      askings: byBases(
        space,
        own.map((lookup) => lookupRunner(manifest, evaluators, lookup)),
      ),
    })),
    derived: derived.map((feature) => derivedRunner(evaluators, feature)),
  }));
  return async (instants) => {
    for (const { lookups, derived } of stages) {
      for (const { space, askings } of lookups) {
        const most = Math.max(1, Math.floor(cells / (cutoffs * space.expansions.length)));
        await askAll(space, askings, instants, most);
      }
      for (const { values } of instants)
        for (const { feature, run } of derived)
          values.set(
            feature.name,
            run((name) => values.get(name) ?? null),
          );
    }
  };
}

interface SpaceLookups {
  readonly space: OpenSpace;
  readonly lookups: LookupFeature[];
}

function bySpace(spaces: readonly OpenSpace[], lookups: readonly LookupFeature[]): readonly SpaceLookups[] {
  const found = new Map<OpenSpace, LookupFeature[]>();
  for (const lookup of lookups) {
    const space = spaceOf(spaces, lookup);
    found.set(space, [...(found.get(space) ?? []), lookup]);
  }
  return [...found].map(([space, own]) => ({ space, lookups: own }));
}

/** Lookups by the same bases, which ask for the same keys. */
interface Asking {
  readonly bases: readonly string[];
  readonly keysOf: LookupRunner["keysOf"];
  readonly lookups: readonly {
    readonly name: string;
    /** Its position among the expansions of the space. */
    readonly expansion: number;
    readonly valueOf: LookupRunner["valueOf"];
  }[];
}

function byBases({ expansions }: OpenSpace, runners: readonly LookupRunner[]): readonly Asking[] {
  const groups = new Map<string, LookupRunner[]>();
  for (const runner of runners) {
    const id = runner.feature.bases.map(({ feature }) => feature).join("\n");
    groups.set(id, [...(groups.get(id) ?? []), runner]);
  }
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const lookups = own.map(({ feature, valueOf }) => ({
      name: feature.name,
      expansion: expansions.findIndex(({ name }) => name === feature.expansion),
      valueOf,
    }));
    const bases = first.feature.bases.map(({ feature }) => feature);
    return [{ bases, keysOf: first.keysOf, lookups }];
  });
}

async function askAll(
  space: OpenSpace,
  askings: readonly Asking[],
  instants: readonly Instant[],
  most: number,
): Promise<void> {
  const width = space.expansions.length;
  let missing = new Map<Value, readonly Value[]>();
  /** By instant from the first that is not answered, then by asking: the keys; undefined where nothing is asked for. */
  let asked: (readonly Value[] | undefined)[] = [];
  let first = 0;
  const answer = async (end: number): Promise<void> => {
    if (missing.size > 0) await space.load(missing);
    let at = 0;
    for (const { values, cutoff } of instants.slice(first, end))
      for (const { lookups } of askings) {
        const found = asked[at++]?.map(space.valuesOf);
        for (const { name, expansion, valueOf } of lookups)
          values.set(name, valueOf(found?.map((all) => all[cutoff * width + expansion] ?? null)));
      }
    missing = new Map();
    asked = [];
    first = end;
    space.forget();
  };
  for (const [i, { values }] of instants.entries()) {
    for (const { bases, keysOf } of askings) {
      const keys = keysOf(bases.map((base) => values.get(base) ?? null));
      asked.push(
        keys?.map((key) => {
          const id = idOf(key);
          if (!space.knows(id)) missing.set(id, key);
          return id;
        }),
      );
    }
    if (missing.size >= most) await answer(i + 1);
  }
  await answer(instants.length);
}
