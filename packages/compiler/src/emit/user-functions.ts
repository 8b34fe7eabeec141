import path from "node:path";
import type { OnResolveArgs, Plugin, PluginBuild } from "esbuild";
import { arrayOf, callOf, constant, declare, identifier, objectOf, print, type Code } from "./code/index.js";
import type { ProgramFunction } from "./program.js";

/** What emitted code takes the users' functions from. */
export const USER_FUNCTIONS = "pinion:preprocess";

/** Whether a name of emitted code is a user's function and not one of the library. */
export const isUserFunction = (name: string): boolean => name.startsWith("preprocess_");

/** Gives emitted code the users' functions; `home`: where Pinion's own packages resolve from. */
export function userFunctions(
  functions: readonly ProgramFunction[],
  projectDir: string,
  home: string,
): Plugin {
  return {
    name: "pinion-user-functions",
    setup(build) {
      build.onResolve({ filter: /^pinion:preprocess$/ }, ({ path: name }) => ({
        path: name,
        namespace: "pinion",
      }));
      build.onLoad({ filter: /.*/, namespace: "pinion" }, () => ({
        contents: moduleOf(functions, projectDir),
        resolveDir: home,
        loader: "js",
      }));
      build.onResolve({ filter: /^@pinion\// }, (args) =>
        args.pluginData === HOME ? undefined : own(build, args, home),
      );
    },
  };
}

const HOME = Symbol("home");

/** Users' files may find other copies of Pinion's packages than this one. */
async function own(build: PluginBuild, { path: name, kind, namespace }: OnResolveArgs, home: string) {
  const found = await build.resolve(name, { kind, namespace, resolveDir: home, pluginData: HOME });
  return { path: found.path, sideEffects: found.sideEffects, errors: found.errors };
}

function moduleOf(functions: readonly ProgramFunction[], projectDir: string): string {
  const imports = functions.map(({ file, exported }, i) => {
    const from = JSON.stringify(path.resolve(projectDir, file));
    return `import { ${exported === "default" ? "default" : JSON.stringify(exported)} as user${i + 1} } from ${from};`;
  });
  const made = functions.map(({ name, inputs, columns }, i) =>
    declare(
      identifier(name),
      callOf(identifier("preprocessor"), [
        identifier(`user${i + 1}`),
        arrayOf(inputs.map(constant)),
        arrayOf(
          columns.map((column) =>
            objectOf([
              ["name", constant(column.name)],
              ["type", spell(column.type)],
            ]),
          ),
        ),
      ]),
    ),
  );
  return [
    'import { preprocessor } from "@pinion/core/std";',
    ...imports,
    print(made).text,
    `export { ${functions.map(({ name }) => name).join(", ")} };`,
  ].join("\n");
}

/** Types are plain data. */
function spell(value: unknown): Code {
  if (Array.isArray(value)) return arrayOf(value.map(spell));
  if (typeof value === "object" && value !== null) {
    return objectOf(Object.entries(value).map(([key, part]) => [key, spell(part)]));
  }
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return constant(value);
  throw new Error("a type is plain data");
}
