import path from "node:path";
import { fileURLToPath } from "node:url";
import { decodedMappings, TraceMap } from "@jridgewell/trace-mapping";
import { addSegment, GenMapping, toEncodedMap } from "@jridgewell/gen-mapping";
import { build } from "esbuild";
import type { Printed, Segment } from "./code/index.js";
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
const HERE = path.dirname(fileURLToPath(import.meta.url));
/** In the sources of a checkout there is nothing built to resolve to. */
const CONDITIONS = import.meta.url.endsWith(".ts") ? ["pinion-source"] : [];

/**
 * Joins emitted code and what it uses of the function library. The text depends on nothing but the code:
 * the paths that esbuild writes into comments are replaced by names. `root`: the folder that places' files
 * are relative to, seen from the bundle.
 */
export async function bundle(
  printed: Printed,
  file: string,
  root = "..",
  users: UserFunctions = { functions: [], projectDir: HERE },
): Promise<Bundle> {
  const result = await build({
    stdin: { contents: printed.text, resolveDir: HERE, sourcefile: ENTRY, loader: "js" },
    absWorkingDir: HERE,
    outfile: path.join(HERE, `${ENTRY}.js`),
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: CONDITIONS,
    target: "es2022",
    charset: "ascii",
    legalComments: "inline",
    sourcemap: "external",
    sourcesContent: false,
    logLevel: "silent",
    tsconfigRaw: {},
    plugins: users.functions.length === 0 ? [] : [userFunctions(users.functions, users.projectDir, HERE)],
  });
  const code = result.outputFiles.find((output) => output.path.endsWith(".js"))?.text;
  const map = result.outputFiles.find((output) => output.path.endsWith(".map"))?.text;
  if (code === undefined || map === undefined) throw new Error("esbuild gave no output");
  const inputs = new Set(Object.keys(result.metafile.inputs));
  const lines = code.split("\n").map((line) => namedComment(line, inputs, users.projectDir));
  return {
    code: `${lines.join("\n")}//# sourceMappingURL=${file}.map\n`,
    map: composed(map, printed.segments, file, root),
  };
}

/** `// ../../core/src/std/cast/int.ts` becomes `// @pinion/core/std/cast/int`. */
function namedComment(line: string, inputs: ReadonlySet<string>, projectDir: string): string {
  if (!line.startsWith("// ")) return line;
  const input = line.slice(3);
  if (!inputs.has(input)) return line;
  const inProject = path.relative(projectDir, path.resolve(HERE, input));
  if (projectDir !== HERE && !inProject.startsWith("..") && !inProject.includes("node_modules")) {
    return `// ${inProject.split(path.sep).join("/")}`;
  }
  const dependency = input.split("node_modules/").at(-1) ?? input;
  const name = /(?:^|\/)(?:core\/)?(?:src|dist)\/(.*)$/.exec(dependency)?.[1];
  const shown = input === ENTRY ? ENTRY : name === undefined ? dependency : `@pinion/core/${name}`;
  return `// ${shown.replace(/\.(?:ts|js)$/, "")}`;
}

/** What esbuild moved where, seen from the definition files; code of the library comes from nowhere. */
function composed(map: string, segments: readonly Segment[], file: string, root: string): string {
  const out = new GenMapping({ file });
  const trace = new TraceMap(map);
  const entry = trace.sources.findIndex((source) => source?.endsWith(ENTRY));
  const byLine = groupByLine(segments);
  for (const [line, mappings] of decodedMappings(trace).entries()) {
    let mapped = false;
    for (const [column, source, originalLine, originalColumn] of mappings) {
      const place =
        source === entry && originalLine !== undefined && originalColumn !== undefined
          ? placeAt(byLine.get(originalLine) ?? [], originalColumn)
          : null;
      if (place !== null) {
        addSegment(out, line, column, `${root}/${place.file}`, place.line - 1, place.column - 1);
      } else if (mapped) {
        addSegment(out, line, column);
      }
      mapped = place !== null;
    }
  }
  return `${JSON.stringify(toEncodedMap(out))}\n`;
}

function groupByLine(segments: readonly Segment[]): Map<number, Segment[]> {
  const lines = new Map<number, Segment[]>();
  for (const segment of segments) {
    const line = lines.get(segment.line);
    if (line === undefined) lines.set(segment.line, [segment]);
    else line.push(segment);
  }
  return lines;
}

/** The last segment at or before a column. */
function placeAt(segments: readonly Segment[], column: number): Segment["place"] {
  let place: Segment["place"] = null;
  for (const segment of segments) {
    if (segment.column > column) break;
    place = segment.place;
  }
  return place;
}
