import { nearest } from "../diagnostics/index.js";
import { builderText, showType, type DataType } from "../types/index.js";
import { naturalColumn } from "./natural.js";
import { readingOf, type AvroReading } from "./reading.js";
import type { AvroNode, FieldNode, RecordNode } from "./schema.js";

/** A column as a source declares it. */
export interface AvroColumn {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
  readonly format?: string;
}

/** Whether a record gives a column. */
export type AvroFit =
  { readonly kind: "read"; readonly field: FieldNode; readonly reading: AvroReading } | AvroMisfit;

export type AvroMisfit =
  | { readonly kind: "missing"; readonly nearest?: string }
  | { readonly kind: "type"; readonly field: FieldNode }
  /** It is read, but the field may hold null and the column may not. */
  | { readonly kind: "nullable"; readonly field: FieldNode; readonly reading: AvroReading };

/** Holds a column against a writer's record. `names`: those of the field, the column's own unless given. */
export function fitColumn(
  record: RecordNode,
  column: AvroColumn,
  names: readonly string[] = [column.name],
): AvroFit {
  const field = record.fields.find(({ name }) => names.includes(name));
  if (field === undefined) {
    const near = nearest(
      column.name,
      record.fields.map(({ name }) => name),
    );
    return { kind: "missing", ...(near === undefined ? {} : { nearest: near }) };
  }
  const reading = readingOf(field.node, column);
  if (reading === undefined) return { kind: "type", field };
  return { kind: mayBeNull(field.node) && !column.nullable ? "nullable" : "read", field, reading };
}

export const mayBeNull = (node: AvroNode): boolean =>
  node.kind === "null" || (node.kind === "union" && node.branches.some(mayBeNull));

/** What is wrong with a column, and what to do. `what`: whose schema it is. */
export function misfitOf(
  misfit: AvroMisfit,
  { name, type }: AvroColumn,
  what: string,
): { readonly message: string; readonly help: string } {
  switch (misfit.kind) {
    case "missing":
      return {
        message: `the schema of ${what} has no field \`${name}\``,
        help:
          misfit.nearest === undefined
            ? "a column has the name of its field"
            : `did you mean \`${misfit.nearest}\`?`,
      };
    case "type":
      return {
        message: `the column \`${name}\` is ${showType(type)}, which the field of that name of ${what} cannot be read as`,
        help: `it is ${shown(misfit.field.node)} there: ${declareAs(misfit.field.node, type)}`,
      };
    case "nullable":
      return {
        message: `the column \`${name}\` is never NULL, but the field of that name of ${what} may be null`,
        help: "leave out `nullable: false`, or take null out of the schema",
      };
  }
}

function declareAs(node: AvroNode, type: DataType): string {
  const natural = naturalColumn(node);
  const counts = natural?.kind === "int" || natural?.kind === "bigint";
  if (counts && type.kind === "timestamp") {
    return 'say what it counts, as in t.timestamp({ format: "epoch_millis" })';
  }
  return natural === undefined
    ? "no column of another type than its own can be made of it"
    : `declare it ${builderText(natural)}, and convert it in the expression`;
}

const shown = (node: AvroNode): string =>
  node.kind === "union"
    ? node.branches.map(shown).join(" or ").slice(0, 200)
    : "logical" in node && /^[\w-]{1,40}$/u.test(node.logical ?? "")
      ? `${node.kind} (${node.logical})`
      : node.kind;
