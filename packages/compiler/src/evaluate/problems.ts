import { codes, PinionError, type Code, type Diagnostic, type Place, type Related } from "@pinion/core";
import type { Message } from "esbuild";
import { relative, resolve, sep } from "node:path";
import type { Locator } from "../locate/index.js";
import type { DefinitionFailure, Failure } from "./protocol.js";
import type { RunOutcome } from "./run.js";
import { siteOfStack, type SiteMapper } from "./sites.js";

/** An error with the diagnostics it stands for; its message is that of the first. */
export function errorOf(diagnostics: readonly [Diagnostic, ...Diagnostic[]]): PinionError {
  const [{ code, message, help }] = diagnostics;
  return new PinionError(code, message, { diagnostics, ...(help === undefined ? {} : { help }) });
}

/** What esbuild says of files that it cannot parse or whose imports it cannot resolve. */
export function refusals(messages: readonly Message[], projectDir: string, locator: Locator): PinionError {
  const diagnostics = messages.map((message): Diagnostic => {
    const unresolved = /^(?:cannot|could not) resolve "/i.test(message.text);
    const place = placeOfMessage(message, projectDir, locator);
    return {
      code: unresolved ? "PN1003" : "PN1002",
      severity: "error",
      message: sentence(message.text),
      ...(place === undefined ? {} : { place }),
    };
  });
  const [first, ...others] = diagnostics;
  if (first === undefined) throw new Error("esbuild failed without a message");
  return errorOf([first, ...others]);
}

function placeOfMessage({ location }: Message, projectDir: string, locator: Locator): Place | undefined {
  if (location === null) return undefined;
  const file = relative(projectDir, resolve(projectDir, location.file)).split(sep).join("/");
  const units = (bytes: number) => Buffer.from(location.lineText).subarray(0, bytes).toString().length;
  const column = units(location.column);
  return locator.placeAt(file, location.line, column + 1, units(location.column + location.length) - column);
}

interface RunContext {
  readonly mapSite: SiteMapper;
  readonly inputs: readonly string[];
  readonly locator: Locator;
  readonly timeoutMs: number;
}

/** Why an evaluation did not come to its end. */
export function runFailure(outcome: Exclude<RunOutcome, { kind: "done" }>, context: RunContext): PinionError {
  const { file } = outcome;
  const place = context.locator.placeOfFile(file);
  const placed = place === undefined ? {} : { place };
  // Of a machine too slow to come to the first of them in time.
  const what = file === "" ? "the definitions" : file;
  switch (outcome.kind) {
    case "failed": {
      const [first, ...others] = outcome.failures.map((failure) => failureDiagnostic(failure, file, context));
      if (first === undefined) throw new Error("an evaluation failed without a failure");
      return errorOf([first, ...others]);
    }
    case "timeout": {
      const message = `evaluating ${what} did not end within ${context.timeoutMs / 1000} s`;
      return errorOf([{ code: "PN1009", severity: "error", message, ...placed }]);
    }
    case "stalled": {
      const message = `evaluating ${file} waits for something that cannot come`;
      return errorOf([{ code: "PN1009", severity: "error", message, ...placed }]);
    }
    case "exited": {
      const message = `${file} ended the process while it was evaluated`;
      return errorOf([{ code: "PN1010", severity: "error", message, ...placed }]);
    }
  }
}

function failureDiagnostic(failure: Failure, file: string, context: RunContext): Diagnostic {
  const { definition } = failure;
  if (definition !== undefined) return definitionDiagnostic(failure.message, definition, context);
  const site = siteOfStack(failure.stack, context.mapSite, new Set(context.inputs));
  const place = site === "" ? context.locator.placeOfFile(file) : context.locator.placeOf(site);
  return {
    code: "PN1001",
    severity: "error",
    message: `${file} cannot be evaluated: ${sentence(failure.message)}`,
    ...(place === undefined ? {} : { place }),
  };
}

/** What a builder refused, at the part of the call that it is about. */
function definitionDiagnostic(message: string, failure: DefinitionFailure, context: RunContext): Diagnostic {
  const placeOf = ({ site, path }: DefinitionFailure["place"]) =>
    context.locator.placeOf(context.mapSite(site), path);
  const place = placeOf(failure.place);
  const related = failure.related.flatMap((each): Related[] => {
    const at = placeOf(each);
    return at === undefined ? [] : [{ message: each.message, place: at }];
  });
  return {
    code: isCode(failure.code) ? failure.code : "PN1001",
    severity: "error",
    message,
    ...(failure.label === undefined ? {} : { label: failure.label }),
    ...(place === undefined ? {} : { place }),
    ...(related.length === 0 ? {} : { related }),
    ...(failure.help === undefined ? {} : { help: failure.help }),
  };
}

const isCode = (code: string): code is Code => Object.hasOwn(codes, code);

/** Someone else's sentence as one of ours: its first letter lower unless it is a name, no full stop. */
function sentence(text: string): string {
  const [line = ""] = text.split("\n");
  const lowered = /^[A-Z][a-z]* /.test(line) ? line.charAt(0).toLowerCase() + line.slice(1) : line;
  return lowered.replace(/\.$/, "");
}
