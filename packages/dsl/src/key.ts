import { DEFINITION } from "./brand.js";
import type { KeyDefinition } from "./definitions.js";
import { DefinitionError } from "./error.js";
import { expressionOf } from "./expression.js";
import { shown } from "./name.js";
import { callSite } from "./site.js";
import { isType } from "./types/make.js";
import type { KeyDataType, Type } from "./types/type.js";
import { frozen } from "./frozen.js";

/** What else may be said of a key. */
export interface KeyOptions<Expression extends string | undefined = string | undefined> {
  /** The name of the entity across projects, such as `nyc_taxi.location_id`. */
  readonly fullName?: string;
  readonly description?: string;
  /** What the key is called in tables and clients; its column by default. */
  readonly alias?: string;
  /** Computes the key from the columns of a row; the first argument is then only its name. */
  readonly expression?: Expression;
}

declare const COMPUTED: unique symbol;

/** A key known to TypeScript: `Column` its column or name, `D` its type, `Computed` whether it is an expression. */
export interface Key<
  Column extends string = string,
  D extends KeyDataType = KeyDataType,
  Computed extends boolean = boolean,
> extends KeyDefinition {
  readonly type: Type<D>;
  readonly [COMPUTED]?: { readonly column: Column; readonly computed: Computed };
}

const KINDS: ReadonlySet<string> = new Set([
  "boolean",
  "tinyint",
  "smallint",
  "int",
  "bigint",
  "float",
  "double",
  "string",
  "binary",
  "date",
  "timestamp",
]);

/**
 * An entity key: what features are computed for and looked up by. Several in an anchor make a composite key.
 * A row whose key is NULL or NaN is skipped and counted.
 */
export function key<
  const Column extends string,
  const D extends KeyDataType,
  const Expression extends string | undefined = undefined,
>(
  column: Column,
  type: Type<D>,
  options: KeyOptions<Expression> = {},
): Key<Column, D, Expression extends string ? true : false> {
  const site = callSite(key);
  const { expression, alias, fullName, description } = options;
  const name: unknown = alias ?? column;
  if (typeof name !== "string" || name === "" || typeof column !== "string" || column === "") {
    const path = alias === undefined ? [0] : [2, "alias"];
    throw new DefinitionError("PN1101", `${shown(name)} is no name for a key`, { site, path });
  }
  if (!isType(type) || !KINDS.has(type.type.kind)) {
    throw new DefinitionError(
      "PN1107",
      `key \`${name}\` cannot be ${isType(type) ? `of type ${(type as Type).type.kind}` : shown(type)}`,
      { site, path: [1] },
      {
        help: "a key is a boolean, a whole number, a float or double, a string, bytes, a date or a timestamp",
      },
    );
  }
  return frozen({
    [DEFINITION]: "key",
    site,
    name,
    type,
    ...(expression === undefined
      ? { column }
      : { expression: expressionOf(expression, site, [2, "expression"]) }),
    ...(fullName === undefined ? {} : { fullName }),
    ...(description === undefined ? {} : { description }),
  });
}
