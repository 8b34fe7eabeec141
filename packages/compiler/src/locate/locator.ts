import type { Place } from "@pinion/core";
import type { ArgumentPath, ExpressionDefinition, Site } from "@pinion/dsl";
import type { ts } from "ts-morph";
import { callAt } from "./call.js";
import { projectFiles } from "./files.js";
import { segmentsOf } from "./match.js";
import { partOf } from "./part.js";
import { plainCallEnd, plainText } from "./plain.js";
import { offsetAt } from "./source-text.js";
import { textsOf } from "./pieces.js";
import { placeOfRange, rangeOf, type FileRange } from "./place.js";
import { unwrapped } from "./written-as.js";
import { coarseMap, exactMap, type TextMap } from "./text-map.js";
import { typescript } from "./typescript.js";

/** Finds what definitions are made of in the files they were written in. */
export interface Locator {
  /** Where an expression's text stands. */
  mapOf(expression: ExpressionDefinition): TextMap;
  /**
   * Where a part of a call stands; the call itself without a path. What is declared by name (a column, a
   * feature, an input) stands where its name does. Coarse where only something that holds it was found;
   * undefined where the file cannot be read.
   */
  placeOf(site: Site, path?: ArgumentPath): Place | undefined;
  /** Where the value of a property stands, all of it; undefined where it is not written beside the property's name. */
  placeOfValue(site: Site, path: ArgumentPath): Place | undefined;
  /** A place by line and column, which count from 1; coarse at the file's start where there is no such place. */
  placeAt(file: string, line: number, column: number, length: number): Place | undefined;
  /** The start of a file, for what is about the whole of it. */
  placeOfFile(file: string): Place | undefined;
  /** The text of a file, for printing. */
  fileText(file: string): string | undefined;
}

/** Sites and places name files relative to the project's folder. Files are read once. */
export function createLocator(projectDir: string): Locator {
  const files = projectFiles(projectDir);
  const offsetOf = (site: Site) => {
    const [, path, line, column] = /^(.*):(\d+):(\d+)$/s.exec(site) ?? [];
    const file = path === undefined ? undefined : files.text(path);
    const offset = file === undefined ? undefined : offsetAt(file, Number(line), Number(column));
    return file === undefined || offset === undefined ? undefined : { file, offset };
  };
  const placed = (site: Site) => {
    const at = offsetOf(site);
    const file = at === undefined ? undefined : files.open(at.file.fileName);
    if (file === undefined || at === undefined) return undefined;
    return { file, offset: at.offset, call: callAt(file, at.offset) };
  };
  /** Without parsing, where that can be. */
  const plainMapOf = ({ text, site, path }: ExpressionDefinition): TextMap | undefined => {
    const at = offsetOf(site);
    const found = at === undefined ? undefined : plainText(at.file.text, at.offset, path);
    if (at === undefined || found?.chars.text !== text) return undefined;
    const piece = { kind: "literal" as const, text, file: at.file, ...found };
    return exactMap([{ start: 0, end: text.length, piece }]);
  };
  const plainPlaceOf = (site: Site): Place | undefined => {
    const at = offsetOf(site);
    const end = at === undefined ? undefined : plainCallEnd(at.file.text, at.offset);
    if (at === undefined || end === undefined) return undefined;
    const range = { file: at.file, start: at.offset, end };
    return isInOneLine(range) ? placeOfRange(range) : undefined;
  };

  const placeOf = (site: Site, path: ArgumentPath = []): Place | undefined => {
    const plain = path.length === 0 ? plainPlaceOf(site) : undefined;
    if (plain !== undefined) return plain;
    const at = placed(site);
    if (at === undefined) return undefined;
    if (at.call === undefined) return placeOfRange({ file: at.file, start: at.offset, end: at.offset }, true);
    if (path.length === 0) return placeOfCall(at.call, false);
    const { value, property, complete } = partOf(at.call, path, files);
    if (value === undefined && property === undefined) return placeOfCall(at.call, true);
    const named = property !== undefined && (value === undefined || NAMED.has(path.at(-2)));
    if (named && complete) return placeOfRange(rangeOf(property.name));
    return placeOfRange(shown(unwrapped(value ?? at.call)), !complete);
  };

  const placeOfValue = (site: Site, path: ArgumentPath): Place | undefined => {
    const call = placed(site)?.call;
    const { value, property, complete } =
      call === undefined ? { complete: false } : partOf(call, path, files);
    if (value === undefined || !complete || value.parent !== property) return undefined;
    return placeOfRange(rangeOf(value));
  };

  const mapOf = (expression: ExpressionDefinition): TextMap => {
    const plain = plainMapOf(expression);
    if (plain !== undefined) return plain;
    const { text, site, path } = expression;
    const call = placed(site)?.call;
    const { value, complete } = call === undefined ? { complete: false } : partOf(call, path, files);
    if (value === undefined || !complete) return coarseMap(placeOf(site), text);
    const found = textsOf(value, files)
      .map((pieces) => ({ pieces, segments: segmentsOf(pieces, text) }))
      .filter(({ pieces, segments }) => segments !== undefined || isOpen(pieces));
    const [only, ...others] = found;
    const known = only?.pieces.some((piece) => piece.kind === "literal") === true;
    if (others.length > 0 || only?.segments === undefined || !known) {
      return coarseMap(placeOfRange(shown(value), true), text);
    }
    return exactMap(only.segments);
  };

  const placeAt = (path: string, line: number, column: number, length: number): Place | undefined => {
    const file = files.text(path);
    const start = file === undefined ? undefined : offsetAt(file, line, column);
    if (file === undefined || start === undefined) return placeOfFile(path);
    return placeOfRange({ file, start, end: Math.min(start + length, file.text.length) });
  };
  const placeOfFile = (path: string): Place | undefined => {
    const file = files.text(path);
    return file === undefined ? undefined : placeOfRange({ file, start: 0, end: 0 }, true);
  };

  return { mapOf, placeOf, placeOfValue, placeAt, placeOfFile, fileText: (file) => files.text(file)?.text };
}

/** Records whose properties declare what they are named. */
const NAMED: ReadonlySet<unknown> = new Set(["columns", "features", "inputs"]);

/** Whether something about the text cannot be told, so that it might be any. */
const isOpen = (pieces: readonly { readonly text: string | null }[]): boolean =>
  pieces.some((piece) => piece.text === null);

/** A call of one line as a whole, of a longer one what is called. */
function placeOfCall(call: ts.CallExpression, coarse: boolean): Place {
  return placeOfRange(shown(call), coarse);
}

function shown(node: ts.Expression) {
  const range = rangeOf(node);
  if (isInOneLine(range)) return range;
  if (typescript().isCallExpression(node)) {
    const { expression } = node;
    return rangeOf(typescript().isPropertyAccessExpression(expression) ? expression.name : expression);
  }
  return range;
}

const isInOneLine = ({ file, start, end }: FileRange): boolean =>
  !/[\n\r\u2028\u2029]/.test(file.text.slice(start, end));
