import { DEFINITION } from "@pinion/dsl";

/*
 * Definitions as they pass from the worker to the compiler: flat tables, since they refer to each other as deep as
 * chains of derived features go, and cloning recurses; what has the same fields has them named once, and equal
 * values are one, since thousands of objects take longer to clone than to make. Brands, which are symbols and would
 * be lost, are part of the shape; functions and other symbols are left out.
 */

export interface Portable {
  readonly shapes: readonly Shape[];
  /**
   * For each cell its shape, of a list how many parts, and the parts: from 0 on the number of a cell, below the
   * complement of that of a value.
   */
  readonly layout: Int32Array;
  readonly values: readonly unknown[];
  /** The cells of the definitions. */
  readonly roots: readonly number[];
}

/** The names of a record's fields; null for lists. */
interface Shape {
  readonly names: readonly string[] | null;
  readonly brand: unknown;
}

const LIST = 0;

/** `referenceOf`: what stands for a function; undefined leaves it out. */
export function toPortable(
  definitions: readonly object[],
  referenceOf: (value: unknown) => object | undefined = () => undefined,
): Portable {
  const shapes: Shape[] = [{ names: null, brand: undefined }];
  const layout: number[] = [];
  const values: unknown[] = [];
  const valueNumbers = new Map<unknown, number>();
  const cells = new Map<object, number>();
  const open: object[] = [];
  const cellOf = (value: object): number => {
    const known = cells.get(value);
    if (known !== undefined) return known;
    cells.set(value, cells.size);
    open.push(value);
    return cells.size - 1;
  };
  const valueOf = (value: unknown): number => {
    const known = valueNumbers.get(value);
    // A Map takes -0 for 0.
    if (known !== undefined && Object.is(values[known], value)) return known;
    valueNumbers.set(value, values.length);
    values.push(value);
    return values.length - 1;
  };
  const partOf = (value: unknown): number => {
    if (typeof value === "object" && value !== null) return cellOf(value);
    if (typeof value === "symbol") return ~valueOf(undefined);
    return ~valueOf(typeof value === "function" ? referenceOf(value) : value);
  };
  const shapeOf = shapesIn(shapes);
  const roots = definitions.map(cellOf);
  // Cells are numbered as they are met, so they are made in the order of their numbers.
  for (let next = 0; next < open.length; next++) {
    const value = open[next] as Fields;
    if (Array.isArray(value)) {
      layout.push(LIST, value.length);
      for (const part of value as unknown[]) layout.push(partOf(part));
      continue;
    }
    const names = Object.keys(value);
    layout.push(shapeOf(names, value[DEFINITION]));
    for (const name of names) layout.push(partOf(value[name]));
  }
  return { shapes, layout: Int32Array.from(layout), values, roots };
}

interface Names {
  readonly next: Map<string, Names>;
  readonly shapes: Map<unknown, number>;
}

/** The number of the shape with such fields and brand, added where there is none. */
function shapesIn(shapes: Shape[]): (names: readonly string[], brand: unknown) => number {
  const root: Names = { next: new Map(), shapes: new Map() };
  return (names, brand) => {
    let at = root;
    for (const name of names) {
      let next = at.next.get(name);
      if (next === undefined) {
        next = { next: new Map(), shapes: new Map() };
        at.next.set(name, next);
      }
      at = next;
    }
    let shape = at.shapes.get(brand);
    if (shape === undefined) {
      shape = shapes.push({ names, brand }) - 1;
      at.shapes.set(brand, shape);
    }
    return shape;
  };
}

/** The definitions again, frozen, with every call site as `mapSite` says. */
export function fromPortable(
  { shapes, layout, values, roots }: Portable,
  mapSite: (site: string) => string,
): unknown[] {
  const made: (Fields | unknown[])[] = [];
  /** The names of tags are the user's: one may be called `site`. */
  const tags = new Set<number>();
  for (let at = 0; at < layout.length;) {
    const { names } = shapeAt(shapes, layout[at++]);
    if (names === null) {
      made.push([]);
      at += 1 + (layout[at] ?? 0);
      continue;
    }
    made.push(Object.create(NOTHING) as Fields);
    for (const name of names) {
      const part = layout[at++] ?? 0;
      if (name === "tags" && part >= 0) tags.add(part);
    }
  }
  const partOf = (part: number): unknown => (part >= 0 ? made[part] : values[~part]);
  let at = 0;
  for (const [i, target] of made.entries()) {
    const { names, brand } = shapeAt(shapes, layout[at++]);
    if (names === null) {
      const end = at + 1 + (layout[at] ?? 0);
      while (++at < end) (target as unknown[]).push(partOf(layout[at] ?? 0));
    } else {
      const record = target as Fields;
      for (const name of names) {
        const value = partOf(layout[at++] ?? 0);
        const isSite = name === "site" && typeof value === "string" && !tags.has(i);
        record[name] = isSite ? mapSite(value) : value;
      }
      if (brand !== undefined) record[DEFINITION] = brand;
    }
    Object.freeze(target);
  }
  return roots.map((root) => made[root]);
}

/** What records inherit: nothing. Objects without any prototype are kept as hash tables, which is slow. */
const NOTHING: object = Object.freeze(Object.create(null) as object);

function shapeAt(shapes: readonly Shape[], number: number | undefined): Shape {
  const shape = shapes[number ?? -1];
  if (shape === undefined) throw new Error("a cell without a shape");
  return shape;
}

type Fields = Record<string | symbol, unknown>;
