import type { ts } from "ts-morph";

/** The call that stood on the stack at this offset: the innermost whose callee is there. */
export function callAt(file: ts.SourceFile, offset: number): ts.CallExpression | undefined {
  let found: ts.CallExpression | undefined;
  const open: ts.Node[] = [file];
  // Without recursion: nothing bounds how deep a file's expressions are.
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (offset < node.getStart(file) || offset > node.getEnd()) continue;
    if (typescript().isCallExpression(node) && offset <= node.expression.getEnd() && isInside(node, found))
      found = node;
    node.forEachChild((child) => void open.push(child));
  }
  return found;
}
import { typescript } from "./typescript.js";

const isInside = (node: ts.Node, other: ts.Node | undefined): boolean =>
  other === undefined || (node.getStart() >= other.getStart() && node.getEnd() <= other.getEnd());
