import { statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import type { SourceDefinition, StreamValueDefinition } from "@pinion/dsl";

/** The schema of a stream in a file whose path is known before anything runs. */
export type NamedSchema = StreamValueDefinition & { readonly kind: "avroFile"; readonly path: string };

/** Undefined where a source has none. */
export function namedSchema(source: SourceDefinition): NamedSchema | undefined {
  const value = source.kind === "stream" ? source.value : undefined;
  return value?.kind === "avroFile" && typeof value.path === "string" ? (value as NamedSchema) : undefined;
}

/** Where a schema's file is. */
export const schemaPath = (projectDir: string, { path }: NamedSchema): string => resolve(projectDir, path);

/** The files of all schemas, whether they are there or not. */
export const schemaFilesOf = (projectDir: string, sources: readonly SourceDefinition[]): readonly string[] =>
  sources.flatMap((source) => {
    const schema = namedSchema(source);
    return schema === undefined ? [] : [schemaPath(projectDir, schema)];
  });

/** Those that are files, relative to the project's folder: without the others nothing compiles that could be kept. */
export const asInputs = (projectDir: string, files: readonly string[]): readonly string[] =>
  files.filter(isFile).map((file) => relative(projectDir, file).split(sep).join("/"));

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
