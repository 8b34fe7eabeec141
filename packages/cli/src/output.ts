import { once } from "node:events";
import { PinionError, type Diagnostic } from "@pinion/core";

const PIECE_CHARS = 65_536;

/** Writes one line to stdout. */
export const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Writes one line to stderr: progress, warnings, errors of people. */
export const note = (text: string): void => void process.stderr.write(`${text}\n`);

/** Prints the one JSON document of a `--json` run. Integers beyond 2^53 stand in full digits. */
export const printDocument = (document: unknown): void => print(toJson(document));

/** The same of a document that ends with a list, whose items are printed as they come: there may be more than memory holds. */
export async function printListDocument(
  document: object,
  name: string,
  items: AsyncIterable<unknown>,
): Promise<void> {
  let text = toJson({ ...document, [name]: [] }).slice(0, -2);
  let first = true;
  for await (const item of items) {
    text += `${first ? "" : ","}${toJson(item)}`;
    first = false;
    if (text.length < PIECE_CHARS) continue;
    if (!process.stdout.write(text)) await once(process.stdout, "drain");
    text = "";
  }
  print(`${text}]}`);
}

/** A value that is written as JSON already. */
export const written = (json: string): object => ({ [WRITTEN]: json });

const WRITTEN = Symbol("pinion.written");

/** JSON in which a bigint is an integer in full digits, and NaN and infinities are texts. */
export function toJson(value: unknown): string {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number" && !Number.isFinite(value)) return JSON.stringify(String(value));
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString("base64"));
  if (Array.isArray(value)) return `[${value.map((item) => toJson(item ?? null)).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    if (WRITTEN in value) return String(value[WRITTEN]);
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${toJson(item)}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

/** Rows as aligned columns under a head. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd();
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

/** Colours are for people at a terminal who have not declined them: https://no-color.org */
export const colourWanted = (stream: NodeJS.WriteStream): boolean =>
  stream.isTTY && (process.env["NO_COLOR"] ?? "") === "";

/** Diagnostics of definitions, and the texts of the files that they name. */
export interface FailedCheck {
  readonly diagnostics: readonly Diagnostic[];
  readonly fileText: (file: string) => string | undefined;
}

/** A command's end by mistakes in definitions; printed by the command's failure report. */
export class DefinitionMistakes extends PinionError {
  readonly fileText: FailedCheck["fileText"];

  constructor({ diagnostics, fileText }: FailedCheck) {
    const first = diagnostics.find((diagnostic) => diagnostic.severity === "error");
    if (first === undefined) throw new Error("a failure without a diagnostic");
    super(first.code, first.message, { diagnostics });
    this.fileText = fileText;
  }
}
