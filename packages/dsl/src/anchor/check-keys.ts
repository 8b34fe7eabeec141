import { nearest } from "@pinion/core";
import { DEFINITION, type Site } from "../brand.js";
import type { KeyDefinition, SourceDefinition } from "../definitions.js";
import { DefinitionError, type DefinitionPlace } from "../error.js";
import { shown } from "../name.js";
import { FITTING_COLUMNS } from "./key-fit.js";

/** The keys of an anchor, in order, each fitting a column of the source or computed from its columns. */
export function checkKeys(
  given: unknown,
  source: SourceDefinition,
  anchor: string,
  site: Site,
): readonly KeyDefinition[] {
  const place = { site, path: [1, "key"] };
  const list: readonly unknown[] = given === undefined ? [] : Array.isArray(given) ? given : [given];
  if (source.kind === "request") {
    if (list.length === 0) return Object.freeze([]);
    throw new DefinitionError(
      "PN1108",
      `anchor \`${anchor}\` over request source \`${source.name}\` has a key`,
      place,
      {
        help: "leave the key out: a request carries the values of its own columns",
      },
    );
  }
  if (list.length === 0) {
    throw new DefinitionError(
      "PN1108",
      `anchor \`${anchor}\` has no key`,
      { site, path: [] },
      {
        help: 'add key: key("column", t.int64())',
      },
    );
  }
  const keys = list.map((key) => {
    if (!isKey(key)) {
      throw new DefinitionError(
        "PN1108",
        `the key of anchor \`${anchor}\` is ${shown(key)}, not a key`,
        place,
      );
    }
    return key;
  });
  for (const [i, key] of keys.entries()) {
    checkColumn(key, source, place);
    if (keys.findIndex((other) => other.name === key.name) === i) continue;
    throw new DefinitionError("PN1112", `anchor \`${anchor}\` has two keys \`${key.name}\``, place, {
      help: "give one of them an alias",
    });
  }
  return Object.freeze(keys);
}

function isKey(x: unknown): x is KeyDefinition {
  return typeof x === "object" && x !== null && DEFINITION in x && x[DEFINITION] === "key";
}

function checkColumn(key: KeyDefinition, source: SourceDefinition, place: DefinitionPlace): void {
  if (key.column === undefined) return;
  const keyPlace = { site: key.site, path: [0] };
  const used = { ...place, message: "the key is used here" };
  const column = source.columns.find((each) => each.name === key.column);
  if (column === undefined) {
    const meant = nearest(
      key.column,
      source.columns.map((each) => each.name),
    );
    const similar = {
      site: source.site,
      path: [1, "columns", meant ?? ""],
      message: "similar column declared here",
    };
    throw new DefinitionError(
      "PN1104",
      `source \`${source.name}\` has no column \`${key.column}\``,
      keyPlace,
      {
        label: "unknown column",
        ...(meant === undefined ? {} : { help: `did you mean \`${meant}\`?` }),
        related: meant === undefined ? [used] : [similar, used],
      },
    );
  }
  const fitting: readonly string[] = Object.hasOwn(FITTING_COLUMNS, key.type.type.kind)
    ? FITTING_COLUMNS[key.type.type.kind as keyof typeof FITTING_COLUMNS]
    : [];
  if (fitting.includes(column.type.kind)) return;
  throw new DefinitionError(
    "PN1104",
    `key \`${key.name}\` is ${key.type.type.kind}, but column \`${column.name}\` of source \`${source.name}\` is ${column.type.kind}`,
    { site: key.site, path: [1] },
    {
      label: `expected ${column.type.kind}`,
      help: "declare both with one type, or compute the key by an expression",
      related: [
        {
          site: source.site,
          path: [1, "columns", column.name],
          message: "the column is declared here",
        },
        used,
      ],
    },
  );
}
