import { createInterface } from "node:readline";
import { PinionError, timeZoneId } from "@pinion/core";
import { evaluateLine } from "@pinion/compiler/eval";
import { print } from "../output.js";

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
    throw new PinionError(
      error.code as "PN2001",
      `${error.message} (at ${error.start} to ${error.end})`,
      error.help === undefined ? {} : { help: error.help },
    );
  }
  print(`${text ?? ""}  (${type ?? ""})`);
}

interface EvalFailure {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly help?: string;
}

function lineOf(expr: string, { columns, row }: EvalArguments): string {
  // The JSON of columns and row is passed on as it was written: integers may have more digits than a double holds.
  const parts = [`"expr":${JSON.stringify(expr)}`];
  if (columns !== undefined) parts.push(`"columns":${columns}`);
  if (row !== undefined) parts.push(`"row":${row}`);
  return `{${parts.join(",")}}`;
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
