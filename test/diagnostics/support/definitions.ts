import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Diagnostic } from "@pinion/core";
import { checkProject } from "../../../packages/compiler/src/index.js";

const CONFIG = `import { defineConfig } from "@pinion/dsl";
export default defineConfig({ definitions: ["features/*.ts"] });
`;

export interface Said {
  readonly kind: "checked" | "failed";
  /** Errors and warnings. */
  readonly diagnostics: readonly Diagnostic[];
  readonly fileText: (file: string) => string | undefined;
}

/** What the compiler says of a project of these files; they are gone when it has been said. */
export async function diagnose(files: Readonly<Record<string, string>>): Promise<Said> {
  const folder = mkdtempSync(join(tmpdir(), "pinion-diagnostics-"));
  try {
    for (const [path, text] of Object.entries({ "pinion.config.ts": CONFIG, ...files })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const result = await checkProject(folder);
    return result.kind === "failed"
      ? { kind: "failed", diagnostics: result.diagnostics, fileText: result.fileText }
      : { kind: "checked", diagnostics: result.warnings, fileText: result.fileText };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
