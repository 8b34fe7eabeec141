/** A step of a JSON path. */
export type Step =
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "all" }
  /** `.*`: Spark reads it and never finds anything with it. */
  | { readonly kind: "anyField" };

const STEP = /\[(?:(\*)|(\d+)|'(\*)'|'([^'?]+)')\]|\.(\*)|\.([^.[]+)/y;

/** The steps of `$.a['b'][0][*]`; undefined of a text that is no such path. */
export function parsePath(text: string): readonly Step[] | undefined {
  if (!text.startsWith("$")) return undefined;
  const steps: Step[] = [];
  STEP.lastIndex = 1;
  let at = 1;
  while (at < text.length) {
    STEP.lastIndex = at;
    const match = STEP.exec(text);
    if (match === null) return undefined;
    const [whole, all, index, quotedAny, quotedName, any, name] = match;
    at += whole.length;
    const field = quotedName ?? name;
    if (all !== undefined) steps.push({ kind: "all" });
    else if (index !== undefined) steps.push({ kind: "index", index: Number(index) });
    else if (field !== undefined) steps.push({ kind: "field", name: field });
    else if ((quotedAny ?? any) !== undefined) steps.push({ kind: "anyField" });
  }
  return steps;
}
