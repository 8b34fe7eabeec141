import type { Body, Code, Condition, Name } from "../code/index.js";
import { newBlock, type Block, type Chain, type Context } from "./context.js";

/**
 * A chain of strict calls, which any NULL ends. `pure`: an expression, for where no test holds. `certain`:
 * statements that always come to a value. `broken`: statements that leave the block `label` at a NULL.
 */
export type Written =
  | { readonly kind: "pure"; readonly nulls: readonly Condition[]; readonly value: Code }
  | { readonly kind: "certain"; readonly body: Body; readonly value: Code }
  | { readonly kind: "broken"; readonly label: Name; readonly body: Body; readonly value: Code };

export function chainOf(context: Context, block: Block, write: (inner: Block) => Code): Written {
  const chain: Chain = { label: context.scope.issue("b"), tests: [], left: false };
  const inner = newBlock(block, chain);
  const value = write(inner);
  const body = inner.statements;
  if (body.every((statement) => statement.kind === "if" && isGuard(statement.then, chain))) {
    return { kind: "pure", nulls: chain.tests, value };
  }
  if (!chain.left) return { kind: "certain", body, value };
  return { kind: "broken", label: chain.label, body, value };
}

function isGuard(then: Body, chain: Chain): boolean {
  const [only] = then;
  return then.length === 1 && only?.kind === "break" && only.label === chain.label;
}
