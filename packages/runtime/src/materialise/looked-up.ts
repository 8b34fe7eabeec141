import type { Evaluators, LookupFeature, Manifest, Value } from "@pinion/core";
import { encodeKey } from "../serve/key.js";
import type { NamedValues } from "./cutoff-rows.js";
import { derivedRunner, lookupRunner, type LookupRunner } from "./evaluate.js";
import { spaceOf, stagesOf, type LookupSpace } from "./lookup-spaces.js";
import type { Selection } from "./select.js";

/** The values of a space's expansions for some keys, by the keys' texts: as of each cutoff those of all expansions, in order. */
export type SpaceValues = ReadonlyMap<string, readonly Value[]>;

/** A space whose features can be asked for. */
export interface OpenSpace extends LookupSpace {
  /** Of keys by their texts; every one of them has values, known or not. */
  readonly valuesOf: (keys: ReadonlyMap<string, readonly Value[]>) => Promise<SpaceValues>;
}

/** One key as of one cutoff. */
export interface Instant {
  readonly cutoff: number;
  readonly values: NamedValues;
}

/** What a lookup asks of its space for one instant: the texts of keys, undefined where it asks for nothing. */
interface Question {
  readonly values: NamedValues;
  readonly cutoff: number;
  readonly keys: readonly string[] | undefined;
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
      runners: own.map((lookup) => lookupRunner(manifest, evaluators, lookup)),
    })),
    derived: derived.map((feature) => derivedRunner(evaluators, feature)),
  }));
  return async (instants) => {
    for (const { lookups, derived } of stages) {
      for (const { space, runners } of lookups) {
        const most = Math.max(1, Math.floor(cells / (cutoffs * space.expansions.length)));
        await askAll(space, runners, instants, most);
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

async function askAll(
  space: OpenSpace,
  runners: readonly LookupRunner[],
  instants: readonly Instant[],
  most: number,
): Promise<void> {
  let keys = new Map<string, readonly Value[]>();
  let questions: (readonly Question[])[] = [];
  const answer = async (): Promise<void> => {
    const found: SpaceValues =
      keys.size === 0 ? new Map<string, readonly Value[]>() : await space.valuesOf(keys);
    runners.forEach((runner, r) => {
      const expansion = space.expansions.findIndex(({ name }) => name === runner.feature.expansion);
      for (const asked of questions) {
        const question = asked[r];
        if (question === undefined) continue;
        const at = question.cutoff * space.expansions.length + expansion;
        const value = runner.valueOf(question.keys?.map((key) => found.get(key)?.[at] ?? null));
        question.values.set(runner.feature.name, value);
      }
    });
    keys = new Map();
    questions = [];
  };
  for (const { values, cutoff } of instants) {
    questions.push(
      runners.map(({ feature, keysOf }): Question => {
        const asked = keysOf(feature.bases.map((base) => values.get(base.feature) ?? null));
        const texts = asked?.map((key) => {
          const text = encodeKey(key);
          keys.set(text, key);
          return text;
        });
        return { values, cutoff, keys: texts };
      }),
    );
    if (keys.size >= most) await answer();
  }
  await answer();
}
