/** What was made before, by a text; what was not asked for longest goes first when it becomes too much. */
export interface BoundedMap<T> {
  readonly get: (id: string) => T | undefined;
  /** `weight` is how much the entry is of what all may be together. */
  readonly set: (id: string, value: T, weight: number) => void;
  readonly clear: () => void;
}

/** A map whose weights together are at most this; what is heavier by itself is not kept. */
export function boundedMap<T>(most: number): BoundedMap<T> {
  const entries = new Map<string, { readonly value: T; readonly weight: number }>();
  let all = 0;
  const remove = (id: string): void => {
    all -= entries.get(id)?.weight ?? 0;
    entries.delete(id);
  };
  return {
    get: (id) => {
      const entry = entries.get(id);
      if (entry === undefined) return undefined;
      entries.delete(id);
      entries.set(id, entry);
      return entry.value;
    },
    set: (id, value, weight) => {
      remove(id);
      if (weight > most) return;
      entries.set(id, { value, weight });
      all += weight;
      for (const oldest of entries.keys()) {
        if (all <= most) return;
        remove(oldest);
      }
    },
    clear: () => {
      entries.clear();
      all = 0;
    },
  };
}

/**
 * How many names all lists that something is kept for may have together. A name takes about a kilobyte in all that is made of a list, and a caller may ask for
 * as many lists as there are orders of names.
 */
export const MOST_NAMES = 50_000;
