import { eachMatch, groupText } from "../regexp/matches.js";
import { parseRegex } from "../regexp/regex.js";
import { parseUri, type Uri } from "./uri.js";

/**
 * A part of a URL by its name in upper case: HOST, PATH, QUERY, REF, PROTOCOL, FILE, AUTHORITY, USERINFO.
 * NULL where the URL is none, lacks the part, or there is no such part.
 */
export function parseUrl(url: string, part: string): string | null {
  const uri = parseUri(url);
  return uri && partOf(uri, part);
}

function partOf(uri: Uri, part: string): string | null {
  switch (part) {
    case "HOST":
      return uri.host;
    case "PATH":
      return uri.path;
    case "QUERY":
      return uri.query;
    case "REF":
      return uri.fragment;
    case "PROTOCOL":
      return uri.scheme;
    case "FILE":
      return uri.query === null ? uri.path : `${uri.path}?${uri.query}`;
    case "AUTHORITY":
      return uri.authority;
    case "USERINFO":
      return uri.userInfo;
    default:
      return null;
  }
}

/** Finds the value of a key in a query. */
export type FindValue = (query: string) => string | null;

/** What finds a key, which Spark takes for a regular expression. */
export function queryKey(key: string): FindValue {
  if (/^[^\\^$.|?*+()[\]{}&]*$/.test(key)) return (query) => valueOf(query, key);
  const regex = parseRegex(`(&|^)${key}=([^&]*)`);
  if ("kind" in regex) return () => null;
  return (query) => {
    let value: string | null = null;
    eachMatch(regex, query, (match) => {
      value = groupText(query, match, 2) ?? null;
      return false;
    });
    return value;
  };
}

function valueOf(query: string, key: string): string | null {
  const field = query.split("&").find((candidate) => candidate.startsWith(`${key}=`));
  return field === undefined ? null : field.slice(key.length + 1);
}

/** The value of a key in the query, not decoded; NULL where `part` is not QUERY. */
export function parseUrlKey(find: FindValue, url: string, part: string): string | null {
  const query = part === "QUERY" ? (parseUri(url)?.query ?? null) : null;
  return query === null ? null : find(query);
}

/** The same with a key that each row brings. */
export const parseUrlAnyKey = (url: string, part: string, key: string): string | null =>
  parseUrlKey(queryKey(key), url, part);
