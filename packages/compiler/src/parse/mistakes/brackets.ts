import { Comma, LeftBracket, LeftParen, RightBracket, RightParen } from "../scan/tokens.js";
import { atEnd, is, lacksValue, problemWith, spanAt, type Diagnosis, type Mistake } from "./mistake.js";

type Fault =
  | { readonly kind: "unclosed"; readonly open: number; readonly missing: string }
  | { readonly kind: "unopened"; readonly close: number }
  | { readonly kind: "crossed"; readonly open: number; readonly close: number };

const CLOSING = new Map([
  ["(", ")"],
  ["[", "]"],
]);

/** Parentheses and brackets that have no partner, told at the one that has none. */
export const brackets: Diagnosis = (mistake) => {
  const fault = faultOf(mistake);
  if (fault === undefined) return undefined;
  const image = (index: number): string => mistake.tokens[index]?.image ?? "";
  switch (fault.kind) {
    case "unclosed": {
      if (!atEnd(mistake)) return undefined;
      const behind = mistake.at - 1;
      // `(a +` lacks a value first.
      if (lacksValue(mistake) && !is(mistake, behind, LeftParen, LeftBracket, Comma)) return undefined;
      const sign = image(fault.open);
      const problem = {
        code: "PN2006",
        message: `\`${sign}\` is never closed`,
        span: spanAt(mistake, fault.open),
        label: "opened here",
      } as const;
      const help = `add \`${CLOSING.get(sign)}\``;
      return problemWith(mistake, problem, help, spanAt(mistake, mistake.tokens.length), fault.missing);
    }
    case "unopened": {
      if (mistake.at !== fault.close) return undefined;
      const span = spanAt(mistake, fault.close);
      const problem = { code: "PN2006", message: `\`${image(fault.close)}\` closes nothing`, span } as const;
      return problemWith(mistake, problem, "leave it out", span, "");
    }
    case "crossed": {
      if (mistake.at !== fault.close) return undefined;
      const span = spanAt(mistake, fault.close);
      const wanted = CLOSING.get(image(fault.open)) ?? "";
      const problem = {
        code: "PN2006",
        message: `\`${image(fault.open)}\` is closed by \`${image(fault.close)}\``,
        span,
      } as const;
      return problemWith(mistake, problem, `write \`${wanted}\``, span, wanted);
    }
  }
};

/** The first bracket that stands wrong. */
function faultOf(mistake: Mistake): Fault | undefined {
  const open: number[] = [];
  for (const [index, { tokenType, image }] of mistake.tokens.entries()) {
    if (tokenType === LeftParen || tokenType === LeftBracket) open.push(index);
    if (tokenType !== RightParen && tokenType !== RightBracket) continue;
    const partner = open.pop();
    if (partner === undefined) return { kind: "unopened", close: index };
    if (CLOSING.get(mistake.tokens[partner]?.image ?? "") !== image) {
      return { kind: "crossed", open: partner, close: index };
    }
  }
  const outermost = open[0];
  if (outermost === undefined) return undefined;
  const missing = open.map((index) => CLOSING.get(mistake.tokens[index]?.image ?? "")).reverse();
  return { kind: "unclosed", open: open.at(-1) ?? outermost, missing: missing.join("") };
}
