import { dirname, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";

const FRAME = /(?:^|\(|at (?:async )?)((?:file:\/\/|\/|[A-Za-z]:[\\/])[^()]*):(\d+):(\d+)\)?$/;

/** Maps stack frames to sites, `file:line:column` with the file relative to the project's folder. */
export type SiteMapper = (frame: string) => string;

/** Frames inside the bundle are mapped to the original files, others stay what they are; no frame is `""`. */
export function siteMapper(projectDir: string, bundleFile: string, map: string): SiteMapper {
  const trace = new TraceMap(map);
  return (frame) => {
    const match = FRAME.exec(frame.trim());
    const [, where, line, column] = match ?? [];
    if (where === undefined) return "";
    const file = where.startsWith("file:") ? fileURLToPath(where) : where;
    if (file !== bundleFile) return siteOf(projectDir, file, Number(line), Number(column));
    const original = originalPositionFor(trace, { line: Number(line), column: Number(column) - 1 });
    if (original.source === null) return "";
    return siteOf(
      projectDir,
      resolve(dirname(bundleFile), original.source),
      original.line,
      original.column + 1,
    );
  };
}

function siteOf(projectDir: string, file: string, line: number, column: number): string {
  return `${relative(projectDir, file).split(sep).join("/")}:${line}:${column}`;
}

/** The first frame of a stack that is a place of the user's: not one of Pinion's, of Node's or of a package. */
export function siteOfStack(stack: string, mapSite: SiteMapper, inputs: ReadonlySet<string>): string {
  for (const frame of stack.split("\n")) {
    const site = mapSite(frame);
    if (inputs.has(site.replace(/:\d+:\d+$/, ""))) return site;
  }
  return "";
}
