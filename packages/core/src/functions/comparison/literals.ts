import type { TypedExpr } from "../../typed/index.js";

export const isNullLiteral = (expr: TypedExpr): boolean => expr.kind === "literal" && expr.value === null;
