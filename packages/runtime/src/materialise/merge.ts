import type { DataType } from "@pinion/core";
import { keyComparison, type KeyPartials } from "./key-stream.js";

/** The keys of several sources side by side, in order: for each source its partials, or undefined. */
export async function* mergeKeys(
  streams: readonly AsyncIterator<KeyPartials>[],
  keyTypes: readonly DataType[],
): AsyncGenerator<readonly (KeyPartials | undefined)[]> {
  const [only] = streams;
  if (only !== undefined && streams.length === 1) {
    for (let next = await only.next(); next.done !== true; next = await only.next()) yield [next.value];
    return;
  }
  const compare = keyComparison(keyTypes);
  const heads = await Promise.all(
    streams.map(async (stream) => (await stream.next()).value as KeyPartials | undefined),
  );
  for (;;) {
    let least: KeyPartials | undefined;
    for (const head of heads) {
      if (head !== undefined && (least === undefined || compare(head.key, least.key) < 0)) least = head;
    }
    if (least === undefined) return;
    const taken: (KeyPartials | undefined)[] = [];
    for (const [i, head] of heads.entries()) {
      const same = head !== undefined && compare(head.key, least.key) === 0;
      taken.push(same ? head : undefined);
      if (same) heads[i] = (await streams[i]?.next())?.value as KeyPartials | undefined;
    }
    yield taken;
  }
}
