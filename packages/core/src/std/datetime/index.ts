export { parseDateText, parseTimestampText, showDate, showTimestamp } from "./text.js";
export { findZone, isFixed, localOffset, offsetAt, zoneOf, type Zone } from "./zone.js";
