import { readFileSync } from "node:fs";
import { posix, resolve } from "node:path";
import type { ts } from "ts-morph";
import type { Written } from "./written.js";
import { sourceText, type SourceText } from "./source-text.js";
import { typescript } from "./typescript.js";

/** The files of a project, parsed as they are asked for, each alone: no library and no import is read. */
export interface ProjectFiles {
  /** The text of a file, by its path relative to the project's folder; undefined where it cannot be read. */
  text(path: string): SourceText | undefined;
  /** The same, parsed; undefined where it cannot be. */
  open(path: string): ts.SourceFile | undefined;
  /** What a name of the file means there, without any type being computed. */
  symbolAt(name: ts.Identifier): ts.Symbol | undefined;
  /** What `a` of `export { a as b }` means. */
  exportedSymbol(specifier: ts.ExportSpecifier): ts.Symbol | undefined;
  /** What a file exports, by name. */
  exportsOf(file: ts.SourceFile): ReadonlyMap<string, ts.Symbol>;
  /** The file that a relative import of another means. */
  imported(from: ts.SourceFile, specifier: string): ts.SourceFile | undefined;
  /** What expressions were found to be written as: one that many names lead to is followed once. */
  readonly written: Map<ts.Expression, readonly Written[]>;
}

interface Parsed {
  readonly file: ts.SourceFile;
  checker: ts.TypeChecker | undefined;
}

const options = (): ts.CompilerOptions => ({
  noLib: true,
  noResolve: true,
  allowJs: true,
  types: [],
  target: typescript().ScriptTarget.ESNext,
  module: typescript().ModuleKind.ESNext,
  jsx: typescript().JsxEmit.Preserve,
});

export function projectFiles(projectDir: string): ProjectFiles {
  const texts = new Map<string, SourceText | undefined>();
  const parsed = new Map<string, Parsed | undefined>();

  const textOf = (path: string): SourceText | undefined => {
    if (texts.has(path)) return texts.get(path);
    const text = readText(resolve(projectDir, path));
    const file = text === undefined ? undefined : sourceText(path, text);
    texts.set(path, file);
    return file;
  };

  const parse = (path: string): Parsed | undefined => {
    if (parsed.has(path)) return parsed.get(path);
    const source = textOf(path);
    const file = source === undefined ? undefined : parseFile(path, source.text);
    const entry = file === undefined ? undefined : { file, checker: undefined };
    parsed.set(path, entry);
    return entry;
  };
  const checkerOf = (file: ts.SourceFile): ts.TypeChecker => {
    const entry = parse(file.fileName);
    if (entry === undefined) throw new Error(`not a file of the project: ${file.fileName}`);
    entry.checker ??= typescript()
      .createProgram([file.fileName], options(), hostOf(entry.file))
      .getTypeChecker();
    return entry.checker;
  };

  return {
    written: new Map(),
    text: textOf,
    open: (path) => parse(path)?.file,
    symbolAt: (name) => {
      const checker = checkerOf(name.getSourceFile());
      const shorthand = typescript().isShorthandPropertyAssignment(name.parent);
      return shorthand
        ? checker.getShorthandAssignmentValueSymbol(name.parent)
        : checker.getSymbolAtLocation(name);
    },
    exportedSymbol: (specifier) =>
      checkerOf(specifier.getSourceFile()).getExportSpecifierLocalTargetSymbol(specifier),
    exportsOf: (file) => {
      const checker = checkerOf(file);
      const module = checker.getSymbolAtLocation(file);
      const entries = module?.exports?.entries() ?? [];
      return new Map(
        [...entries].map(([name, symbol]) => [typescript().unescapeLeadingUnderscores(name), symbol]),
      );
    },
    imported: (from, specifier) => {
      if (!/^\.\.?\//.test(specifier)) return undefined;
      const base = posix.join(posix.dirname(from.fileName), specifier);
      for (const path of candidates(base)) {
        const file = parse(path)?.file;
        if (file !== undefined) return file;
      }
      return undefined;
    },
  };
}

/** Undefined where a file nests deeper than TypeScript's own recursion goes. */
function parseFile(path: string, text: string): ts.SourceFile | undefined {
  try {
    return typescript().createSourceFile(path, text, typescript().ScriptTarget.ESNext, true);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** As esbuild and TypeScript resolve a relative import: `.js` may be written for `.ts`, and nothing at all. */
function candidates(base: string): string[] {
  const typed = base.replace(/\.([cm]?)js(x?)$/, ".$1ts$2");
  const extensions = [".ts", ".tsx", ".mts", ".js", ".mjs"];
  return [
    ...new Set([
      ...(/\.[cm]?[jt]sx?$/.test(base) ? [base, typed] : []),
      ...extensions.map((extension) => base + extension),
      ...extensions.map((extension) => `${base}/index${extension}`),
    ]),
  ];
}

function hostOf(file: ts.SourceFile): ts.CompilerHost {
  return {
    getSourceFile: (name) => (name === file.fileName ? file : undefined),
    getDefaultLibFileName: () => "lib.d.ts",
    writeFile: () => undefined,
    getCurrentDirectory: () => "",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    fileExists: (name) => name === file.fileName,
    readFile: () => undefined,
  };
}
