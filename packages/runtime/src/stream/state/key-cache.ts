import type { KeyState } from "./key-state.js";

/** Keys in memory. */
export interface KeyCache {
  readonly of: (key: string) => KeyState;
  readonly has: (state: KeyState) => boolean;
  /** Keys to forget, those first that have been in memory for longest; none while there is room. */
  readonly excess: () => readonly KeyState[];
  readonly forget: (states: readonly KeyState[]) => void;
  readonly clear: () => void;
}

export interface KeyCacheOptions {
  readonly read: (key: string) => KeyState;
  readonly most: number;
}

export function keyCache({ read, most }: KeyCacheOptions): KeyCache {
  const byKey = new Map<string, KeyState>();
  const of = (key: string): KeyState => {
    let state = byKey.get(key);
    if (state === undefined) {
      state = read(key);
      byKey.set(key, state);
    }
    return state;
  };
  return {
    of,
    has: (state) => byKey.get(state.key) === state,
    excess: () => {
      const found: KeyState[] = [];
      if (byKey.size <= most) return found;
      const enough = byKey.size - most / 2;
      for (const state of byKey.values()) {
        if (found.length >= enough) break;
        if (!state.changed && !state.dirty) found.push(state);
      }
      return found;
    },
    forget: (states) => {
      for (const { key } of states) byKey.delete(key);
    },
    clear: () => byKey.clear(),
  };
}
