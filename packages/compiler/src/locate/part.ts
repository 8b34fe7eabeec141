import type { ts } from "ts-morph";
import type { ArgumentPath } from "@pinion/dsl";
import type { ProjectFiles } from "./files.js";
import { findProperty, valueOf, writtenAs } from "./written-as.js";
import type { NamedProperty, Written } from "./written.js";
import { typescript } from "./typescript.js";

/** A part of a call: where its value is written, and the property that names it. */
export interface Part {
  /** Undefined where the way to it leads over something that is computed. */
  readonly value: ts.Expression | undefined;
  readonly property: NamedProperty | undefined;
  /** Whether all of the path was found; otherwise this is the nearest part that holds it. */
  readonly complete: boolean;
}

/** Follows a path into a call's arguments. */
export function partOf(call: ts.CallExpression, path: ArgumentPath, files: ProjectFiles): Part {
  const [index, ...rest] = path;
  const argument = typeof index === "number" ? call.arguments[index] : undefined;
  const before = call.arguments.slice(0, Number(index) + 1);
  if (argument === undefined || before.some((each) => typescript().isSpreadElement(each))) {
    return { value: undefined, property: undefined, complete: false };
  }
  let at: Part = { value: argument, property: undefined, complete: true };
  for (const step of rest) {
    const next = at.value === undefined ? undefined : stepInto(at.value, step, files);
    if (next === undefined) return { ...at, complete: false };
    at = next;
  }
  return at;
}

function stepInto(value: ts.Expression, step: number | string, files: ProjectFiles): Part | undefined {
  const node = onlyNode(writtenAs(value, files));
  if (node === undefined) return undefined;
  if (typeof step === "number") {
    const element = typescript().isArrayLiteralExpression(node) ? node.elements[step] : undefined;
    const spread =
      typescript().isArrayLiteralExpression(node) &&
      node.elements.some((each) => typescript().isSpreadElement(each));
    return element === undefined || spread
      ? undefined
      : { value: element, property: undefined, complete: true };
  }
  const property = typescript().isObjectLiteralExpression(node) ? findProperty(node, step, files) : undefined;
  if (property === undefined) return undefined;
  const written = typescript().isPropertyAssignment(property)
    ? property.initializer
    : onlyNode(valueOf(property, files));
  return { value: written, property, complete: true };
}

function onlyNode(all: readonly Written[]): ts.Expression | undefined {
  const [only, ...others] = all;
  return only?.kind === "expression" && others.length === 0 ? only.node : undefined;
}
