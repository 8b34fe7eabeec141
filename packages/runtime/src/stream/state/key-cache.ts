import type { KeyId } from "../ingest.js";
import type { KeyState } from "./key-state.js";

/** Keys in memory. */
export interface KeyCache {
  readonly of: (key: string) => KeyState;
  /** The same by what events know the key by. */
  readonly byId: (id: KeyId) => KeyState;
  readonly has: (state: KeyState) => boolean;
  /** Keys to forget, those first that have been in memory for longest; none while there is room. */
  readonly excess: () => readonly KeyState[];
  readonly forget: (states: readonly KeyState[]) => void;
  readonly clear: () => void;
}

export interface KeyCacheOptions {
  readonly read: (key: string) => KeyState;
  readonly textOf: (id: KeyId) => string;
  readonly most: number;
}

export function keyCache({ read, textOf, most }: KeyCacheOptions): KeyCache {
  const byKey = new Map<string, KeyState>();
  const byId = new Map<KeyId, KeyState>();
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
    byId: (id) => {
      let state = byId.get(id);
      if (state === undefined) {
        state = of(textOf(id));
        state.id = id;
        byId.set(id, state);
      }
      return state;
    },
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
      for (const { key, id } of states) {
        byKey.delete(key);
        if (id !== undefined) byId.delete(id);
      }
    },
    clear: () => {
      byKey.clear();
      byId.clear();
    },
  };
}
