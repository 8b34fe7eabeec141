import type { KeyState } from "./key-state.js";

/** Which of the keys in memory change when time comes to a tile. */
export interface Calendar {
  /** Puts a key down for a tile in place of the one it was down for. */
  readonly schedule: (state: KeyState, tile: number) => void;
  /** Takes keys that time has come for, up to a tile; about `limit` of them. */
  readonly take: (tile: number, limit: number) => readonly KeyState[];
  /** Forgets the places that keys were moved from. */
  readonly sweep: () => void;
  readonly clear: () => void;
}

export function calendar(): Calendar {
  // A key that was put down for another tile since stays where it was, and is passed over there.
  const tiles = new Map<number, KeyState[]>();
  return {
    schedule: (state, tile) => {
      if (state.due === tile) return;
      state.due = tile;
      if (tile === Infinity) return;
      const there = tiles.get(tile);
      if (there === undefined) tiles.set(tile, [state]);
      else there.push(state);
    },
    take: (until, limit) => {
      const taken: KeyState[] = [];
      for (const [tile, states] of tiles) {
        if (tile > until) continue;
        for (const state of states) {
          if (state.due !== tile) continue;
          state.due = Infinity;
          taken.push(state);
        }
        tiles.delete(tile);
        if (taken.length >= limit) break;
      }
      return taken;
    },
    sweep: () => {
      for (const [tile, states] of tiles) {
        const there = states.filter(({ due }) => due === tile);
        if (there.length === 0) tiles.delete(tile);
        else tiles.set(tile, there);
      }
    },
    clear: () => tiles.clear(),
  };
}
