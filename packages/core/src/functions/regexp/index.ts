import type { FunctionRecord } from "../record.js";
import { regexpCountRecord } from "./regexp-count.js";
import { regexpExtractRecord } from "./regexp-extract.js";
import { regexpExtractAllRecord } from "./regexp-extract-all.js";
import { regexpInstrRecord } from "./regexp-instr.js";
import { regexpReplaceRecord } from "./regexp-replace.js";
import { regexpSubstrRecord } from "./regexp-substr.js";
import { rlikeRecord } from "./rlike.js";
import { splitRecord } from "./split.js";

export const regexpFunctions: readonly FunctionRecord[] = [
  regexpCountRecord,
  regexpExtractRecord,
  regexpExtractAllRecord,
  regexpInstrRecord,
  regexpReplaceRecord,
  regexpSubstrRecord,
  rlikeRecord,
  splitRecord,
];
