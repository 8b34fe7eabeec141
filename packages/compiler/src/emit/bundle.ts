import path from "node:path";
import { decodedMappings, TraceMap } from "@jridgewell/trace-mapping";
import { addSegment, GenMapping, toEncodedMap } from "@jridgewell/gen-mapping";
import { build } from "esbuild";
import type { Placed } from "./code/index.js";
import type { Emitted } from "./emit.js";
import { HERE, libraryOf, moduleName, OPTIONS, type Libraries } from "./library.js";
import type { ProgramFunction } from "./program.js";
import { userFunctions } from "./user-functions.js";

export interface Bundle {
  /** One ES module that imports nothing. */
  readonly code: string;
  /** Source map (version 3) from it to the definition files. */
  readonly map: string;
}

/** What users' functions are found by. */
export interface UserFunctions {
  readonly functions: readonly ProgramFunction[];
  readonly projectDir: string;
}

const ENTRY = "evaluators";

/**
 * Joins emitted code and what it uses of the function library. The text depends on nothing but the code:
 * the paths that esbuild writes into comments are replaced by names. `root`: the folder that places' files
 * are relative to, seen from the bundle.
 */
export async function bundle(
  emitted: Emitted,
  file: string,
  root = "..",
  users: UserFunctions = { functions: [], projectDir: HERE },
  libraries?: Libraries,
): Promise<Bundle> {
  const { code, moved } =
    users.functions.length === 0 ? await beside(emitted, libraries) : await joined(emitted, users);
  return { code: `${code}//# sourceMappingURL=${file}.map\n`, map: mapOf(moved, file, root) };
}

interface Joined {
  readonly code: string;
  /** Where in it what comes from where, in order. */
  readonly moved: readonly Placed[];
}

/** Emitted code behind the library's, as it is. */
async function beside({ text, segments, imports, head }: Emitted, libraries?: Libraries): Promise<Joined> {
  const library = await libraryOf(imports, libraries);
  const before = `${library}${library === "" ? "" : "\n"}// ${ENTRY}\n`;
  const lines = before.split("\n").length - 1 - head;
  return {
    code: before + text.split("\n").slice(head).join("\n"),
    moved: segments.map((segment) => ({ ...segment, line: segment.line + lines })),
  };
}

/** Users' modules may call things as they like, so that esbuild has to see all at once. */
async function joined(
  { text, segments }: Emitted,
  { functions, projectDir }: UserFunctions,
): Promise<Joined> {
  const result = await build({
    ...OPTIONS,
    stdin: { contents: text, resolveDir: HERE, sourcefile: ENTRY, loader: "js" },
    outfile: path.join(HERE, `${ENTRY}.js`),
    sourcemap: "external",
    sourcesContent: false,
    plugins: [userFunctions(functions, projectDir, HERE)],
  });
  const code = result.outputFiles.find((output) => output.path.endsWith(".js"))?.text;
  const map = result.outputFiles.find((output) => output.path.endsWith(".map"))?.text;
  if (code === undefined || map === undefined) throw new Error("esbuild gave no output");
  const inputs = new Set(Object.keys(result.metafile.inputs));
  const lines = code.split("\n").map((line) => namedComment(line, inputs, projectDir));
  return { code: lines.join("\n"), moved: movedBy(map, segments) };
}

/** `// ../../core/src/std/cast/int.ts` becomes `// @pinion/core/std/cast/int`. */
function namedComment(line: string, inputs: ReadonlySet<string>, projectDir: string): string {
  if (!line.startsWith("// ")) return line;
  const input = line.slice(3);
  if (!inputs.has(input)) return line;
  const inProject = path.relative(projectDir, path.resolve(HERE, input));
  if (!inProject.startsWith("..") && !inProject.includes("node_modules")) {
    return `// ${inProject.split(path.sep).join("/")}`;
  }
  return `// ${input === ENTRY ? ENTRY : moduleName(input)}`;
}

/** What esbuild moved where, seen from the definition files; code of the library comes from nowhere. */
function movedBy(map: string, segments: readonly Placed[]): readonly Placed[] {
  const trace = new TraceMap(map);
  const entry = trace.sources.findIndex((source) => source?.endsWith(ENTRY));
  const byLine = groupByLine(segments);
  return decodedMappings(trace).flatMap((mappings, line) =>
    mappings.map(([column, source, originalLine, originalColumn]): Placed => {
      const place =
        source === entry && originalLine !== undefined && originalColumn !== undefined
          ? placeAt(byLine.get(originalLine) ?? [], originalColumn)
          : null;
      return { line, column, place };
    }),
  );
}

function mapOf(segments: readonly Placed[], file: string, root: string): string {
  const out = new GenMapping({ file });
  let mapped = -1;
  for (const [i, { line, column, place }] of segments.entries()) {
    const next = segments[i + 1];
    if (next?.line === line && next.column === column) continue; // the last of a column counts
    if (place !== null) {
      addSegment(out, line, column, `${root}/${place.file}`, place.line - 1, place.column - 1);
      mapped = line;
    } else if (mapped === line) {
      addSegment(out, line, column);
      mapped = -1;
    }
  }
  return `${JSON.stringify(toEncodedMap(out))}\n`;
}

function groupByLine(segments: readonly Placed[]): Map<number, Placed[]> {
  const lines = new Map<number, Placed[]>();
  for (const segment of segments) {
    const line = lines.get(segment.line);
    if (line === undefined) lines.set(segment.line, [segment]);
    else line.push(segment);
  }
  return lines;
}

/** The last segment at or before a column. */
function placeAt(segments: readonly Placed[], column: number): Placed["place"] {
  let place: Placed["place"] = null;
  for (const segment of segments) {
    if (segment.column > column) break;
    place = segment.place;
  }
  return place;
}
