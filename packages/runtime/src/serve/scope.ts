import type { Catalogue } from "./catalogue.js";

/** The part of a catalogue that a caller may read. */
export interface Scope {
  readonly catalogue: Catalogue;
  /** Of no other part, of this catalogue or of one before. */
  readonly id: number;
}

/** Parts of a catalogue, each made once. To who reads a part, the tables outside of it are as if they were not there. */
export type ScopeOf = (catalogue: Catalogue, mayRead: ((table: string) => boolean) | undefined) => Scope;

const MOST_SCOPES = 1_000;

export function catalogueScopes(): ScopeOf {
  let of: Catalogue | undefined;
  let count = 0;
  const scopes = new Map<string, Scope>();
  return (catalogue, mayRead) => {
    if (of !== catalogue || scopes.size >= MOST_SCOPES) scopes.clear();
    of = catalogue;
    const { tables, unreadable } = catalogue;
    const names =
      mayRead === undefined ? undefined : [...tables.keys(), ...unreadable.keys()].filter(mayRead);
    // No name of a table has a line break in it, and one of a part has one at its end.
    const id = names === undefined ? "" : names.map((name) => `${name}\n`).join("") || "\n";
    let scope = scopes.get(id);
    if (scope === undefined) {
      const part = names === undefined ? catalogue : partOf(catalogue, new Set(names));
      scopes.set(id, (scope = { catalogue: part, id: count++ }));
    }
    return scope;
  };
}

function partOf({ tables, holders, unreadable }: Catalogue, names: ReadonlySet<string>): Catalogue {
  if (names.size === tables.size + unreadable.size) return { tables, holders, unreadable };
  return {
    unreadable: new Map([...unreadable].filter(([name]) => names.has(name))),
    tables: new Map([...tables].filter(([name]) => names.has(name))),
    holders: new Map(
      [...holders].map(([feature, held]) => [feature, held.filter((name) => names.has(name))]),
    ),
  };
}
