import type { FunctionRecord } from "../record.js";
import { asciiRecord } from "./ascii.js";
import { base64Record } from "./base64.js";
import { bitLengthRecord } from "./bit-length.js";
import { btrimRecord } from "./btrim.js";
import { chrRecord } from "./chr.js";
import { concatRecord } from "./concat.js";
import { concatOperatorRecord } from "./concat-operator.js";
import { concatWsRecord } from "./concat-ws.js";
import { containsRecord } from "./contains.js";
import { eltRecord } from "./elt.js";
import { encodeRecord } from "./encode.js";
import { endswithRecord } from "./endswith.js";
import { findInSetRecord } from "./find-in-set.js";
import { formatNumberRecord } from "./format-number.js";
import { formatStringRecord } from "./format-string.js";
import { hexRecord } from "./hex.js";
import { ilikeRecord } from "./ilike.js";
import { initcapRecord } from "./initcap.js";
import { instrRecord } from "./instr.js";
import { isValidUtf8Record } from "./is-valid-utf8.js";
import { leftRecord } from "./left.js";
import { lengthRecord } from "./length.js";
import { levenshteinRecord } from "./levenshtein.js";
import { likeRecord } from "./like.js";
import { locateRecord } from "./locate.js";
import { lowerRecord } from "./lower.js";
import { lpadRecord } from "./lpad.js";
import { ltrimRecord } from "./ltrim.js";
import { luhnCheckRecord } from "./luhn-check.js";
import { makeValidUtf8Record } from "./make-valid-utf8.js";
import { maskRecord } from "./mask.js";
import { octetLengthRecord } from "./octet-length.js";
import { overlayRecord } from "./overlay.js";
import { quoteRecord } from "./quote.js";
import { repeatRecord } from "./repeat.js";
import { replaceRecord } from "./replace.js";
import { reverseRecord } from "./reverse.js";
import { rightRecord } from "./right.js";
import { rpadRecord } from "./rpad.js";
import { rtrimRecord } from "./rtrim.js";
import { soundexRecord } from "./soundex.js";
import { spaceRecord } from "./space.js";
import { splitPartRecord } from "./split-part.js";
import { startswithRecord } from "./startswith.js";
import { substringRecord } from "./substring.js";
import { substringIndexRecord } from "./substring-index.js";
import { toBinaryRecord } from "./to-binary.js";
import { toCharRecord } from "./to-char.js";
import { toNumberRecord } from "./to-number.js";
import { translateRecord } from "./translate.js";
import { trimRecord } from "./trim.js";
import { tryToBinaryRecord } from "./try-to-binary.js";
import { tryToNumberRecord } from "./try-to-number.js";
import { tryValidateUtf8Record } from "./try-validate-utf8.js";
import { unbase64Record } from "./unbase64.js";
import { unhexRecord } from "./unhex.js";
import { upperRecord } from "./upper.js";
import { validateUtf8Record } from "./validate-utf8.js";

export const stringFunctions: readonly FunctionRecord[] = [
  asciiRecord,
  base64Record,
  bitLengthRecord,
  btrimRecord,
  chrRecord,
  concatRecord,
  concatOperatorRecord,
  concatWsRecord,
  containsRecord,
  eltRecord,
  encodeRecord,
  endswithRecord,
  findInSetRecord,
  formatNumberRecord,
  formatStringRecord,
  hexRecord,
  ilikeRecord,
  initcapRecord,
  instrRecord,
  isValidUtf8Record,
  leftRecord,
  lengthRecord,
  levenshteinRecord,
  likeRecord,
  locateRecord,
  lowerRecord,
  lpadRecord,
  ltrimRecord,
  luhnCheckRecord,
  makeValidUtf8Record,
  maskRecord,
  octetLengthRecord,
  overlayRecord,
  quoteRecord,
  repeatRecord,
  replaceRecord,
  reverseRecord,
  rightRecord,
  rpadRecord,
  rtrimRecord,
  soundexRecord,
  spaceRecord,
  splitPartRecord,
  startswithRecord,
  substringRecord,
  substringIndexRecord,
  toBinaryRecord,
  toCharRecord,
  toNumberRecord,
  translateRecord,
  trimRecord,
  tryToBinaryRecord,
  tryToNumberRecord,
  tryValidateUtf8Record,
  unbase64Record,
  unhexRecord,
  upperRecord,
  validateUtf8Record,
];
