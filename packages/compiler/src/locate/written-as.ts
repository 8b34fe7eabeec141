import type { ts } from "ts-morph";
import { declarationOf, exportedAs, type Declared } from "./declaration.js";
import type { ProjectFiles } from "./files.js";
import type { NamedProperty, Written } from "./written.js";
import { typescript } from "./typescript.js";

const UNKNOWN: Written = { kind: "unknown" };

/** What is computed from more than these is not pointed at one by one. */
const MOST = 1_000;
const DEEPEST = 40;

/** Everything that an expression can be, as it was written: names, properties and loops are followed. */
export function writtenAs(node: ts.Expression, files: ProjectFiles, depth = 0): readonly Written[] {
  const known = files.written.get(node);
  if (known !== undefined) return known;
  files.written.set(node, [UNKNOWN]); // for names that lead back to themselves
  const found = depth > DEEPEST ? [UNKNOWN] : follow(node, files, depth);
  files.written.set(node, found);
  return found;
}

function follow(node: ts.Expression, files: ProjectFiles, depth: number): readonly Written[] {
  const inner = unwrapped(node);
  const next = (part: ts.Expression) => writtenAs(part, files, depth + 1);
  if (typescript().isConditionalExpression(inner))
    return limited([...next(inner.whenTrue), ...next(inner.whenFalse)]);
  if (typescript().isBinaryExpression(inner) && chooses(inner.operatorToken.kind)) {
    return limited([...next(inner.left), ...next(inner.right)]);
  }
  if (typescript().isIdentifier(inner)) return ofDeclared(declarationOf(inner, files), files, depth + 1);
  const access = accessOf(inner);
  if (access === undefined) return [{ kind: "expression", node: inner }];
  const { object, name } = access;
  if (typescript().isIdentifier(object)) {
    const declared = declarationOf(object, files);
    if (declared?.kind === "module")
      return ofDeclared(exportedAs(name, declared.file, files), files, depth + 1);
  }
  return limited(next(object).flatMap((each) => propertyOf(each, name, files, depth + 1)));
}

/** What a property's value was written as. */
export function valueOf(
  property: ts.ObjectLiteralElementLike,
  files: ProjectFiles,
  depth = 0,
): readonly Written[] {
  if (typescript().isPropertyAssignment(property)) return writtenAs(property.initializer, files, depth + 1);
  if (!typescript().isShorthandPropertyAssignment(property)) return [UNKNOWN];
  return ofDeclared(declarationOf(property.name, files), files, depth + 1);
}

/** The property of an object that counts: the last of its name, those of spread objects among them. */
export function findProperty(
  object: ts.ObjectLiteralExpression,
  name: string,
  files: ProjectFiles,
  depth = 0,
): NamedProperty | undefined {
  return propertiesOf(object, files, depth)?.findLast((property) => nameOf(property.name) === name);
}

/** A property's name; undefined where it is computed. */
export function nameOf(name: ts.PropertyName): string | undefined {
  if (!typescript().isComputedPropertyName(name)) return name.text;
  return typescript().isStringLiteralLike(name.expression) ? name.expression.text : undefined;
}

/** Whether an operator yields one of its operands. */
function chooses(operator: ts.SyntaxKind): boolean {
  const { QuestionQuestionToken, BarBarToken, AmpersandAmpersandToken } = typescript().SyntaxKind;
  return (
    operator === QuestionQuestionToken || operator === BarBarToken || operator === AmpersandAmpersandToken
  );
}

const limited = (all: readonly Written[]): readonly Written[] => (all.length > MOST ? [UNKNOWN] : all);

/** Without parentheses, `as`, `satisfies` and `!`. */
export function unwrapped(node: ts.Expression): ts.Expression {
  let at = node;
  while (
    typescript().isParenthesizedExpression(at) ||
    typescript().isAsExpression(at) ||
    typescript().isSatisfiesExpression(at) ||
    typescript().isNonNullExpression(at) ||
    typescript().isTypeAssertionExpression(at)
  ) {
    at = at.expression;
  }
  return at;
}

function accessOf(
  node: ts.Expression,
): { readonly object: ts.Expression; readonly name: string } | undefined {
  if (typescript().isPropertyAccessExpression(node))
    return { object: unwrapped(node.expression), name: node.name.text };
  if (!typescript().isElementAccessExpression(node)) return undefined;
  const index = unwrapped(node.argumentExpression);
  if (!typescript().isStringLiteralLike(index) && !typescript().isNumericLiteral(index)) return undefined;
  return { object: unwrapped(node.expression), name: index.text };
}

