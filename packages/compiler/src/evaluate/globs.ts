import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/**
 * The files that a pattern matches, relative to `root`, sorted. `*` and `?` stay within a folder's name,
 * `**` crosses folders, `{a,b}` is either; names that begin with a dot must be written, and
 * `node_modules` is never entered.
 */
export async function filesOf(root: string, pattern: string): Promise<string[]> {
  const found = new Set<string>();
  for (const each of alternatives(pattern)) {
    await walk(root, "", segmentsOf(each), found);
  }
  return [...found].sort();
}

/** Whether a path matches a pattern. */
export function matches(pattern: string, path: string): boolean {
  return alternatives(pattern).some((each) => matchSegments(segmentsOf(each), path.split("/")));
}

/** `**` at the end is `**` and any name; several in a row are one. */
function segmentsOf(pattern: string): string[] {
  const segments = pattern.split("/").filter((segment) => segment !== "" && segment !== ".");
  if (segments.at(-1) === "**") segments.push("*");
  return segments.filter((segment, i) => segment !== "**" || segments[i - 1] !== "**");
}

function alternatives(pattern: string): string[] {
  const brace = /\{([^{}]*)\}/.exec(pattern);
  if (brace === null) return [pattern];
  const before = pattern.slice(0, brace.index);
  const after = pattern.slice(brace.index + brace[0].length);
  return (brace[1] ?? "").split(",").flatMap((choice) => alternatives(before + choice + after));
}

async function walk(
  root: string,
  folder: string,
  segments: readonly string[],
  found: Set<string>,
): Promise<void> {
  const [segment, ...rest] = segments;
  if (segment === undefined) return;
  if (!/[*?]/.test(segment)) {
    const path = folder === "" ? segment : `${folder}/${segment}`;
    if (rest.length > 0) return walk(root, path, rest, found);
    const info = await stat(join(root, path)).catch(() => undefined);
    if (info?.isFile()) found.add(path);
    return;
  }
  if (segment === "**") await walk(root, folder, rest, found);
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const { name } = entry;
    if (!matchName(segment === "**" ? "*" : segment, name)) continue;
    const path = folder === "" ? name : `${folder}/${name}`;
    if (entry.isDirectory() && name !== "node_modules") {
      await walk(root, path, segment === "**" ? segments : rest, found);
    } else if (rest.length === 0 && segment !== "**" && !entry.isDirectory()) {
      found.add(path);
    }
  }
}

function matchSegments(segments: readonly string[], names: readonly string[]): boolean {
  const [segment, ...rest] = segments;
  if (segment === undefined) return names.length === 0;
  if (segment === "**") {
    return matchSegments(rest, names) || (names.length > 0 && matchSegments(segments, names.slice(1)));
  }
  const [name] = names;
  return name !== undefined && matchName(segment, name) && matchSegments(rest, names.slice(1));
}

/** `*` and `?` against one name, without ever going back further than the last `*`. */
export function matchName(pattern: string, name: string): boolean {
  if (name.startsWith(".") && !pattern.startsWith(".")) return false;
  let p = 0;
  let n = 0;
  let star = -1;
  let mark = 0;
  while (n < name.length) {
    if (pattern[p] === "*") {
      star = p++;
      mark = n;
    } else if (pattern[p] === "?" || pattern[p] === name[n]) {
      p++;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++mark;
    } else {
      return false;
    }
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}
