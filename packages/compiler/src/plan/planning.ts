import type { Diagnostic, Problem, Span, TypedExpr } from "@pinion/core";
import type { ExpressionDefinition } from "@pinion/dsl";
import { checkExpression, type Scope } from "../check/index.js";
import type { Locator, TextMap } from "../locate/index.js";
import { parseExpression } from "../parse/index.js";
import { diagnosticOf } from "./diagnostics.js";
import type { Memory } from "./memory.js";

/** What planning gathers: the locator, the project's zone, and all that is wrong. */
export interface Planning {
  readonly locator: Locator;
  readonly timeZone: string;
  readonly report: (diagnostic: Diagnostic) => void;
  readonly mapOf: (expression: ExpressionDefinition) => TextMap;
  readonly memory: Memory | undefined;
}

/** An expression that was understood, and where its text stands. */
export interface Understood {
  readonly definition: ExpressionDefinition;
  readonly expr: TypedExpr;
  readonly map: TextMap;
  /** All of its text but the spaces around it. */
  readonly span: Span;
}

export function createPlanning(
  locator: Locator,
  timeZone: string,
  found: Diagnostic[],
  memory?: Memory,
): Planning {
  const maps = new Map<ExpressionDefinition, TextMap>();
  return {
    locator,
    timeZone,
    memory,
    report: (diagnostic) => void found.push(diagnostic),
    mapOf(expression) {
      let map = maps.get(expression);
      if (map === undefined) {
        map = locator.mapOf(expression);
        maps.set(expression, map);
      }
      return map;
    },
  };
}

/** Parses and checks; undefined where that failed, which is then reported. */
export function understand(
  planning: Planning,
  definition: ExpressionDefinition,
  scope: Scope,
): Understood | undefined {
  const { text } = definition;
  const map = planning.mapOf(definition);
  const reportAll = (problems: readonly Problem[]): void => {
    for (const problem of problems) planning.report(diagnosticOf(problem, map));
  };
  const memory = planning.memory?.of(scope);
  const known = memory?.get(text);
  if (known !== undefined) return { definition, expr: known, map, span: contentOf(text) };
  const parsed = parseExpression(text);
  if (parsed.kind === "refused") {
    reportAll(parsed.problems);
    return undefined;
  }
  const checked = checkExpression(parsed.expr, scope);
  if (checked.kind === "refused") {
    reportAll(checked.problems);
    return undefined;
  }
  reportAll(checked.warnings);
  if (checked.warnings.length === 0) memory?.set(text, checked.expr);
  return { definition, expr: checked.expr, map, span: contentOf(text) };
}

function contentOf(text: string): Span {
  const start = text.length - text.trimStart().length;
  return { start, end: Math.max(start, text.trimEnd().length) };
}
