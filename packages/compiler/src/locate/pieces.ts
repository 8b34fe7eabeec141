import type { ts } from "ts-morph";
import type { ProjectFiles } from "./files.js";
import { decodeLiteral, type DecodedText } from "./literal.js";
import { rangeOf, type FileRange } from "./place.js";
import { unwrapped, writtenAs } from "./written-as.js";
import type { Written } from "./written.js";
import type { SourceText } from "./source-text.js";
import { typescript } from "./typescript.js";

/** A part of a text that was put together. */
export type Piece = LiteralPiece | HolePiece;

/** Characters that stand in a literal. */
export interface LiteralPiece {
  readonly kind: "literal";
  readonly text: string;
  readonly file: SourceText;
  readonly chars: DecodedText;
  readonly quote: string;
  /** The name that the literal stands under in the text, where it is not written there itself. */
  readonly host?: FileRange;
}

/** A value that was put in: `${x}`. Its text is null where it cannot be told. */
export interface HolePiece {
  readonly kind: "hole";
  readonly text: string | null;
  readonly host: FileRange;
}

/** The pieces of every text that an expression can be. One hole stands for what cannot be told at all. */
export function textsOf(node: ts.Expression, files: ProjectFiles): readonly (readonly Piece[])[] {
  return writtenAs(node, files).map((written) => piecesOf(written, node, files));
}

function piecesOf(written: Written, node: ts.Expression, files: ProjectFiles): readonly Piece[] {
  if (written.kind === "expression") return piecesOfExpression(written.node, files);
  if (written.kind !== "name") return [hole(node, null)];
  const { name } = written;
  if (typescript().isStringLiteralLike(name)) return [literalPiece(name) ?? hole(name, name.text)];
  if (!typescript().isIdentifier(name)) return [hole(node, null)];
  const { file, start } = rangeOf(name);
  const starts = Array.from({ length: name.text.length }, (_, i) => start + i);
  const chars = { text: name.text, starts, ends: starts.map((each) => each + 1) };
  return [{ kind: "literal", text: name.text, file, chars, quote: "" }];
}

function piecesOfExpression(node: ts.Expression, files: ProjectFiles): readonly Piece[] {
  if (typescript().isStringLiteralLike(node)) return [literalPiece(node) ?? hole(node, node.text)];
  if (typescript().isTemplateExpression(node)) {
    const tail = node.templateSpans.flatMap((span): Piece[] => [
      hole(span.expression, onlyText(span.expression, files), placeholder(span)),
      literalPiece(span.literal) ?? hole(span.literal, null),
    ]);
    return [literalPiece(node.head) ?? hole(node.head, null), ...tail];
  }
  if (
    typescript().isBinaryExpression(node) &&
    node.operatorToken.kind === typescript().SyntaxKind.PlusToken
  ) {
    return operandsOf(node).flatMap((each) => operand(each, files));
  }
  return joinedPieces(node, files) ?? [hole(node, typescript().isNumericLiteral(node) ? node.text : null)];
}

/** What a chain of `+` adds up, however long it is. */
function operandsOf(sum: ts.BinaryExpression): readonly ts.Expression[] {
  const operands: ts.Expression[] = [];
  let at: ts.Expression = sum;
  while (typescript().isBinaryExpression(at) && at.operatorToken.kind === typescript().SyntaxKind.PlusToken) {
    operands.push(at.right);
    at = unwrapped(at.left);
  }
  return [...operands, at].reverse();
}

/** One operand of `+`: as it is written there, or one literal under a name. */
function operand(node: ts.Expression, files: ProjectFiles): readonly Piece[] {
  const inner = unwrapped(node);
  const texts = textsOf(inner, files);
  const [pieces] = texts;
  if (pieces === undefined || texts.length > 1) return [hole(inner, null)];
  const named =
    typescript().isIdentifier(inner) ||
    typescript().isPropertyAccessExpression(inner) ||
    typescript().isElementAccessExpression(inner);
  return named ? pieces.map((piece) => ({ ...piece, host: rangeOf(inner) })) : pieces;
}

/** `["a", "b"].join(" ")`. */
function joinedPieces(node: ts.Expression, files: ProjectFiles): readonly Piece[] | undefined {
  if (!typescript().isCallExpression(node) || !typescript().isPropertyAccessExpression(node.expression))
    return undefined;
  const { expression: array, name } = node.expression;
  const [separator] = node.arguments;
  const [list, ...others] = name.text === "join" ? writtenAs(array, files) : [];
  if (others.length > 0 || list?.kind !== "expression" || !typescript().isArrayLiteralExpression(list.node))
    return undefined;
  const between = separator === undefined ? "," : onlyText(separator, files);
  return list.node.elements.flatMap((element, i): readonly Piece[] => {
    if (typescript().isSpreadElement(element)) return [hole(element, null)];
    const pieces = operand(element, files);
    return i === 0 ? pieces : [hole(separator ?? name, between), ...pieces];
  });
}

function hole(node: ts.Node, text: string | null, host: FileRange = rangeOf(node)): HolePiece {
  return { kind: "hole", text, host };
}

/** The text of an expression that can be but one; null otherwise. */
function onlyText(node: ts.Expression, files: ProjectFiles): string | null {
  const texts = textsOf(node, files);
  const [pieces] = texts;
  if (pieces === undefined || texts.length > 1) return null;
  return pieces.reduce<string | null>(
    (text, piece) => (text === null || piece.text === null ? null : text + piece.text),
    "",
  );
}

/** From `${` to `}`. */
function placeholder(span: ts.TemplateSpan): FileRange {
  const file = span.getSourceFile();
  const end = span.literal.getStart(file) + 1;
  return { file, start: file.text.lastIndexOf("${", span.expression.getStart(file)), end };
}

type Literal = ts.StringLiteralLike | ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail;

function literalPiece(node: Literal): LiteralPiece | undefined {
  const { file, start, end } = rangeOf(node);
  const opens = typescript().isTemplateHead(node) || typescript().isTemplateMiddle(node);
  const template = !typescript().isStringLiteral(node);
  const chars = decodeLiteral(file.text, start + 1, end - (opens ? 2 : 1), template);
  if (chars === undefined || chars.text !== node.text) return undefined;
  const quote = template ? "`" : file.text.charAt(start);
  return { kind: "literal", text: chars.text, file, chars, quote };
}
