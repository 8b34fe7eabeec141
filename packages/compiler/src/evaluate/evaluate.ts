import { stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { PinionError, type Diagnostic } from "@pinion/core";
import {
  DEFINITION,
  type AnchorDefinition,
  type ConfigDefinition,
  type DerivedDefinition,
  type FeatureDefinition,
  type KeyDefinition,
  type LookupDefinition,
  type SourceDefinition,
} from "@pinion/dsl";
import { fileDigest, type Cache } from "../cache/folder.js";
import type { Memory } from "../plan/memory.js";
import { createLocator, type Locator } from "../locate/index.js";
import { duplicates, type Named } from "./duplicates.js";
import type { Evaluated } from "./evaluated.js";
import { filesOf, matches } from "./globs.js";
import { load, type Loaded } from "./load.js";
import { inFileOrder } from "./order.js";
import type { Bundler } from "./bundle.js";
import { errorOf } from "./problems.js";
import { startWorker, type Waiting } from "./run.js";
import { asInputs, schemaFilesOf } from "./schema-files.js";

export interface EvaluateOptions {
  /** How long the files may run, in milliseconds; 30 seconds by default. */
  readonly timeoutMs?: number;
  readonly locator?: Locator;
  readonly cache?: Cache | undefined;
  /** Starts the workers that definitions run in, and makes the bundles. */
  readonly engine?: Engine;
}

export interface KnownConfig {
  readonly loaded: Loaded;
  readonly digests: readonly (string | undefined)[];
}

/** What a process that evaluates again and again keeps ready. */
export interface Engine {
  readonly worker: () => Waiting;
  readonly bundler: Bundler;
  /** What a configuration defined, as long as its files are the same. */
  readonly configs: Map<string, KnownConfig>;
  /** What expressions were found to mean. */
  readonly memory: Memory;
  /** Is told which files the definitions name, by their absolute paths, whether they are there or not. */
  readonly names: (files: readonly string[]) => void;
}

const CONFIG_FILES = ["pinion.config.ts", "pinion.config.mts", "pinion.config.js", "pinion.config.mjs"];

/**
 * Runs a project's configuration and definition files and returns what they define. Rejects with a
 * PinionError whose diagnostics say what is wrong and where.
 */
export async function evaluateProject(projectDir: string, options: EvaluateOptions = {}): Promise<Evaluated> {
  const root = resolve(projectDir);
  const { timeoutMs = 30_000, locator = createLocator(root), cache } = options;
  const { worker, bundler } = options.engine ?? { worker: startWorker, bundler: undefined };
  const configFile = await findConfig(root);
  const tools = { locator, timeoutMs, cache, bundler };
  const digestsOf = (inputs: readonly string[]) => inputs.map((input) => fileDigest(resolve(root, input)));
  const known = options.engine?.configs.get(root);
  const recalled =
    known !== undefined && digestsOf(known.loaded.inputs).join() === known.digests.join()
      ? known.loaded
      : undefined;
  const first = recalled === undefined ? worker() : undefined;
  const second = worker();
  const { loadedConfig, config, files, loaded } = await loadBoth().finally(() => void second.dismiss());

  async function loadBoth() {
    const loadedConfig = recalled ?? (await load(root, [configFile], { ...tools, worker: first }));
    options.engine?.configs.set(root, { loaded: loadedConfig, digests: digestsOf(loadedConfig.inputs) });
    const config = configOf(loadedConfig.definitions, configFile, locator);
    const files = await definitionFiles(root, config, locator);
    const loaded = await load(root, files, { ...tools, worker: second });
    return { loadedConfig, config, files, loaded };
  }

  const ordered = inFileOrder(loaded.definitions);
  const sources = ordered.filter(branded<SourceDefinition>("source"));
  const schemas = schemaFilesOf(root, sources);
  options.engine?.names(schemas);
  const keys = ordered.filter(branded<KeyDefinition>("key"));
  const anchors = ordered.filter(branded<AnchorDefinition>("anchor"));
  const features = ordered.filter(branded<FeatureDefinition>("feature"));
  const derived = ordered.filter(branded<DerivedDefinition>("derived"));
  const lookups = ordered.filter(branded<LookupDefinition>("lookup"));
  if ([sources, keys, anchors, features, derived, lookups].every((all) => all.length === 0)) {
    throw nothingDefined(files, locator);
  }
  const taken = [
    ...duplicates(sources.map(named("source")), locator),
    ...duplicates(anchors.map(named("anchor")), locator),
    ...duplicates(
      [...features.map(namedFeature), ...[...derived, ...lookups].map(named("feature"))],
      locator,
    ),
  ];
  const [one, ...others] = taken;
  if (one !== undefined) throw errorOf([one, ...others]);

  const inputs = [...new Set([...loadedConfig.inputs, ...loaded.inputs, ...asInputs(root, schemas)])].sort();
  const name = config.name ?? basename(root);
  return {
    projectDir: root,
    config: { ...config, name },
    sources,
    keys,
    anchors,
    features,
    derived,
    lookups,
    files,
    inputs,
  };
}

async function findConfig(root: string): Promise<string> {
  for (const name of CONFIG_FILES) {
    const info = await stat(join(root, name)).catch(() => undefined);
    if (info?.isFile() === true) return name;
  }
  throw new PinionError("PN1004", `${root} has no pinion.config.ts`, {
    help: "name the project's folder, or write a pinion.config.ts whose default export is defineConfig({ … })",
  });
}

function configOf(definitions: readonly unknown[], file: string, locator: Locator): ConfigDefinition {
  const config = definitions.find(branded<ConfigDefinition>("config"));
  if (config !== undefined) return config;
  const place = locator.placeOfFile(file);
  const diagnostic: Diagnostic = {
    code: "PN1005",
    severity: "error",
    message: `${file} exports no configuration`,
    help: "write export default defineConfig({ … })",
    ...(place === undefined ? {} : { place }),
  };
  throw errorOf([diagnostic]);
}

/** The files that the patterns match, without declarations and without what a `!` pattern takes out. */
async function definitionFiles(root: string, config: ConfigDefinition, locator: Locator): Promise<string[]> {
  const excluded = config.definitions.filter((pattern) => pattern.startsWith("!"));
  const found = new Set<string>();
  for (const [i, pattern] of config.definitions.entries()) {
    if (pattern.startsWith("!")) continue;
    const files = (await filesOf(root, pattern)).filter((file) => !/\.d\.[cm]?ts$/.test(file));
    if (files.length === 0) {
      const place = locator.placeOf(config.site, [0, "definitions", i]);
      throw errorOf([
        {
          code: "PN1006",
          severity: "error",
          message: `no file matches ${JSON.stringify(pattern)}`,
          ...(place === undefined ? {} : { place }),
          help: `patterns start at the project's folder, ${root}`,
        },
      ]);
    }
    for (const file of files) found.add(file);
  }
  return [...found].filter((file) => !excluded.some((pattern) => matches(pattern.slice(1), file))).sort();
}

function nothingDefined(files: readonly string[], locator: Locator): PinionError {
  const [file = ""] = files;
  const place = locator.placeOfFile(file);
  const diagnostic: Diagnostic = {
    code: "PN1007",
    severity: "error",
    message:
      files.length === 1
        ? `${file} defines nothing`
        : `none of ${files.length} definition files defines anything`,
    help: "export sources, anchors and derived features",
    ...(place === undefined ? {} : { place }),
  };
  return errorOf([diagnostic]);
}

function branded<T extends object>(brand: string) {
  return (x: unknown): x is T =>
    typeof x === "object" && x !== null && (x as { [DEFINITION]?: unknown })[DEFINITION] === brand;
}

const named =
  (what: string) =>
  ({ name, site }: { readonly name: string; readonly site: string }): Named => ({
    what,
    name,
    site,
    path: [0],
  });

const namedFeature = ({ name, anchor }: FeatureDefinition): Named => ({
  what: "feature",
  name,
  site: anchor.site,
  path: [1, "features", name],
});
