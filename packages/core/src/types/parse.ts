import {
  arrayOf,
  CALENDAR_INTERVAL,
  decimal,
  mapOf,
  STRING,
  structOf,
  TIME,
  type DataType,
  type DayTimeField,
  type StructField,
  type YearMonthField,
} from "./data-type.js";
import { PLAIN_TYPES } from "./plain-types.js";

const MAX_DEPTH = 50;

/** Reads a type in Spark's spelling, `array<struct<a:int>>`; undefined where the text is none. */
export function parseType(text: string): DataType | undefined {
  const reader = new TypeReader(text);
  const type = reader.type(0);
  return type !== undefined && reader.atEnd() ? type : undefined;
}

/** Reads the columns of a schema, `a INT, b ARRAY<STRING>` or `a: int`; undefined where the text is none. */
export function parseSchema(text: string): readonly StructField[] | undefined {
  const reader = new TypeReader(text);
  const fields = reader.fields(0);
  return fields !== undefined && reader.atEnd() ? fields : undefined;
}

/** A cursor over the text: state that lives for one call. */
class TypeReader {
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  atEnd(): boolean {
    this.#space();
    return this.#at >= this.#text.length;
  }

  type(depth: number): DataType | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const name = this.#word()?.toLowerCase();
    switch (name) {
      case undefined:
        return undefined;
      case "decimal":
      case "dec":
      case "numeric":
        return this.#decimal();
      case "time":
        return this.#time();
      case "varchar":
      case "char":
      case "character":
        return this.#take("(") && this.#integer() !== undefined && this.#take(")") ? STRING : undefined;
      case "interval":
        return this.#interval();
      case "array": {
        if (!this.#take("<")) return undefined;
        const element = this.type(depth + 1);
        return element !== undefined && this.#take(">") ? arrayOf(element) : undefined;
      }
      case "map": {
        if (!this.#take("<")) return undefined;
        const key = this.type(depth + 1);
        if (key === undefined || !this.#take(",")) return undefined;
        const value = this.type(depth + 1);
        return value !== undefined && this.#take(">") ? mapOf(key, value) : undefined;
      }
      case "struct": {
        if (!this.#take("<")) return undefined;
        if (this.#take(">")) return structOf([]);
        const fields = this.fields(depth + 1);
        return fields !== undefined && this.#take(">") ? structOf(fields) : undefined;
      }
      default:
        return PLAIN_TYPES.get(name);
    }
  }

  fields(depth: number): readonly StructField[] | undefined {
    const fields: StructField[] = [];
    do {
      const name = this.#take("`") ? this.#quoted() : this.#word();
      if (name === undefined) return undefined;
      // A colon may stand in STRUCT<…>, not between the columns of a table.
      if (depth > 0) this.#take(":");
      const type = this.type(depth);
      if (type === undefined) return undefined;
      this.#attributes();
      fields.push({ name, type });
    } while (this.#take(","));
    return fields;
  }

  /** `NOT NULL` and `COMMENT '…'`, which say nothing about the values' type. */
  #attributes(): void {
    const rest = /^(?:\s+not\s+null\b)?(?:\s+comment\s*(?:'[^']*'|"[^"]*"))?/i;
    this.#at += rest.exec(this.#text.slice(this.#at, this.#at + 10_000))?.[0].length ?? 0;
  }

  #decimal(): DataType | undefined {
    if (!this.#take("(")) return decimal(10, 0);
    const precision = this.#integer();
    const scale = this.#take(",") ? this.#integer() : 0;
    if (!this.#take(")") || precision === undefined || scale === undefined) return undefined;
    return precision >= 1 && precision <= 38 && scale <= precision ? decimal(precision, scale) : undefined;
  }

  #time(): DataType | undefined {
    if (!this.#take("(")) return TIME;
    const precision = this.#integer();
    return this.#take(")") && precision !== undefined && precision <= TIME.precision
      ? { kind: "time", precision }
      : undefined;
  }

  #interval(): DataType {
    const mark = this.#at;
    const start = this.#word()?.toLowerCase();
    if (start === undefined || !isField(start)) {
      this.#at = mark;
      return CALENDAR_INTERVAL;
    }
    const beforeTo = this.#at;
    const to = this.#word()?.toLowerCase() === "to" ? this.#word()?.toLowerCase() : undefined;
    if (to === undefined || !isField(to)) this.#at = beforeTo;
    const end = to !== undefined && isField(to) ? to : start;
    return start === "year" || start === "month"
      ? { kind: "yearMonthInterval", start, end: end as YearMonthField }
      : { kind: "dayTimeInterval", start, end: end as DayTimeField };
  }

  #space(): void {
    while (this.#at < this.#text.length && /\s/u.test(this.#text.charAt(this.#at))) this.#at++;
  }

  #take(mark: string): boolean {
    this.#space();
    if (!this.#text.startsWith(mark, this.#at)) return false;
    this.#at += mark.length;
    return true;
  }

  #word(): string | undefined {
    this.#space();
    const start = this.#at;
    while (this.#at < this.#text.length && /[\p{L}\p{N}_]/u.test(this.#text.charAt(this.#at))) this.#at++;
    return this.#at > start ? this.#text.slice(start, this.#at) : undefined;
  }

  /** The rest of a name in backticks, doubled ones inside. */
  #quoted(): string | undefined {
    let name = "";
    for (;;) {
      const end = this.#text.indexOf("`", this.#at);
      if (end < 0) return undefined;
      name += this.#text.slice(this.#at, end);
      this.#at = end + 1;
      if (!this.#text.startsWith("`", this.#at)) return name;
      name += "`";
      this.#at++;
    }
  }

  #integer(): number | undefined {
    const word = this.#word();
    return word !== undefined && /^\d{1,3}$/.test(word) ? Number(word) : undefined;
  }
}

const isField = (word: string): word is YearMonthField | DayTimeField =>
  word === "year" ||
  word === "month" ||
  word === "day" ||
  word === "hour" ||
  word === "minute" ||
  word === "second";
