import { createInterface } from "node:readline";
import { PinionError, timeZoneId, type Code } from "@pinion/core";
import { evaluateLine } from "@pinion/compiler/eval";
import { DefinitionMistakes, print } from "../output.js";

export interface EvalArguments {
  readonly jsonl?: true;
  readonly json?: true;
  readonly columns?: string;
  readonly row?: string;
  readonly timeZone: string;
}

/** `pinion eval`: one expression, or one for each line of stdin. */
export async function evaluate(expression: string | undefined, options: EvalArguments): Promise<void> {
  const zone = timeZoneId(options.timeZone);
  if (zone !== options.timeZone) {
    throw new PinionError("PN8003", `${JSON.stringify(options.timeZone)} is no time zone`, {
      help: zone === undefined ? "use an IANA name such as UTC or America/Los_Angeles" : `write ${zone}`,
    });
  }
  if (options.jsonl === true) return evaluateLines(options.timeZone);
  if (expression === undefined) {
    throw new PinionError("PN8003", "no expression was given", {
      help: 'write `pinion eval "1 + 1"`, or use --jsonl',
    });
  }
  const answer = evaluateLine(lineOf(expression, options), options.timeZone);
  if (options.json === true) {
    print(answer);
    if (answer.startsWith('{"error"')) process.exitCode = 1;
    return;
  }
  const { type, text, error } = JSON.parse(answer) as { type?: string; text?: string; error?: EvalFailure };
  if (error !== undefined) {
    throw mistakeIn(expression, error);
  }
  print(`${text ?? ""}  (${type ?? ""})`);
}

interface EvalFailure {
  readonly code: Code;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly help?: string;
}

/** Shown at its characters, as in a file of definitions; one that is not in the expression by itself. */
function mistakeIn(expression: string, { code, message, start, end, help }: EvalFailure): PinionError {
  const helped = help === undefined ? {} : { help };
  if (start === 0 && end === 0) return new PinionError(code, message, helped);
  const lines = expression.slice(0, start).split("\n");
  const column = (lines.at(-1) ?? "").length + 1;
  const place = { file: "the expression", start, end, line: lines.length, column };
  return new DefinitionMistakes({
    diagnostics: [{ code, severity: "error", message, place, ...helped }],
    fileText: () => expression,
  });
}

function lineOf(expr: string, { columns, row }: EvalArguments): string {
  for (const [option, text] of [
    ["--columns", columns],
    ["--row", row],
  ] as const) {
    if (text !== undefined && !isJson(text))
      throw new PinionError("PN8003", `what ${option} is given is no JSON`, {
        help: 'write it as {"x":…}, in quotes for the shell',
      });
  }
  // The JSON of columns and row is passed on as it was written: integers may have more digits than a double holds.
  const parts = [`"expr":${JSON.stringify(expr)}`];
  if (columns !== undefined) parts.push(`"columns":${columns}`);
  if (row !== undefined) parts.push(`"row":${row}`);
  return `{${parts.join(",")}}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function evaluateLines(timeZone: string): Promise<void> {
  const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
  for await (const line of lines) {
    if (line.trim() === "") continue;
    if (!process.stdout.write(`${evaluateLine(line, timeZone)}\n`)) {
      await new Promise((resolve) => process.stdout.once("drain", resolve));
    }
  }
}
