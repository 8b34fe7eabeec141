import { showType } from "@pinion/core";
import { partsOf, type CallNode, type Node } from "../graph/node.js";
import { isUserFunction } from "../user-functions.js";
import { sqlLiteral, sqlType } from "./literal.js";

/** A text longer than this is no help to anybody. */
const LONGEST = 20_000;

/**
 * An expression in DuckDB's SQL over columns `c0`, `c1`, …, the inputs by position; undefined where DuckDB
 * would give another value for any row, or where a failure is to be counted, which SQL does not.
 */
export function duckdbSql(node: Node): string | undefined {
  if (node.counts) return undefined;
  const written = new Map<Node, string | undefined>();
  return write(node, written);
}

function write(node: Node, written: Map<Node, string | undefined>): string | undefined {
  if (written.has(node)) return written.get(node);
  const sql = sqlType(node.type) === undefined ? undefined : writeNode(node, written);
  const kept = sql !== undefined && sql.length <= LONGEST ? sql : undefined;
  written.set(node, kept);
  return kept;
}

function writeNode(node: Node, written: Map<Node, string | undefined>): string | undefined {
  switch (node.kind) {
    case "literal":
      return sqlLiteral(node.value, node.type);
    case "column":
      return `c${node.index}`;
    case "variable":
      return undefined;
    case "call":
      return call(node, written);
    case "in": {
      const [arg] = node.args;
      const items = [
        ...node.values.map((value) => sqlLiteral(value, arg.type)),
        ...(node.hasNull ? ["NULL"] : []),
      ];
      return all(
        [write(arg, written), ...items],
        ([subject, ...values]) => `(${subject} IN (${values.join(", ")}))`,
      );
    }
    case "and":
      return parts(node.args, written, (args) => `(${args.join(" AND ")})`);
    case "or":
      return parts(node.args, written, (args) => `(${args.join(" OR ")})`);
    case "if":
      return parts(
        node.args,
        written,
        ([test, then, otherwise]) => `(CASE WHEN ${test} THEN ${then} ELSE ${otherwise} END)`,
      );
    case "coalesce":
      return parts(node.args, written, (args) => `coalesce(${args.join(", ")})`);
    case "isNull":
      return parts(node.args, written, ([arg]) => `(${arg} IS NULL)`);
  }
}

function call(node: CallNode, written: Map<Node, string | undefined>): string | undefined {
  const { duckdb } = node.impl;
  const args = node.args.map((arg) => (arg.kind === "lambda" ? undefined : write(arg, written)));
  if (duckdb === undefined) return undefined;
  return all(args, (texts) => {
    const sql = duckdb.replace(/\$(\d+)/g, (_, position: string) => {
      const text = texts[Number(position)];
      if (text === undefined) throw new Error(`${node.impl.name} has no argument ${position}`);
      return text;
    });
    return `(${sql})`;
  });
}

const parts = (
  nodes: readonly Node[],
  written: Map<Node, string | undefined>,
  join: (texts: readonly string[]) => string,
): string | undefined =>
  all(
    nodes.map((node) => write(node, written)),
    join,
  );

/** Only where there is a text for every part. */
function all(
  texts: readonly (string | undefined)[],
  join: (texts: readonly string[]) => string,
): string | undefined {
  const known = texts.filter((text) => text !== undefined);
  return known.length === texts.length ? join(known) : undefined;
}

/** Why there is no SQL for an expression: the first part, from the leaves up, that DuckDB would not do the same. */
export function whyNotDuckdb(node: Node): string {
  for (const part of fromLeaves(node)) {
    if (part.kind === "call" && isUserFunction(part.impl.name)) return "a preprocess function is JavaScript";
    if (part.kind === "call" && typeof part.impl.fails === "string") {
      return `rows are counted where ${part.impl.name} gives NULL: ${part.impl.fails}`;
    }
    if (sqlType(part.type) === undefined) return `DuckDB does not hold ${showType(part.type)} as Pinion does`;
    if (part.kind === "call" && part.impl.duckdb === undefined) {
      return `${part.impl.name} has no form in DuckDB that gives the same for every value`;
    }
    if (part.kind === "literal") {
      if (sqlLiteral(part.value, part.type) === undefined) return "DuckDB cannot hold a constant of it";
    }
  }
  return node.counts ? "failures of it are counted" : "its SQL would be too long";
}

/** All parts of an expression, each behind its own; without recursion, since chains are long. */
function fromLeaves(node: Node): readonly Node[] {
  const entered = new Set<Node>();
  const done = new Set<Node>();
  const open = [node];
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    if (entered.has(top)) {
      done.add(top);
    } else {
      entered.add(top);
      open.push(top, ...partsOf(top).toReversed());
    }
  }
  return [...done];
}
