import type { Span } from "../../diagnostics/index.js";
import * as std from "../../std/struct/field.js";
import { build, type Impl, type TypedExpr } from "../../typed/index.js";
import { arrayOf } from "../../types/index.js";

const structField: Impl = { name: "structField", run: std.structField, nulls: "strict", fails: true };
const structFields: Impl = { name: "structFields", run: std.structFields, nulls: "strict" };

/** The field at a position of a STRUCT, or of every STRUCT in an ARRAY. */
export function fieldAt(base: TypedExpr, index: number, span: Span): TypedExpr {
  const inArray = base.type.kind === "array";
  const struct = base.type.kind === "array" ? base.type.element : base.type;
  const field = struct.kind === "struct" ? struct.fields[index] : undefined;
  if (field === undefined) throw new Error(`no field ${index}`);
  return build.call({
    name: "field",
    impl: inArray ? structFields : structField,
    statics: [index],
    type: inArray ? arrayOf(field.type) : field.type,
    args: [base],
    span,
  });
}
