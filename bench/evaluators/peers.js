// Expression engines from npm, for what each can express. They are no dependencies of the project's: the bench
// installs them into .cache/engines when it is run, with exact versions.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm from "node:vm";

const folder = fileURLToPath(new URL("../../.cache/engines", import.meta.url));
const VERSIONS = {
  "vega-expression": "6.2.2",
  subscript: "10.8.0",
  "json-logic-engine": "5.0.7",
  "@marcbachmann/cel-js": "8.0.0",
  filtrex: "3.1.0",
  alasql: "4.19.1",
  jexl: "2.3.0",
  mathjs: "15.2.0",
  jsonata: "2.2.2",
};

/** Whether all are there; they are installed first where they are not. */
export function installPeers() {
  const names = Object.keys(VERSIONS);
  const all = () => names.every((name) => existsSync(join(folder, "node_modules", name)));
  if (all()) return true;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const quiet = [
    "--omit=optional",
    "--omit=peer",
    "--no-save",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  const wanted = names.map((name) => `${name}@${VERSIONS[name]}`);
  spawnSync("npm", ["install", ...quiet, "--prefix", folder, ...wanted], { stdio: "inherit" });
  return all();
}

/** @param {string} name */
async function load(name) {
  const require = createRequire(join(folder, "package.json"));
  return import(pathToFileURL(require.resolve(name)).href);
}

/*
 * Each turns a tree into a function of a row (an object), or into undefined where it cannot say it. A tree is a
 * column's name, `{ is: value }`, or an array of an operator and what it is applied to.
 */

const INFIX = new Set(["+", "-", "*", "/", "%", "<", "<=", ">", ">="]);

/**
 * @param {{ choose: (c: string, a: string, b: string) => string, same?: string, both?: string, either?: string, text?: (text: string) => string, isNull?: (x: string) => string, coalesce?: (a: string, b: string) => string, call?: (name: string, args: string[]) => string | undefined }} syntax
 */
function printer(syntax) {
  const { choose, same = "==", both = "&&", either = "||", text = JSON.stringify, isNull, call } = syntax;
  /** @param {any} tree @returns {string | undefined} */
  return function print(tree) {
    if (typeof tree === "string") return tree;
    if (!Array.isArray(tree)) return typeof tree.is === "string" ? text(tree.is) : String(tree.is);
    const [operator, ...operands] = tree;
    const parts = operands.map(print);
    if (parts.includes(undefined)) return undefined;
    const [a, b, c] = parts;
    if (INFIX.has(operator)) return `(${a} ${operator} ${b})`;
    switch (operator) {
      case "=":
        return `(${a} ${same} ${b})`;
      case "and":
        return `(${parts.join(` ${both} `)})`;
      case "or":
        return `(${parts.join(` ${either} `)})`;
      case "if":
        return choose(a, b, c);
      case "coalesce":
        if (syntax.coalesce !== undefined) return syntax.coalesce(a, b);
        return isNull === undefined ? undefined : choose(isNull(a), b, a);
      default:
        return call?.(operator, parts);
    }
  };
}

const ternary = (c, a, b) => `(${c} ? ${a} : ${b})`;
const HOUR = 3_600_000_000;
/** Hours and days of the week by arithmetic, for engines that round down. */
const clock = (floor) => (name, args) => {
  if (name === "floor") return floor(args[0]);
  if (name === "hour") return `(${floor(`${args[0]} / ${HOUR}`)} % 24)`;
  if (name === "dayofweek") return `((${floor(`${args[0]} / ${24 * HOUR}`)} + 4) % 7 + 1)`;
  return undefined;
};
const floorCall = clock((x) => `floor(${x})`);
const isNullJs = (x) => `(${x} == null)`;

/** @type {Record<string, () => Promise<(tree: any) => ((row: any) => unknown) | undefined>>} */
export const peers = {
  async "vega-expression"() {
    const { codegenExpression, parseExpression } = await load("vega-expression");
    const generate = codegenExpression({
      forbidden: [],
      allowed: ["datum"],
      globalvar: "global",
      fieldvar: "datum",
    });
    const print = printer({
      choose: ternary,
      isNull: isNullJs,
      call: (name, args) => (name === "upper" ? `upper(${args[0]})` : floorCall(name, args)),
    });
    return (tree) => {
      const text = print(columns(tree, (name) => `datum.${name}`));
      if (text === undefined) return undefined;
      const { code } = generate(parseExpression(text));
      return vm.runInThisContext(`(datum) => ${code}`);
    };
  },
  async subscript() {
    const { default: subscript } = await load("subscript/justin");
    return compiled(printer({ choose: ternary, isNull: isNullJs, text: (t) => `'${t}'` }), subscript);
  },
  async "json-logic-engine"() {
    const { LogicEngine } = await load("json-logic-engine");
    const engine = new LogicEngine();
    const logic = (tree) => {
      if (typeof tree === "string") return { var: tree };
      if (!Array.isArray(tree)) return tree.is;
      const [operator, ...operands] = tree;
      const parts = operands.map(logic);
      if (parts.includes(undefined) || ["floor", "hour", "dayofweek", "upper"].includes(operator))
        return undefined;
      if (operator === "coalesce") return { "??": parts };
      return { [operator === "=" ? "==" : operator]: parts };
    };
    return (tree) => {
      const rule = logic(tree);
      return rule === undefined ? undefined : engine.build(rule);
    };
  },
  async "@marcbachmann/cel-js"() {
    const { parse } = await load("@marcbachmann/cel-js");
    // Its numbers are doubles or integers by how they are written, and the two do not mix.
    const print = printer({ choose: ternary, isNull: (x) => `(${x} == null)` });
    const doubles = (tree) =>
      Array.isArray(tree)
        ? tree.map((part, i) => (i === 0 ? part : doubles(part)))
        : typeof tree === "object" && typeof tree.is === "number"
          ? { is: Number.isInteger(tree.is) ? `\u0000${tree.is}.0` : tree.is }
          : tree;
    return (tree) => {
      const text = print(doubles(tree))?.replaceAll(/"\\u0000([-\d.]+)"/g, "$1");
      return text === undefined || text.includes("%") ? undefined : parse(text);
    };
  },
  async filtrex() {
    const { compileExpression } = await load("filtrex");
    const modulo = (text) => text.replaceAll("%", "mod");
    const print = printer({
      choose: (c, a, b) => `(if ${c} then ${a} else ${b})`,
      both: "and",
      either: "or",
      call: floorCall,
    });
    return compiled(print, (text) => compileExpression(modulo(text)));
  },
  async alasql() {
    const { default: alasql } = await load("alasql");
    const print = printer({
      choose: (c, a, b) => `(CASE WHEN ${c} THEN ${a} ELSE ${b} END)`,
      same: "=",
      both: "AND",
      either: "OR",
      text: (t) => `'${t}'`,
      isNull: (x) => `${x} IS NULL`,
      call: (name, args) => (name === "upper" ? `UPPER(${args[0]})` : floorCall(name, args)),
    });
    // It computes whole tables: a table of one row here, as at request time.
    return compiled(print, (text) => {
      const query = alasql.compile(`SELECT ${text} AS x FROM ?`);
      return (row) => query([[row]])[0].x;
    });
  },
  async jexl() {
    const { default: module } = await load("jexl");
    const jexl = module.default ?? module;
    const print = printer({ choose: ternary, isNull: isNullJs });
    return compiled(print, (text) => {
      const expression = jexl.compile(text);
      return (row) => expression.evalSync(row);
    });
  },
  async mathjs() {
    const { compile } = await load("mathjs");
    const print = printer({ choose: ternary, both: "and", either: "or", isNull: isNullJs, call: floorCall });
    return compiled(print, (text) => {
      const code = compile(text);
      return (row) => code.evaluate(row);
    });
  },
};

const compiled = (print, make) => (tree) => {
  const text = print(tree);
  return text === undefined ? undefined : make(text);
};

const columns = (tree, name) =>
  typeof tree === "string"
    ? name(tree)
    : Array.isArray(tree)
      ? [tree[0], ...tree.slice(1).map((part) => columns(part, name))]
      : tree;

/** The tree as an expression of the language. */
export const printSql = printer({
  choose: (c, a, b) => `case when ${c} then ${a} else ${b} end`,
  same: "=",
  both: "and",
  either: "or",
  text: (t) => `'${t}'`,
  coalesce: (a, b) => `coalesce(${a}, ${b})`,
  call: (name, args) => `${name}(${args.join(", ")})`,
});
