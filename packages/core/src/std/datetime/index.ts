export { formatTimestampPattern } from "./pattern-format.js";
export { parseDatePattern, parseTimestampPattern } from "./pattern-read.js";
export {
  compilePattern,
  isPatternError,
  type CompiledPattern,
  type PatternError,
  type PatternUse,
} from "./pattern.js";
export { parseDateText, parseTimestampText, showDate, showTimestamp } from "./text.js";
export { findZone, isFixed, localOffset, offsetAt, zoneOf, type Zone } from "./zone.js";
