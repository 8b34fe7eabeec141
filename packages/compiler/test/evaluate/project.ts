import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach } from "vitest";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export const CONFIG = `import { defineConfig } from "@pinion/dsl";
export default defineConfig({ definitions: ["features/*.ts"] });
`;

/** A project in a folder of its own, which is removed after the test. */
export function project(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "pinion-project-"));
  folders.push(folder);
  for (const [path, text] of Object.entries({ "pinion.config.ts": CONFIG, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
