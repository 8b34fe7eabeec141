import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { PinionError } from "@pinion/core";

const READABLE = /\.(?:jsonl|ndjson|avro)$/u;

/** The files of a local log, each a partition, in the order of their names. Throws PN5506. */
export function filesOf(path: string): readonly string[] {
  if (!existsSync(path)) {
    throw new PinionError("PN5506", `the local log ${path} is missing`, {
      help: "relative paths count from the project's folder",
    });
  }
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => READABLE.test(name))
        .toSorted()
        .map((name) => join(path, name))
    : [path];
  if (files.length > 0 && files.every((file) => READABLE.test(file))) return files;
  throw new PinionError("PN5506", `the local log ${path} holds neither JSON Lines nor Avro container files`, {
    help: "name a .jsonl or .avro file, or a folder of them",
  });
}
