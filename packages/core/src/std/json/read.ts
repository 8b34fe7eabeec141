import type { Json, JsonField } from "./json.js";

/** What Spark's reader of JSON can be told beyond the standard; single quotes it always takes. */
export interface ReadOptions {
  readonly unquotedNames?: boolean;
  readonly singleQuotes?: boolean;
  readonly leadingZeros?: boolean;
  readonly comments?: boolean;
  readonly anyEscape?: boolean;
  readonly controlCharacters?: boolean;
  /** `NaN`, `Infinity` and their like as numbers. */
  readonly nonNumbers?: boolean;
}

/** Deeper ones are refused, as Spark's reader does. */
const MAX_DEPTH = 1000;

/**
 * The first JSON value of a text, whatever follows it; undefined where there is none or it is broken.
 * `rest` is the offset behind it.
 */
export function readJson(
  text: string,
  options: ReadOptions = {},
): { readonly value: Json; readonly rest: number } | undefined {
  const reader = new Reader(text, options);
  try {
    reader.space();
    const value = reader.value(0);
    return { value, rest: reader.at };
  } catch (error) {
    if (error instanceof BrokenJson) return undefined;
    throw error;
  }
}

/** Thrown and caught within the reader alone. */
class BrokenJson extends Error {}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const NUMBER_WITH_ZEROS = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const NON_NUMBER = /NaN|[+-]?Infinity|[+-]INF/y;
const BEHIND_NUMBER = /[\s,\]}/#]|$/y;
const UNQUOTED_NAME = /[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Mn}\p{Mc}\p{N}@#*+-]+/uy;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** A cursor over the text: state that lives for one call. */
class Reader {
  at = 0;
  readonly #text: string;
  readonly #options: ReadOptions;

  constructor(text: string, options: ReadOptions) {
    this.#text = text;
    this.#options = options;
  }

  space(): void {
    for (;;) {
      const unit = this.#text.charCodeAt(this.at);
      if (unit === 32 || unit === 10 || unit === 13 || unit === 9) this.at++;
      else if (unit === 47 && this.#options.comments === true) this.#comment();
      else return;
    }
  }

  value(depth: number): Json {
    if (depth > MAX_DEPTH) throw new BrokenJson();
    switch (this.#text[this.at]) {
      case "{":
        return this.#object(depth);
      case "[":
        return this.#array(depth);
      case '"':
        return { kind: "string", value: this.#string('"') };
      case "'":
        if (this.#options.singleQuotes === false) throw new BrokenJson();
        return { kind: "string", value: this.#string("'") };
      case "t":
        return this.#word("true", { kind: "boolean", value: true });
      case "f":
        return this.#word("false", { kind: "boolean", value: false });
      case "n":
        return this.#word("null", { kind: "null" });
      default:
        return this.#number();
    }
  }

  #object(depth: number): Json {
    const fields: JsonField[] = [];
    this.at++;
    this.space();
    if (this.#take("}")) return { kind: "object", fields };
    do {
      this.space();
      const name = this.#name();
      this.space();
      this.#expect(":");
      this.space();
      fields.push({ name, value: this.value(depth + 1) });
      this.space();
    } while (this.#take(","));
    this.#expect("}");
    return { kind: "object", fields };
  }

  #array(depth: number): Json {
    const items: Json[] = [];
    this.at++;
    this.space();
    if (this.#take("]")) return { kind: "array", items };
    do {
      this.space();
      items.push(this.value(depth + 1));
      this.space();
    } while (this.#take(","));
    this.#expect("]");
    return { kind: "array", items };
  }

  #name(): string {
    const quote = this.#text[this.at];
    if (quote === '"' || (quote === "'" && this.#options.singleQuotes !== false)) return this.#string(quote);
    const name = this.#options.unquotedNames === true ? this.#match(UNQUOTED_NAME) : undefined;
    if (name === undefined) throw new BrokenJson();
    return name;
  }

  #string(quote: string): string {
    let value = "";
    let start = ++this.at;
    for (;;) {
      const unit = this.#text.charCodeAt(this.at);
      if (unit === quote.charCodeAt(0)) {
        value += this.#text.slice(start, this.at++);
        return /[\ud800-\udfff]/.test(value) ? wellFormed(value) : value;
      }
      if (Number.isNaN(unit) || (unit < 32 && this.#options.controlCharacters !== true))
        throw new BrokenJson();
      if (unit === 92) {
        value += this.#text.slice(start, this.at) + this.#escape();
        start = this.at;
      } else this.at++;
    }
  }

  #escape(): string {
    const mark = this.#text[this.at + 1] ?? "";
    this.at += 2;
    if (mark === "u") {
      const digits = this.#text.slice(this.at, this.at + 4);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new BrokenJson();
      this.at += 4;
      return String.fromCharCode(parseInt(digits, 16));
    }
    const plain = ESCAPES.get(mark) ?? (this.#options.anyEscape === true ? mark : undefined);
    if (plain === undefined || plain === "") throw new BrokenJson();
    return plain;
  }

  #number(): Json {
    const digits = this.#match(this.#options.leadingZeros === true ? NUMBER_WITH_ZEROS : NUMBER);
    const text = digits ?? (this.#options.nonNumbers === true ? this.#match(NON_NUMBER) : undefined);
    if (text === undefined || this.#match(BEHIND_NUMBER, false) === undefined) throw new BrokenJson();
    return { kind: "number", text };
  }

  #word(word: string, value: Json): Json {
    if (!this.#text.startsWith(word, this.at)) throw new BrokenJson();
    this.at += word.length;
    // `nullable` is no null.
    if (/[\p{L}\p{N}_$]/u.test(this.#text[this.at] ?? "")) throw new BrokenJson();
    return value;
  }

  #comment(): void {
    const next = this.#text[this.at + 1];
    const end = next === "*" ? this.#text.indexOf("*/", this.at + 2) + 2 : next === "/" ? this.#lineEnd() : 1;
    if (end < 2) throw new BrokenJson();
    this.at = end;
  }

  #lineEnd(): number {
    const end = this.#text.slice(this.at).search(/[\r\n]/);
    return end < 0 ? Math.max(2, this.#text.length) : this.at + end;
  }

  #match(pattern: RegExp, advance = true): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined && advance) this.at += found.length;
    return found;
  }

  #take(mark: string): boolean {
    if (this.#text[this.at] !== mark) return false;
    this.at++;
    return true;
  }

  #expect(mark: string): void {
    if (!this.#take(mark)) throw new BrokenJson();
  }
}

/** `?` in place of halves of characters, as Java encodes them. */
const wellFormed = (text: string): string =>
  text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "?");