function ofDeclared(declared: Declared | undefined, files: ProjectFiles, depth: number): readonly Written[] {
  if (declared === undefined || declared.kind === "module") return [UNKNOWN];
  const { kind, expression, path } = declared;
  const all = kind === "value" ? writtenAs(expression, files, depth) : elementsOf(expression, files, depth);
  return limited(
    path.reduce<readonly Written[]>(
      (at, name) => at.flatMap((each) => propertyOf(each, name, files, depth + 1)),
      all,
    ),
  );
}

function propertyOf(written: Written, name: string, files: ProjectFiles, depth: number): readonly Written[] {
  if (written.kind === "pair") {
    if (name === "0") return [{ kind: "name", name: written.property.name }];
    return name === "1" ? valueOf(written.property, files, depth) : [UNKNOWN];
  }
  if (written.kind !== "expression") return [UNKNOWN];
  const { node } = written;
  if (typescript().isArrayLiteralExpression(node)) {
    const element = /^\d{1,6}$/.test(name) ? node.elements[Number(name)] : undefined;
    if (element === undefined || node.elements.some((each) => typescript().isSpreadElement(each)))
      return [UNKNOWN];
    return writtenAs(element, files, depth);
  }
  if (!typescript().isObjectLiteralExpression(node)) return [UNKNOWN];
  const property = findProperty(node, name, files, depth);
  return property === undefined ? [UNKNOWN] : valueOf(property, files, depth);
}

/** The properties of an object with those of spread objects in their place; undefined where any is computed. */
function propertiesOf(
  object: ts.ObjectLiteralExpression,
  files: ProjectFiles,
  depth: number,
): readonly NamedProperty[] | undefined {
  const all: NamedProperty[] = [];
  for (const property of object.properties) {
    if (typescript().isSpreadAssignment(property)) {
      const [only, ...others] = writtenAs(property.expression, files, depth + 1);
      if (others.length > 0 || only?.kind !== "expression") return undefined;
      const spread = typescript().isObjectLiteralExpression(only.node) ? only.node : undefined;
      const inner = spread === undefined ? undefined : propertiesOf(spread, files, depth + 1);
      if (inner === undefined) return undefined;
      all.push(...inner);
    } else if (nameOf(property.name) === undefined) {
      return undefined;
    } else {
      all.push(property);
    }
  }
  return all;
}

const SAME_ELEMENTS = new Set(["filter", "slice", "toSorted", "sort", "reverse", "toReversed"]);

/** Everything that an element of an array can be. */
function elementsOf(node: ts.Expression, files: ProjectFiles, depth: number): readonly Written[] {
  const all = writtenAs(node, files, depth + 1).flatMap((written): readonly Written[] => {
    if (written.kind !== "expression") return [UNKNOWN];
    const { node: array } = written;
    if (typescript().isCallExpression(array)) return elementsOfCall(array, files, depth + 1);
    if (!typescript().isArrayLiteralExpression(array)) return [UNKNOWN];
    return array.elements.flatMap((element) =>
      typescript().isSpreadElement(element)
        ? elementsOf(element.expression, files, depth + 1)
        : writtenAs(element, files, depth + 1),
    );
  });
  return limited(all);
}

function elementsOfCall(call: ts.CallExpression, files: ProjectFiles, depth: number): readonly Written[] {
  const { expression: method, arguments: args } = call;
  if (depth > DEEPEST || !typescript().isPropertyAccessExpression(method)) return [UNKNOWN];
  const name = method.name.text;
  if (SAME_ELEMENTS.has(name)) return elementsOf(method.expression, files, depth);
  const [of] = args;
  if (
    !typescript().isIdentifier(method.expression) ||
    method.expression.text !== "Object" ||
    of === undefined
  )
    return [UNKNOWN];
  return writtenAs(of, files, depth).flatMap((written): readonly Written[] => {
    const object = written.kind === "expression" ? written.node : undefined;
    const properties =
      object !== undefined && typescript().isObjectLiteralExpression(object)
        ? propertiesOf(object, files, depth)
        : undefined;
    if (properties === undefined) return [UNKNOWN];
    if (name === "entries") return properties.map((property) => ({ kind: "pair", property }));
    if (name === "keys") return properties.map((property) => ({ kind: "name", name: property.name }));
    return name === "values" ? properties.flatMap((property) => valueOf(property, files, depth)) : [UNKNOWN];
  });
}
