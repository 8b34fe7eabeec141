import { DEFINITION } from "@pinion/dsl";

/*
 * Definitions as they pass from the worker to the compiler: a flat table, since they refer to each other
 * as deep as chains of derived features go, and cloning recurses. Brands, which are symbols and would be
 * lost, have a field of their own; functions and other symbols are left out.
 */

export interface Portable {
  readonly cells: readonly Cell[];
  /** The cells of the definitions. */
  readonly roots: readonly number[];
}

type Cell =
  | { readonly kind: "list"; readonly items: readonly Part[] }
  | {
      readonly kind: "record";
      readonly fields: readonly (readonly [string, Part])[];
      readonly brand: unknown;
    };

type Part = { readonly cell: number } | { readonly value: unknown };

/** `referenceOf`: what stands for a function; undefined leaves it out. */
export function toPortable(
  definitions: readonly object[],
  referenceOf: (value: unknown) => object | undefined = () => undefined,
): Portable {
  const cells: Cell[] = [];
  const numbers = new Map<object, number>();
  const open: object[] = [];
  const numberOf = (value: object): number => {
    const known = numbers.get(value);
    if (known !== undefined) return known;
    numbers.set(value, numbers.size);
    open.push(value);
    return numbers.size - 1;
  };
  const partOf = (value: unknown): Part => {
    if (typeof value === "object" && value !== null) return { cell: numberOf(value) };
    const reference = typeof value === "function" ? referenceOf(value) : undefined;
    if (reference !== undefined) return { value: reference };
    return { value: typeof value === "function" || typeof value === "symbol" ? undefined : value };
  };
  const roots = definitions.map(numberOf);
  // Cells are numbered as they are met, so they are made in the order of their numbers.
  for (let next = 0; next < open.length; next++) {
    const value = open[next] as { [DEFINITION]?: unknown };
    if (Array.isArray(value)) {
      cells.push({ kind: "list", items: value.map(partOf) });
    } else {
      const fields = Object.entries(value).map(([name, part]) => [name, partOf(part)] as const);
      cells.push({ kind: "record", fields, brand: value[DEFINITION] });
    }
  }
  return { cells, roots };
}

/** The definitions again, frozen, with every call site as `mapSite` says. */
export function fromPortable({ cells, roots }: Portable, mapSite: (site: string) => string): unknown[] {
  const made = cells.map((cell) => (cell.kind === "list" ? [] : (Object.create(null) as Fields)));
  const tags = new Set(cells.flatMap(tagCells));
  const partOf = (part: Part): unknown => ("cell" in part ? made[part.cell] : part.value);
  for (const [i, cell] of cells.entries()) {
    const target = made[i];
    if (cell.kind === "list") {
      for (const item of cell.items) (target as unknown[]).push(partOf(item));
      continue;
    }
    const record = target as Fields;
    for (const [name, part] of cell.fields) {
      const value = partOf(part);
      const isSite = name === "site" && typeof value === "string" && !tags.has(i);
      record[name] = isSite ? mapSite(value) : value;
    }
    if (cell.brand !== undefined) record[DEFINITION] = cell.brand;
  }
  made.forEach(Object.freeze);
  return roots.map((root) => made[root]);
}

type Fields = Record<string | symbol, unknown>;

/** The names of tags are the user's: one may be called `site`. */
function tagCells(cell: Cell): number[] {
  if (cell.kind === "list") return [];
  return cell.fields.flatMap(([name, part]) => (name === "tags" && "cell" in part ? [part.cell] : []));
}
