import type { Impl } from "../../typed/index.js";
import { INT, type DataType } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { DATE_PARAM } from "../params.js";
import type { FunctionExample, FunctionRecord } from "../record.js";

interface DateField {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** What it gives, as a sentence that NULL is said behind. */
  readonly summary: string;
  readonly impl: Impl;
  readonly type?: DataType;
  readonly examples: readonly FunctionExample[];
}

/** The record of a function of a date; a timestamp and a text are read as the date they fall on. */
export const dateField = ({ name, aliases, summary, impl, type, examples }: DateField): FunctionRecord => ({
  name,
  ...(aliases === undefined ? {} : { aliases }),
  family: "datetime",
  usage: `${name}(date)`,
  summary: `${summary} A timestamp counts as the date it falls on in the project's time zone, a text is read as a date and NULL where it is none.`,
  examples,
  arity: [1, 1],
  resolve: overloads({ params: [DATE_PARAM], returns: type ?? INT, impl }),
});
