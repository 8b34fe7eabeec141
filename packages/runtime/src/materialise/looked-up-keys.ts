import type { Evaluators, Manifest, Value } from "@pinion/core";
import {
  anchoredReader,
  namedOutputs,
  type CutoffValues,
  type NamedValues,
  type ReadSource,
} from "./cutoff-rows.js";
import { keyOf, type KeyPartials } from "./key-stream.js";
import { completer, type Instant, type OpenSpace } from "./looked-up.js";
import type { Selection } from "./select.js";

/** A key with the features asked for. */
export interface EvaluatedKey {
  readonly key: readonly Value[];
  /** Empty where the key is passed over. */
  readonly rows: CutoffValues;
}

export interface LookedUpRequest {
  readonly manifest: Manifest;
  readonly evaluators: Evaluators;
  readonly selection: Selection;
  readonly sources: readonly ReadSource[];
  readonly spaces: readonly OpenSpace[];
  readonly cutoffs: number;
  /** How many values of a space may be held at once. */
  readonly cells: number;
  /** Whether a key's features are not wanted, since an earlier attempt wrote them. */
  readonly passedOver: (key: readonly Value[]) => boolean;
}

/** How many keys and cutoffs are computed together. */
const INSTANTS = 20_000;

/** Evaluates keys whose features look others up: many at a time, in their order. */
export async function* lookedUpKeys(
  request: LookedUpRequest,
  keys: AsyncIterable<readonly (KeyPartials | undefined)[]>,
): AsyncGenerator<EvaluatedKey> {
  const { manifest, evaluators, selection, sources, spaces, cutoffs, cells } = request;
  const read = anchoredReader(selection, sources, evaluators, cutoffs);
  const complete = completer(manifest, evaluators, selection, spaces, cutoffs, cells);
  interface Waiting {
    readonly key: readonly Value[];
    readonly partials: readonly (KeyPartials | undefined)[];
    readonly rows: readonly (NamedValues | undefined)[];
  }
  const output = namedOutputs(selection, sources);
  let waiting: Waiting[] = [];
  const finish = async (): Promise<readonly EvaluatedKey[]> => {
    const taken = waiting;
    waiting = [];
    await complete(
      taken.flatMap(({ rows }) =>
        rows.flatMap((values, cutoff): readonly Instant[] =>
          values === undefined ? [] : [{ cutoff, values }],
        ),
      ),
    );
    return taken.map(({ key, partials, rows }) => ({
      key,
      rows: rows.map((values, cutoff) => values && output(values, partials, cutoff)),
    }));
  };
  for await (const partials of keys) {
    const key = keyOf(partials);
    waiting.push({ key, partials, rows: request.passedOver(key) ? [] : read(partials) });
    if (waiting.length * cutoffs >= INSTANTS) yield* await finish();
  }
  yield* await finish();
}
