/** A string literal's value, and for each of its UTF-16 units the offsets in the file it was written at. */
export interface DecodedText {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const SIMPLE: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["b", "\b"],
  ["f", "\f"],
  ["v", "\v"],
  ["0", "\0"],
]);

/**
 * Decodes what stands between the quotes of a literal: `source.slice(from, to)`. In templates a line break
 * is one `\n` however it is written. Undefined where an escape is not one of strict mode's.
 */
export function decodeLiteral(
  source: string,
  from: number,
  to: number,
  template: boolean,
): DecodedText | undefined {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = "";
  const put = (units: string, start: number, end: number) => {
    text += units;
    for (let i = 0; i < units.length; i++) {
      starts.push(start);
      ends.push(end);
    }
  };
  let at = from;
  while (at < to) {
    const start = at;
    const unit = source.charAt(at++);
    if (unit === "\r" && template) {
      if (source[at] === "\n") at++;
      put("\n", start, at);
    } else if (unit !== "\\") {
      put(unit, start, at);
    } else {
      const escape = readEscape(source, at, to);
      if (escape === undefined) return undefined;
      at = escape.end;
      put(escape.units, start, at);
    }
  }
  return { text, starts, ends };
}

/** The escape whose backslash stands before `at`. */
function readEscape(
  source: string,
  at: number,
  to: number,
): { readonly units: string; readonly end: number } | undefined {
  const rest = source.slice(at, Math.min(to, at + 12));
  const unit = rest.charAt(0);
  if (unit === "") return undefined;
  if (unit === "\r" && rest[1] === "\n") return { units: "", end: at + 2 };
  if (/[\n\r\u2028\u2029]/.test(unit)) return { units: "", end: at + 1 };
  if (unit === "x" || unit === "u") {
    const hex = /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{0*([0-9a-fA-F]{1,6})\})/.exec(rest);
    const point = Number.parseInt(hex?.[1] ?? hex?.[2] ?? hex?.[3] ?? "", 16);
    if (hex === null || !(point <= 0x10ffff)) return undefined;
    return { units: String.fromCodePoint(point), end: at + hex[0].length };
  }
  if (/[1-9]/.test(unit) || (unit === "0" && /[0-9]/.test(rest.charAt(1)))) return undefined;
  return { units: SIMPLE.get(unit) ?? unit, end: at + 1 };
}

/** Text as it has to be written between such quotes. */
export function encodeLiteral(text: string, quote: string): string {
  let written = "";
  for (const unit of text) {
    if (unit === "\\" || unit === quote) written += `\\${unit}`;
    else if (quote === "`" && unit === "$") written += "\\$";
    else if (unit === "\n") written += quote === "`" ? "\n" : "\\n";
    else if (unit === "\r") written += "\\r";
    else written += unit;
  }
  return written;
}
