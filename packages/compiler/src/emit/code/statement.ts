import type { Code, Name } from "./code.js";
import type { Condition } from "./condition.js";

/** Statements as a tree; printed last. */
export type Statement =
  | { readonly kind: "const"; readonly name: Name; readonly value: Code }
  | { readonly kind: "let"; readonly name: Name; readonly value: Code }
  | { readonly kind: "assign"; readonly target: Code; readonly value: Code }
  | { readonly kind: "do"; readonly code: Code }
  | If
  | Labelled
  | { readonly kind: "break"; readonly label: Name }
  | { readonly kind: "return"; readonly value: Code | null }
  | Loop
  | FunctionDeclaration
  | { readonly kind: "import"; readonly names: readonly Name[]; readonly from: string }
  | { readonly kind: "comment"; readonly text: string };

export type Body = readonly Statement[];

export interface If {
  readonly kind: "if";
  readonly test: Condition;
  readonly then: Body;
  readonly else: Body;
}

/** A block that `break` leaves. */
interface Labelled {
  readonly kind: "labelled";
  readonly label: Name;
  readonly body: Body;
}

/** From `from`, otherwise 0, to before `count`, by `step`, otherwise 1. */
interface Loop {
  readonly kind: "loop";
  readonly index: Name;
  readonly from?: Code;
  readonly count: Code;
  readonly step?: number;
  readonly body: Body;
}

export interface FunctionDeclaration {
  readonly kind: "function";
  readonly name: Name;
  readonly params: readonly Name[];
  readonly body: Body;
  readonly exported: boolean;
}

export const declare = (name: Name, value: Code): Statement => ({ kind: "const", name, value });
export const variable = (name: Name, value: Code): Statement => ({ kind: "let", name, value });
export const assign = (target: Code, value: Code): Statement => ({ kind: "assign", target, value });
export const perform = (code: Code): Statement => ({ kind: "do", code });
export const when = (test: Condition, then: Body, otherwise: Body = []): If => ({
  kind: "if",
  test,
  then,
  else: otherwise,
});
export const giveBack = (value: Code | null): Statement => ({ kind: "return", value });
