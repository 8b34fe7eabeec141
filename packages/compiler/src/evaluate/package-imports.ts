import { isBuiltin } from "node:module";
import { isAbsolute, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from "esbuild";
import { isOwnFile, isOwnPackage, ownFolder } from "./own-packages.js";

/** Marks the plugin's own questions to esbuild, which must not come back to it. */
const ASKED = Symbol("asked");

/**
 * Decides which imports go into the bundle: Pinion's packages from the compiler's own place with all they
 * need, and files outside `node_modules`, so that a workspace's packages may be TypeScript. Installed
 * packages stay outside, as the absolute file that the importing file resolves them to.
 */
export const packageImports: Plugin = {
  name: "pinion-package-imports",
  setup(build) {
    build.onResolve({ filter: /^[^.]/ }, async (args) => {
      if (args.pluginData === ASKED || args.kind === "entry-point" || isAbsolute(args.path)) return undefined;
      if (isBuiltin(args.path)) return { path: args.path, external: true };
      if (isOwnPackage(args.path)) return ask(build, args, ownFolder);
      if (isOwnFile(args.importer)) return undefined;
      const resolved = await ask(build, args, args.resolveDir);
      const installed = resolved.path?.includes(`${sep}node_modules${sep}`) ?? false;
      if (!installed || resolved.path === undefined) return resolved;
      const path = args.kind === "require-call" ? resolved.path : pathToFileURL(resolved.path).href;
      return { path, external: true };
    });
  },
};

async function ask(build: PluginBuild, args: OnResolveArgs, resolveDir: string): Promise<OnResolveResult> {
  const { importer, namespace, kind } = args;
  const question = { importer, namespace, kind, resolveDir, pluginData: ASKED, with: args.with };
  const {
    errors,
    path,
    external,
    sideEffects,
    suffix,
    namespace: to,
  } = await build.resolve(args.path, question);
  if (errors.length > 0) return { errors: [{ text: `cannot resolve "${args.path}"` }] };
  return { path, external, sideEffects, suffix, namespace: to };
}
