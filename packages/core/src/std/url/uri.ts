import {
  ANYTHING,
  BROKEN_ESCAPE,
  PATH,
  REGISTRY_NAME,
  SCHEME,
  SERVER,
  SERVER_WITH_SCOPE,
  USER_INFO,
} from "./characters.js";
import { isHost } from "./host.js";

/** The parts of a URI as they are written, nothing decoded; null where there is none. */
export interface Uri {
  readonly scheme: string | null;
  readonly authority: string | null;
  readonly userInfo: string | null;
  readonly host: string | null;
  /** Null of an opaque URI, `mailto:a@b.c`. */
  readonly path: string | null;
  readonly query: string | null;
  readonly fragment: string | null;
}

type Authority = Pick<Uri, "authority" | "userInfo" | "host">;

const NO_AUTHORITY: Authority = { authority: null, userInfo: null, host: null };

/** Reads a URI as Java's `java.net.URI` does; null where it throws. */
export function parseUri(text: string): Uri | null {
  const schemeEnd = text.search(/[:/?#]/);
  if (text[schemeEnd] !== ":") return hierarchical(null, text);
  const scheme = text.slice(0, schemeEnd);
  const rest = text.slice(schemeEnd + 1);
  if (!SCHEME.test(scheme)) return null;
  return rest.startsWith("/") ? hierarchical(scheme, rest) : opaque(scheme, rest);
}

function opaque(scheme: string, text: string): Uri | null {
  const [specific, fragment] = cut(text, "#");
  if (specific === "" || !ANYTHING.test(specific) || !isFragment(fragment)) return null;
  return { scheme, ...NO_AUTHORITY, path: null, query: null, fragment };
}

function hierarchical(scheme: string | null, text: string): Uri | null {
  const [beforeFragment, fragment] = cut(text, "#");
  const [place, query] = cut(beforeFragment, "?");
  let path = place;
  let authority = NO_AUTHORITY;
  if (place.startsWith("//")) {
    const slash = place.indexOf("/", 2);
    const end = slash < 0 ? place.length : slash;
    path = place.slice(end);
    if (end > 2) {
      const found = parseAuthority(place.slice(2, end));
      if (found === null) return null;
      authority = found;
    } else if (text.length === 2) return null;
  }
  if (!PATH.test(path) || !isFragment(query) || !isFragment(fragment)) return null;
  return { scheme, ...authority, path, query, fragment };
}

const isFragment = (text: string | null): boolean => text === null || ANYTHING.test(text);

/** The text before the first mark, and that behind it where there is one. */
function cut(text: string, mark: string): readonly [string, string | null] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

/** `user@host:port`, or any name that some registry may know. */
function parseAuthority(authority: string): Authority | null {
  const scoped = authority.indexOf("]") > 0;
  if (!scoped && BROKEN_ESCAPE.test(authority)) return null;
  const server = (scoped ? SERVER_WITH_SCOPE : SERVER).test(authority) ? parseServer(authority) : null;
  if (server !== null) return { authority, ...server };
  return REGISTRY_NAME.test(authority) ? { ...NO_AUTHORITY, authority } : null;
}

function parseServer(text: string): Pick<Uri, "userInfo" | "host"> | null {
  const [before, after] = cut(text, "@");
  const userInfo = after === null ? null : before;
  if (userInfo !== null && !USER_INFO.test(userInfo)) return null;
  const match = /^(\[[^\]]*\]|[^:]*)(?::([0-9]*))?$/.exec(after ?? before);
  const [, host = "", port = ""] = match ?? [];
  if (match === null || !isHost(host) || Number(port) > 2147483647) return null;
  return { userInfo, host };
}
