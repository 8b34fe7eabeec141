import { resolve } from "node:path";
import { serialize } from "node:v8";
import type { Evaluated } from "../evaluate/index.js";
import { digest, fileDigest, type Cache } from "./folder.js";

/** The last result of one kind: it holds for the same definitions, written in files of the same contents. */
export interface Results {
  /** Whether there is one, for whatever definitions. */
  any(): boolean;
  read(evaluated: Evaluated): unknown;
  write(evaluated: Evaluated, result: unknown): void;
}

interface Entry {
  readonly key: string;
  readonly result: unknown;
}

/**
 * `name` and `place`: what kind of result, and where it is for. Definitions are always evaluated, since they
 * may read anything; what follows depends on nothing but them and the files whose places are told.
 */
export function resultsOf(cache: Cache | undefined, name: string, place: string): Results {
  let known: Entry | undefined;
  const read = (): Entry | undefined => (known ??= cache?.read(name) as Entry | undefined);
  const keyOf = (evaluated: Evaluated): string => {
    const digests = evaluated.inputs.map((file) => fileDigest(resolve(evaluated.projectDir, file)) ?? "");
    return digest([place, serialize(evaluated), ...digests]);
  };
  return {
    any: () => read() !== undefined,
    read(evaluated) {
      const entry = read();
      return entry !== undefined && entry.key === keyOf(evaluated) ? entry.result : undefined;
    },
    write(evaluated, result) {
      if (cache !== undefined) cache.write(name, { key: keyOf(evaluated), result } satisfies Entry);
    },
  };
}
