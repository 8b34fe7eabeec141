/*
 * What may stand in the parts of a URI: RFC 2396, with the deviations that Java's URI has: brackets of IPv6
 * addresses, and any visible character that is not ASCII.
 */

const UNRESERVED = "a-zA-Z0-9_.!~*'()-";
const ESCAPED = "%[0-9a-fA-F]{2}";
/** Neither a control character nor a space of Unicode. */
const OTHER = "[^\\u0000-\\u00a0\\p{Zs}\\p{Zl}\\p{Zp}]";

const only = (characters: string): RegExp => new RegExp(`^(?:[${characters}]|${ESCAPED}|${OTHER})*$`, "u");

export const SCHEME = /^[a-zA-Z][a-zA-Z0-9+.-]*$/;
export const ANYTHING = only(`${UNRESERVED};/?:@&=+$,\\[\\]`);
export const PATH = only(`${UNRESERVED};/:@&=+$,`);
export const REGISTRY_NAME = only(`${UNRESERVED};:@&=+$,`);
export const USER_INFO = only(`${UNRESERVED};:&=+$,`);
export const SERVER = only(`${UNRESERVED};:@&=+$,\\[\\]`);
export const SERVER_WITH_SCOPE = only(`${UNRESERVED};:@&=+$,\\[\\]%`);
export const SCOPE = /^[a-zA-Z0-9_.]+$/;

/** A percent sign that is not followed by two hexadecimal digits. */
export const BROKEN_ESCAPE = /%(?![0-9a-fA-F]{2})/;
