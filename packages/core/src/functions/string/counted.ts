import type { FunctionCall, Resolution } from "../record.js";

/**
 * `resolve` with a template in DuckDB's SQL for calls whose numbers, all arguments behind the first, are constants
 * from `least` on: of others DuckDB says something else.
 */
export const counted =
  (least: number, duckdb: string, resolve: (call: FunctionCall) => Resolution) =>
  (call: FunctionCall): Resolution => {
    const made = resolve(call);
    if (made.kind !== "call" || made.args[0]?.kind === "lambda" || made.args[0]?.type.kind !== "string") {
      return made;
    }
    const numbers = made.args.slice(1);
    const plain = numbers.every(
      (arg) => arg.kind === "literal" && typeof arg.value === "number" && arg.value >= least,
    );
    if (!plain) return made;
    const all = made.args.map((_, i) => `$${i}`).join(", ");
    return { ...made, impl: { ...made.impl, duckdb: `${duckdb}(${all})` } };
  };
