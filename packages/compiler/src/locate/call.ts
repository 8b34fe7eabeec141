import { ts } from "ts-morph";

/** The call that stood on the stack at this offset: the innermost whose callee is there. */
export function callAt(file: ts.SourceFile, offset: number): ts.CallExpression | undefined {
  let found: ts.CallExpression | undefined;
  const visit = (node: ts.Node): void => {
    if (offset < node.getStart(file) || offset > node.getEnd()) return;
    if (ts.isCallExpression(node) && offset <= node.expression.getEnd()) found = node;
    node.forEachChild(visit);
  };
  visit(file);
  return found;
}

/** The offset of a line and column that count from 1; undefined where the file has no such place. */
export function offsetAt(file: ts.SourceFile, line: number, column: number): number | undefined {
  const starts = file.getLineStarts();
  const start = starts[line - 1];
  if (start === undefined) return undefined;
  const offset = start + column - 1;
  return offset <= (starts[line] ?? file.text.length) ? offset : undefined;
}
