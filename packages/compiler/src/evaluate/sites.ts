import { dirname, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";

const FRAME = /(?:^|\(|at (?:async )?)((?:file:\/\/|\/|[A-Za-z]:[\\/])[^()]*):(\d+):(\d+)\)?$/;

/** Maps stack frames to sites, `file:line:column` with the file relative to the project's folder. */
export type SiteMapper = (frame: string) => string;

/** Frames inside the bundle are mapped to the original files, others stay what they are; no frame is `""`. */
export function siteMapper(projectDir: string, bundleFile: string, map: string): SiteMapper {
  let trace: TraceMap | undefined;
  const paths = remembered((where) => (where.startsWith("file:") ? fileURLToPath(where) : where));
  const seen = remembered((file) => relative(projectDir, file).split(sep).join("/"));
  const originals = remembered((source) => seen(resolve(dirname(bundleFile), source)));
  return (frame) => {
    const match = FRAME.exec(frame.trim());
    const [, where, line, column] = match ?? [];
    if (where === undefined) return "";
    const file = paths(where);
    if (file !== bundleFile) return `${seen(file)}:${Number(line)}:${Number(column)}`;
    trace ??= new TraceMap(map);
    const original = originalPositionFor(trace, { line: Number(line), column: Number(column) - 1 });
    if (original.source === null) return "";
    return `${originals(original.source)}:${original.line}:${original.column + 1}`;
  };
}

/** Thousands of frames are of a few files. */
function remembered(compute: (key: string) => string): (key: string) => string {
  const known = new Map<string, string>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = compute(key);
      known.set(key, value);
    }
    return value;
  };
}

/** The first frame of a stack that is a place of the user's: not one of Pinion's, of Node's or of a package. */
export function siteOfStack(stack: string, mapSite: SiteMapper, inputs: ReadonlySet<string>): string {
  for (const frame of stack.split("\n")) {
    const site = mapSite(frame);
    if (inputs.has(site.replace(/:\d+:\d+$/, ""))) return site;
  }
  return "";
}
