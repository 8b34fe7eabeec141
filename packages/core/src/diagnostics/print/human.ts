import type { Diagnostic } from "../diagnostic.js";
import type { Place } from "../span.js";
import { lastLine, snippet, type Marked, type SnippetOptions } from "./snippet.js";
import { coloured, plain } from "./style.js";
import { visible } from "./width.js";

export interface PrintOptions {
  /** The text of a file that a place names; where there is none, only the place is printed. */
  readonly textOf: (file: string) => string | undefined;
  /** ANSI colours; false by default. */
  readonly color?: boolean;
}

/** A diagnostic for people: what is wrong, the lines it is about, what helps. Ends without a line break. */
export function printDiagnostic(diagnostic: Diagnostic, options: PrintOptions): string {
  const style = options.color === true ? coloured : plain;
  const { code, severity, message, label = "", place, related = [], help } = diagnostic;
  const marked = place === undefined ? undefined : markedOf(place, options);
  const others = related.map((each) => ({ ...each, marked: markedOf(each.place, options) }));
  const numbers = [marked, ...others.map((each) => each.marked)].map((each) =>
    each === undefined ? 0 : lastLine(each),
  );
  const gutter = String(Math.max(...numbers)).length;

  const lines = [`${style(severity, `${severity}[${code}]`)}${style("message", `: ${visible(message)}`)}`];
  if (place !== undefined) {
    lines.push(...block("-->", place, marked, { mark: "^", role: severity, label, gutter, style }));
  }
  for (const { message: note, marked: range, place: at } of others) {
    lines.push(...block(":::", at, range, { mark: "-", role: "secondary", label: note, gutter, style }));
  }
  const margin = " ".repeat(gutter + 1);
  const line = (name: string, text: string) =>
    lines.push(`${margin}${style("frame", "=")} ${style("help", name)} ${visible(text)}`);
  if (help !== undefined) line("help:", help);
  line("see: ", `pinion explain ${code}`);
  return lines.join("\n");
}

/** Diagnostics one after the other, and how many there are. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], options: PrintOptions): string {
  const printed = diagnostics.map((diagnostic) => printDiagnostic(diagnostic, options));
  return [...printed, countOf(diagnostics)].filter((text) => text !== "").join("\n\n");
}

function countOf(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic["severity"]) => {
    const number = diagnostics.filter((each) => each.severity === severity).length;
    return number === 0 ? [] : [`${number} ${severity}${number === 1 ? "" : "s"}`];
  };
  return [...count("error"), ...count("warning")].join(", ");
}

function block(arrow: string, place: Place, marked: Marked | undefined, options: SnippetOptions): string[] {
  const { gutter, style, label } = options;
  const margin = " ".repeat(gutter);
  const head = `${margin}${style("frame", arrow)} ${where(place)}`;
  if (marked !== undefined) return [head, ...snippet(marked, options)];
  return label === "" ? [head] : [`${head}: ${visible(label)}`];
}

/** Files are named as places name them; the start of one stands for the whole. */
const where = (place: Place): string =>
  isWholeFile(place) ? visible(place.file) : `${visible(place.file)}:${place.line}:${place.column}`;

const isWholeFile = (place: Place): boolean => place.coarse === true && place.start === 0 && place.end === 0;

function markedOf(place: Place, { textOf }: PrintOptions): Marked | undefined {
  if (isWholeFile(place)) return undefined;
  const text = textOf(place.file);
  if (text === undefined || place.end > text.length || place.start > place.end) return undefined;
  return { text, start: place.start, end: place.end, line: place.line };
}
