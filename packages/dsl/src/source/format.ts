import type { Site } from "../brand.js";
import type { FileFormat, TextSetting } from "../definitions.js";
import { DefinitionError } from "../error.js";
import { shown } from "../name.js";

const BY_EXTENSION: ReadonlyMap<string, FileFormat> = new Map([
  ["csv", "csv"],
  ["tsv", "tsv"],
  ["tab", "tsv"],
  ["parquet", "parquet"],
  ["jsonl", "jsonl"],
  ["ndjson", "jsonl"],
  ["avro", "avro"],
]);
const FORMATS: ReadonlySet<unknown> = new Set(BY_EXTENSION.values());

interface FormatOptions {
  readonly path: TextSetting;
  readonly format?: FileFormat;
  readonly delimiter?: string;
  readonly header?: boolean;
}

/** The format of a file, given or by extension, and the options that belong to it. */
export function formatOf(options: FormatOptions, source: string, site: Site): Omit<FormatOptions, "path"> {
  const { path, delimiter, header } = options;
  checkPath(path, source, site);
  const format = options.format ?? formatOfPath(path);
  if (format === undefined && typeof path === "string") {
    throw new DefinitionError(
      "PN1105",
      `the format of source \`${source}\` cannot be told from its path`,
      { site, path: [1, "path"] },
      { help: 'add format: "csv", "tsv", "parquet", "jsonl" or "avro"' },
    );
  }
  if (format !== undefined && !FORMATS.has(format)) {
    throw new DefinitionError(
      "PN1105",
      `${shown(format)} is no format of a file source`,
      { site, path: [1, "format"] },
      { help: "the formats are csv, tsv, parquet, jsonl and avro" },
    );
  }
  const delimited = format === undefined || format === "csv" || format === "tsv";
  for (const [name, value] of [
    ["delimiter", delimiter],
    ["header", header],
  ] as const) {
    if (value === undefined || delimited) continue;
    throw new DefinitionError("PN1105", `${format} files have no ${name}`, { site, path: [1, name] });
  }
  if (delimiter !== undefined && !(typeof delimiter === "string" && /^[^\r\n"]$/u.test(delimiter))) {
    throw new DefinitionError(
      "PN1105",
      `the delimiter of source \`${source}\` is ${shown(delimiter)}`,
      { site, path: [1, "delimiter"] },
      { help: "a delimiter is one character, and neither a quote nor a line end" },
    );
  }
  return {
    ...(format === undefined ? {} : { format }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(header === undefined ? {} : { header }),
  };
}

function checkPath(path: unknown, source: string, site: Site): void {
  const reference = typeof path === "object" && path !== null && "kind" in path && path.kind === "env";
  if (reference || (typeof path === "string" && path !== "")) return;
  throw new DefinitionError("PN1105", `source \`${source}\` has no path`, { site, path: [1, "path"] });
}

/** By the last extension, that of a compression apart. A path from the environment is only known at run time. */
function formatOfPath(path: TextSetting): FileFormat | undefined {
  if (typeof path !== "string") return undefined;
  const extension = /\.([a-z]+)(?:\.gz|\.zst)?$/i.exec(path)?.[1];
  return BY_EXTENSION.get(extension?.toLowerCase() ?? "");
}
