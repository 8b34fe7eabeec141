/**
 * A text as a JavaScript string literal that is also harmless inside JSON, HTML and a line comment: the
 * only place where a text that is not ours becomes code.
 */
export function quote(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]|<(?=[/!])|-->/g, (found) =>
    found === "-->" ? "--\\u003e" : escape(found),
  );
}

const escape = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A number as an expression that gives it back exactly, -0, NaN and infinities too. */
export function quoteNumber(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}
