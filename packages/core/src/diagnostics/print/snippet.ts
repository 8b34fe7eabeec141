import { coveredLines, type CoveredLine } from "./lines.js";
import type { Style } from "./style.js";
import { visible, widthOf } from "./width.js";

/** A marked range of a file. */
export interface Marked {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

export interface SnippetOptions {
  readonly mark: "^" | "-";
  readonly role: "error" | "warning" | "secondary";
  readonly label: string;
  /** Columns of the line numbers. */
  readonly gutter: number;
  readonly style: Style;
}

/** Of a longer range, the first and the last lines are shown. */
const MOST_LINES = 5;
/** Columns of a line that are shown at most. */
const MOST_COLUMNS = 160;
const KEPT_BEFORE = 60;

/** The lines of a range, each with the marks under it, framed as `21 | text`. */
export function snippet(marked: Marked, options: SnippetOptions): string[] {
  const { gutter, style } = options;
  const all = coveredLines(marked.text, marked.start, marked.end, marked.line);
  const elided = all.length > MOST_LINES;
  const shown = elided ? [...all.slice(0, 2), ...all.slice(-2)] : all;
  const empty = style("frame", `${" ".repeat(gutter)} |`);
  const printed = [empty];
  for (const [i, line] of shown.entries()) {
    if (elided && i === 2) printed.push(style("frame", "..."));
    const { text, marks } = markedLine(line, i === 0, options.mark);
    const label = i === shown.length - 1 && options.label !== "" ? ` ${visible(options.label)}` : "";
    printed.push(`${style("frame", `${String(line.number).padStart(gutter)} |`)} ${text}`.trimEnd());
    if (marks !== "") {
      const indent = " ".repeat(marks.length - marks.trimStart().length);
      printed.push(`${empty} ${indent}${style(options.role, `${marks.trimStart()}${label}`)}`);
    }
  }
  return [...printed, empty];
}

/** The number of the last line that a snippet of the range shows. */
export const lastLine = ({ text, start, end, line }: Marked): number =>
  line + coveredLines(text, start, end, line).length - 1;

/** The line as it is shown, and the marks under it. Lines after the first are marked from their first letter. */
function markedLine(line: CoveredLine, first: boolean, mark: string): { text: string; marks: string } {
  const from = first ? line.from : line.text.length - line.text.trimStart().length;
  const { text, offset, cut } = clipped(line.text, from);
  const before = visible(text.slice(0, Math.max(0, from - offset)));
  const covered = visible(text.slice(Math.max(0, from - offset), Math.max(0, line.to - offset)));
  const width = Math.max(widthOf(covered), first ? 1 : 0);
  const lead = offset > 0 ? "…" : "";
  const marks = " ".repeat(widthOf(lead + before)) + mark.repeat(width);
  return { text: `${lead}${visible(text)}${cut ? "…" : ""}`, marks: width === 0 ? "" : marks };
}

/** What is shown of a long line: some of what stands before the mark, and the mark. */
function clipped(text: string, from: number): { text: string; offset: number; cut: boolean } {
  if (text.length <= MOST_COLUMNS) return { text, offset: 0, cut: false };
  const offset = whole(text, from < MOST_COLUMNS - KEPT_BEFORE ? 0 : from - KEPT_BEFORE);
  const end = whole(text, Math.min(text.length, offset + MOST_COLUMNS));
  return { text: text.slice(offset, end), offset, cut: end < text.length };
}

/** An offset that does not part a surrogate pair. */
const whole = (text: string, offset: number): number =>
  /[\udc00-\udfff]/.test(text.charAt(offset)) && offset > 0 ? offset - 1 : offset;
