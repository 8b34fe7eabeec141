import { createHash } from "node:crypto";
import type { Database } from "./store.js";

/** LMDB's keys are short: a longer one is stored under its hash, behind `%!` that no encoded key begins with. */
const LONGEST_KEY = 800;

/** What keys are stored under. */
export interface KeyNames {
  readonly stored: (key: string) => string;
  readonly original: (name: string) => string;
}

export function keyNames(database: Database): KeyNames {
  /** Long keys by what they are stored under. */
  const names = new Map<string, string>();
  return {
    stored: (key) => {
      if (key.length <= LONGEST_KEY / 4 || Buffer.byteLength(key) <= LONGEST_KEY) return key;
      const hash = `%!${createHash("sha256").update(key).digest("hex")}`;
      if (!names.has(hash)) {
        names.set(hash, key);
        // In the transaction that first uses it, or before.
        void database.put(["n", hash], Buffer.from(key));
      }
      return hash;
    },
    original: (name) =>
      name.startsWith("%!")
        ? (names.get(name) ?? database.getBinary(["n", name])?.toString("utf8") ?? name)
        : name,
  };
}
