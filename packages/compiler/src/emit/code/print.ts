import type { Place } from "@pinion/core";
import type { Origin } from "../graph/node.js";
import { constant, isCode, js, make, piecesOf, type Code, type Name } from "./code.js";
import { not } from "./condition.js";
import { quote } from "./quote.js";
import type { Body, Statement } from "./statement.js";

/** Code as text, and which of it comes from where. */
export interface Printed {
  readonly text: string;
  readonly segments: readonly Segment[];
}

/** From line and column (from 0) on the code is that of the part of an expression; null: of none. */
export interface Segment {
  readonly line: number;
  readonly column: number;
  readonly origin: Origin | null;
}

/** The same, where in the definition files that part stands. */
export interface Placed {
  readonly line: number;
  readonly column: number;
  readonly place: Place | null;
}

interface Writer {
  readonly lines: string[];
  readonly segments: Segment[];
  current: string;
  indent: number;
}

export function print(body: Body): Printed {
  const writer: Writer = { lines: [], segments: [], current: "", indent: 0 };
  printBody(writer, body);
  return { text: writer.lines.map((line) => `${line}\n`).join(""), segments: writer.segments };
}

function printBody(writer: Writer, body: Body): void {
  for (const statement of body) printStatement(writer, statement);
}

function printStatement(writer: Writer, statement: Statement): void {
  switch (statement.kind) {
    case "const":
    case "let":
      return line(writer, `${statement.kind} `, statement.name, " = ", statement.value, ";");
    case "assign":
      return line(writer, statement.target, " = ", statement.value, ";");
    case "do":
      return line(writer, statement.code, ";");
    case "break":
      return line(writer, "break ", statement.label, ";");
    case "return":
      return statement.value === null
        ? line(writer, "return;")
        : line(writer, "return ", statement.value, ";");
    case "comment":
      return line(writer, `//! ${quote(statement.text).slice(1, -1)}`);
    case "import":
      return line(writer, "import { ", ...names(statement.names), " } from ", quote(statement.from), ";");
    case "labelled":
      line(writer, statement.label, ": {");
      return closed(writer, statement.body);
    case "loop": {
      const { index, from, count, step } = statement;
      const next = step === undefined ? make([index, "++"], 0) : js`${index} += ${step}`;
      line(
        writer,
        "for (let ",
        index,
        " = ",
        from ?? constant(0),
        "; ",
        js`${index} < ${count}`,
        "; ",
        next,
        ") {",
      );
      return closed(writer, statement.body);
    }
    case "function": {
      const { name, params, exported } = statement;
      line(writer, exported ? "export function " : "function ", name, "(", ...names(params), ") {");
      return closed(writer, statement.body);
    }
    case "if":
      return printIf(writer, statement, "");
  }
}

function printIf(writer: Writer, statement: Statement & { kind: "if" }, before: string): void {
  const { test, then } = statement;
  if (then.length === 0 && statement.else.length > 0) {
    return printIf(writer, { kind: "if", test: not(test), then: statement.else, else: [] }, before);
  }
  const [only] = then;
  if (then.length === 1 && statement.else.length === 0 && only?.kind === "break") {
    return line(writer, `${before}if (`, test.yes, ") break ", only.label, ";");
  }
  if (then.length === 1 && statement.else.length === 0 && only?.kind === "return" && only.value === null) {
    return line(writer, `${before}if (`, test.yes, ") return;");
  }
  line(writer, `${before}if (`, test.yes, ") {");
  indented(writer, then);
  const [next] = statement.else;
  if (next === undefined) return line(writer, "}");
  if (statement.else.length === 1 && next.kind === "if") return printIf(writer, next, "} else ");
  line(writer, "} else {");
  closed(writer, statement.else);
}

function closed(writer: Writer, body: Body): void {
  indented(writer, body);
  line(writer, "}");
}

function indented(writer: Writer, body: Body): void {
  writer.indent++;
  printBody(writer, body);
  writer.indent--;
}

function line(writer: Writer, ...pieces: readonly (string | Code)[]): void {
  writer.current = "  ".repeat(Math.min(writer.indent, 40));
  for (const piece of pieces) {
    if (isCode(piece)) write(writer, piece, null);
    else writer.current += piece;
  }
  writer.lines.push(writer.current);
}

/** Writes an expression; where a part with an origin of its own ends, that of the part around it goes on. */
function write(writer: Writer, code: Code, around: Origin | null): void {
  let origin = around;
  for (const piece of piecesOf(code)) {
    if (typeof piece === "string") {
      writer.current += piece;
    } else if (isCode(piece)) {
      write(writer, piece, origin);
    } else {
      origin = piece.origin ?? around;
      writer.segments.push({ line: writer.lines.length, column: writer.current.length, origin });
    }
  }
}

const names = (all: readonly Name[]): string[] => [all.map((name) => name.text).join(", ")];
