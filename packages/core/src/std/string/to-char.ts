import type { NumberFormat } from "./number-format.js";
import { compileNumberFormat } from "./to-number.js";

/** A DECIMAL's digits in the format; `#` in place of digits where the format has too few for them. */
function toCharNumber(format: NumberFormat, scale: number, unscaled: bigint): string {
  const negative = unscaled < 0n;
  const { before, after } = digitsFor(format, negative ? -unscaled : unscaled, scale);
  const out: string[] = [];
  const state = { before: 0, after: 0, behindPoint: false };
  for (const token of format.tokens) {
    switch (token.kind) {
      case "digits":
        for (const part of token.tokens) {
          if (part === ",") {
            if (/^[0-9]$/.test(out.at(-1) ?? "")) out.push(",");
            else pushSpace(out);
          } else if (state.behindPoint) {
            for (let i = 0; i < part.digits; i++) out.push(after[state.after++] ?? "0");
          } else {
            for (let i = 0; i < part.digits; i++) {
              const digit = before[state.before++] ?? " ";
              if (digit !== " ") out.push(digit);
              else if (part.exact) out.push("0");
              else pushSpace(out);
            }
          }
        }
        break;
      case ".":
        if (out.at(-1) === " ") out[out.length - 1] = "0";
        out.push(".");
        state.behindPoint = true;
        break;
      case "$":
        out.push("$");
        break;
      case "S":
        blankLonePoint(out);
        pushMark(out, negative ? "-" : "+");
        break;
      case "MI":
        if (negative) {
          blankLonePoint(out);
          pushMark(out, "-");
        } else out.push(" ");
        break;
      case "<":
        if (negative) out.push("<");
        break;
      case ">":
        blankLonePoint(out);
        if (negative) pushMark(out, ">");
        else out.push(" ", " ");
        break;
      case "unknown":
        break;
    }
  }
  blankLonePoint(out);
  const text = out.join("");
  return text === "" || text === "+" || text === "-" ? "0" : text;
}

/** The digits before the point, filled with spaces, and behind it, filled with zeros. */
function digitsFor(
  format: NumberFormat,
  magnitude: bigint,
  scale: number,
): { readonly before: string; readonly after: string } {
  const digits = magnitude.toString().padStart(scale + 1, "0");
  const point = digits.length - scale;
  const before = digits.slice(0, point).replace(/^0+/, "");
  const after = digits.slice(point).replace(/0+$/, "");
  const room = format.precision - format.scale;
  if (before.length > room || after.length > format.scale) {
    return { before: "#".repeat(room), after: "#".repeat(format.scale) };
  }
  return { before: before.padStart(room), after: after.padEnd(format.scale, "0") };
}

/** A sign or bracket goes in front of the spaces before it. */
function pushMark(out: string[], mark: string): void {
  let at = out.length;
  while (at > 0 && out[at - 1] === " ") at--;
  out.splice(at, 0, mark);
}

/** A space goes in front of a sign or bracket before it. */
function pushSpace(out: string[]): void {
  let at = out.length;
  while (at > 0 && /^[-+<]$/.test(out[at - 1] ?? "")) at--;
  out.splice(at, 0, " ");
}

/** A point that no digit follows becomes a space. */
function blankLonePoint(out: string[]): void {
  const at = out.indexOf(".");
  if (at >= 0 && (at === out.length - 1 || out[at + 1] === " ")) out[at] = " ";
}

/** A format together with the scale of the DECIMAL that is shown in it. */
export interface CharFormat {
  readonly format: NumberFormat;
  readonly scale: number;
}

/** Of a constant format that has been checked. */
export const compileCharFormat = (text: string, scale: number): CharFormat => ({
  format: compileNumberFormat(text),
  scale,
});

/** A DECIMAL in a constant format. */
export const toCharDecimal = ({ format, scale }: CharFormat, unscaled: bigint): string =>
  toCharNumber(format, scale, unscaled);
