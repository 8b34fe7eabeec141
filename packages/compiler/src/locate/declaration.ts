import type { ts } from "ts-morph";
import type { ProjectFiles } from "./files.js";
import { typescript } from "./typescript.js";

/** What a name stands for. */
export type Declared =
  /** An expression, or every element of one, and the properties that lead from there to the name. */
  | {
      readonly kind: "value" | "elements";
      readonly expression: ts.Expression;
      readonly path: readonly string[];
    }
  | { readonly kind: "module"; readonly file: ts.SourceFile };

/** Follows a name to its `const`, loop, callback or import. Undefined for what may change or cannot be told. */
export function declarationOf(name: ts.Identifier, files: ProjectFiles): Declared | undefined {
  return ofSymbol(files.symbolAt(name), files, 0);
}

/** What a file exports under a name. */
export function exportedAs(
  name: string,
  file: ts.SourceFile,
  files: ProjectFiles,
  depth = 0,
): Declared | undefined {
  if (depth > 20) return undefined;
  const found = files.exportsOf(file);
  const symbol = found.get(name);
  if (symbol !== undefined) return ofSymbol(symbol, files, depth + 1);
  for (const star of found.get("__export")?.declarations ?? []) {
    const from = typescript().isExportDeclaration(star) ? moduleOf(star.moduleSpecifier, files) : undefined;
    const declared = from === undefined ? undefined : exportedAs(name, from, files, depth + 1);
    if (declared !== undefined) return declared;
  }
  return undefined;
}

function ofSymbol(symbol: ts.Symbol | undefined, files: ProjectFiles, depth: number): Declared | undefined {
  const [declaration, ...others] = symbol?.declarations ?? [];
  if (declaration === undefined || others.length > 0) return undefined;
  if (typescript().isVariableDeclaration(declaration)) return ofVariable(declaration, []);
  if (typescript().isBindingElement(declaration)) return ofBinding(declaration);
  if (typescript().isParameter(declaration)) return ofParameter(declaration, []);
  if (typescript().isExportAssignment(declaration))
    return { kind: "value", expression: declaration.expression, path: [] };
  if (typescript().isNamespaceImport(declaration)) {
    const file = moduleOf(declaration.parent.parent.moduleSpecifier, files);
    return file === undefined ? undefined : { kind: "module", file };
  }
  if (typescript().isImportClause(declaration)) {
    const file = moduleOf(declaration.parent.moduleSpecifier, files);
    return file === undefined ? undefined : exportedAs("default", file, files, depth + 1);
  }
  if (typescript().isImportSpecifier(declaration)) {
    const file = moduleOf(declaration.parent.parent.parent.moduleSpecifier, files);
    const name = (declaration.propertyName ?? declaration.name).text;
    return file === undefined ? undefined : exportedAs(name, file, files, depth + 1);
  }
  if (typescript().isExportSpecifier(declaration)) {
    const specifier = declaration.parent.parent.moduleSpecifier;
    const name = declaration.propertyName ?? declaration.name;
    if (specifier === undefined) return ofSymbol(files.exportedSymbol(declaration), files, depth + 1);
    const file = moduleOf(specifier, files);
    return file === undefined ? undefined : exportedAs(name.text, file, files, depth + 1);
  }
  return undefined;
}

function moduleOf(specifier: ts.Expression | undefined, files: ProjectFiles): ts.SourceFile | undefined {
  if (specifier === undefined || !typescript().isStringLiteral(specifier)) return undefined;
  return files.imported(specifier.getSourceFile(), specifier.text);
}

/** `const x = …` and `for (const x of …)`; what is not constant may have changed. */
function ofVariable(declaration: ts.VariableDeclaration, path: readonly string[]): Declared | undefined {
  const list = declaration.parent;
  if (!typescript().isVariableDeclarationList(list) || (list.flags & typescript().NodeFlags.Const) === 0)
    return undefined;
  if (typescript().isForOfStatement(list.parent))
    return { kind: "elements", expression: list.parent.expression, path };
  const { initializer } = declaration;
  return initializer === undefined ? undefined : { kind: "value", expression: initializer, path };
}

/** `{ a: { b } }` and `[, b]`: the path to the name, and what the pattern takes apart. */
function ofBinding(element: ts.BindingElement): Declared | undefined {
  const path: string[] = [];
  let at: ts.BindingElement | ts.VariableDeclaration | ts.ParameterDeclaration = element;
  while (typescript().isBindingElement(at)) {
    if (at.dotDotDotToken !== undefined || at.initializer !== undefined) return undefined;
    const pattern: ts.BindingPattern = at.parent;
    const name = at.propertyName ?? at.name;
    if (typescript().isArrayBindingPattern(pattern)) path.unshift(String(pattern.elements.indexOf(at)));
    else if (typescript().isIdentifier(name) || typescript().isStringLiteralLike(name))
      path.unshift(name.text);
    else return undefined;
    at = pattern.parent;
  }
  return typescript().isParameter(at) ? ofParameter(at, path) : ofVariable(at, path);
}

const CALLED_WITH_ELEMENTS = new Set(["map", "forEach", "flatMap", "filter"]);

/** The first parameter of a callback that an array's method is given on the spot. */
function ofParameter(parameter: ts.ParameterDeclaration, path: readonly string[]): Declared | undefined {
  const callback = parameter.parent;
  if (!typescript().isArrowFunction(callback) && !typescript().isFunctionExpression(callback))
    return undefined;
  if (callback.parameters[0] !== parameter || parameter.dotDotDotToken || parameter.initializer)
    return undefined;
  const call = callback.parent;
  if (!typescript().isCallExpression(call) || call.arguments[0] !== callback) return undefined;
  const { expression: method } = call;
  if (!typescript().isPropertyAccessExpression(method) || !CALLED_WITH_ELEMENTS.has(method.name.text))
    return undefined;
  return { kind: "elements", expression: method.expression, path };
}
