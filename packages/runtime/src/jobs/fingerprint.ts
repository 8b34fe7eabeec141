import { createHash, randomBytes } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Int64, Manifest } from "@pinion/core";
import { projectPath, pushedFolder, readSetting, sourcePath, type Environment } from "../load/settings.js";
import type { Selection } from "../materialise/select.js";
import { isFolderSink, type Sink } from "../sinks.js";
import { segmentsOf } from "../sources/pushed/segments.js";
import type { Resolution } from "../time/cutoffs.js";
import { toText } from "./json.js";

export interface FingerprintRequest {
  readonly project: string;
  readonly manifest: Manifest;
  readonly environment: Environment;
  readonly selection: Selection;
  readonly cutoffs: readonly Int64[];
  readonly resolution: Resolution;
  readonly sinks: readonly Sink[];
  /** The store that the client reads, where it is not the project's own. */
  readonly store?: string | undefined;
}

/** A folder of more files than these is taken to be another each time. */
const MOST_FILES = 100_000;

/**
 * Tells whether two requests do the same: the same compiled features, as of the same times, from files that have not
 * changed since, into the same places. Where that cannot be told no two are the same.
 */
export function fingerprintOf(request: FingerprintRequest): string {
  const { manifest, selection, cutoffs, resolution } = request;
  const names = new Set(selection.scans.map(({ plan }) => plan.source));
  const what = {
    manifest: [manifest.hash, manifest.evaluators.hash],
    features: selection.features.map(({ name }) => name),
    cutoffs,
    resolution,
    sinks: request.sinks.map((sink) => placeOf(sink, request)),
    sources: manifest.sources.filter(({ name }) => names.has(name)).map((source) => stateOf(source, request)),
  };
  return createHash("sha256").update(toText(what)).digest("hex").slice(0, 32);
}

/** A sink's kind, place and table, without user, password and query. */
export function describeSink(sink: Sink, request: FingerprintRequest): string {
  const table = "tableName" in sink ? `, table ${sink.tableName}` : "";
  return `${addressOf(sink, request)}${table}`;
}

/** Everything that tells one sink from another. */
const placeOf = (sink: Sink, request: FingerprintRequest): unknown => ({
  ...sink,
  ...("url" in sink ? { url: "" } : {}),
  address: addressOf(sink, request),
});

function addressOf(sink: Sink, { project, manifest, environment, store }: FingerprintRequest): string {
  const { online, offline } = manifest.project.stores;
  const setting = (value: Parameters<typeof readSetting>[0] | undefined, otherwise: string): string => {
    try {
      return value === undefined ? otherwise : readSetting(value, environment, "");
    } catch {
      // The job itself says what is missing.
      return otherwise;
    }
  };
  if (sink.kind === "embedded") {
    const own = setting(online.kind === "embedded" ? online.path : undefined, ".pinion/store");
    return `embedded:${projectPath(project, sink.path ?? own)}`;
  }
  if (sink.kind === "redis") {
    const own = setting(online.kind === "redis" ? online.url : undefined, "redis");
    return withoutCredentials(sink.url ?? (store?.startsWith("redis") === true ? store : own));
  }
  if (isFolderSink(sink)) {
    const path = sink.path ?? setting(offline?.path, "offline");
    return `${sink.kind}:${resolve(projectPath(project, path), sink.storeName ?? "df0")}`;
  }
  return (sink as { readonly kind: string }).kind;
}

/** What a record of the job must not hold: users and passwords, of addresses and of the environment. */
export function secretsOf({ sinks, store, manifest, environment }: FingerprintRequest): readonly string[] {
  const urls = [...sinks.map((sink) => ("url" in sink ? sink.url : undefined)), store];
  const { online } = manifest.project.stores;
  const settings = online.kind === "redis" ? [online.url, online.username, online.password] : [];
  const connections = manifest.sources.flatMap((source) =>
    source.kind === "postgres" ? [source.connection] : [],
  );
  const texts = [...settings, ...connections].map((setting) =>
    typeof setting === "object" ? environment[setting.env] : undefined,
  );
  return [...urls, ...texts].flatMap((text) => {
    if (text === undefined || text === "") return [];
    if (!URL.canParse(text)) return [text];
    const { password } = new URL(text);
    return password === "" ? [] : [password, decodeURIComponent(password), text];
  });
}

function withoutCredentials(url: string): string {
  if (!URL.canParse(url)) return "redis";
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

/** The files of a source with their sizes and times. */
function stateOf(source: Manifest["sources"][number], request: FingerprintRequest): unknown {
  if (source.kind !== "file") return unlike();
  try {
    const path = sourcePath(request.project, source, request.environment);
    // The longest part of a pattern that is a folder by itself.
    const special = path.search(/[*?[{]/u);
    const fixed = special < 0 ? path : path.slice(0, path.lastIndexOf("/", special) + 1);
    const files = existsSync(fixed) ? [...filesOf(fixed)] : [];
    if (files.length === 0 || files.length > MOST_FILES) return unlike();
    const folder = pushedFolder(request.project, source, request.environment);
    if (folder !== undefined) files.push(...segmentsOf(folder, source.name));
    return [path, ...files.map((file) => [file, ...sizeAndTime(file)])];
  } catch {
    return unlike();
  }
}

const filesOf = (path: string): readonly string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: "utf8" })
        .toSorted()
        .map((name) => join(path, name))
    : [path];

function sizeAndTime(file: string): readonly number[] {
  const { size, mtimeMs } = statSync(file);
  return [size, mtimeMs];
}

const unlike = (): string => randomBytes(16).toString("hex");
