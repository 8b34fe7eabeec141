import { nearest, type Problem, type Span } from "../diagnostics/index.js";

/** Of a constant that names nothing: the candidate that was probably meant, as it stands at the place. */
export function similarTo(
  text: string,
  candidates: Iterable<string>,
  span: Span,
): Pick<Problem, "help" | "suggestion"> | undefined {
  const similar = nearest(text, candidates);
  if (similar === undefined) return undefined;
  const help = `did you mean \`${similar}\`?`;
  // A word as EXTRACT takes it, or a text in quotes; what is written otherwise is not written again.
  const length = span.end - span.start;
  if (length === text.length) return { help, suggestion: { span, text: similar } };
  return length === text.length + 2 ? { help, suggestion: { span, text: `'${similar}'` } } : { help };
}
