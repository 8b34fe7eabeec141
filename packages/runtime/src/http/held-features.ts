import type { Client } from "../client.js";
import { namesOf } from "./visible-features.js";

/** The features that a table holds; none where there is no such table. At once where it was asked for lately. */
export type HeldFeatures = (table: string) => ReadonlySet<string> | Promise<ReadonlySet<string>>;

const GOOD_MS = 1_000;
const MOST_TABLES = 1_000;

/** Asks the store, at most once a second for each table. */
export function heldFeatures(client: Client<object>): HeldFeatures {
  const known = new Map<
    string,
    { answer: ReadonlySet<string> | Promise<ReadonlySet<string>>; readonly at: number }
  >();
  const ask = async (table: string): Promise<ReadonlySet<string>> => {
    const info = await (await client.onlineStore()).table(table);
    return new Set(info === undefined ? [] : namesOf(info));
  };
  return (table) => {
    const now = Date.now();
    const before = known.get(table);
    if (before !== undefined && now - before.at <= GOOD_MS) return before.answer;
    if (known.size >= MOST_TABLES) known.clear();
    const answer = ask(table);
    const entry: NonNullable<typeof before> = { answer, at: now };
    known.set(table, entry);
    answer.then(
      (names) => {
        entry.answer = names;
      },
      () => {
        if (known.get(table) === entry) known.delete(table);
      },
    );
    return answer;
  };
}
