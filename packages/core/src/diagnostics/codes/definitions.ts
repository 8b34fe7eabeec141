import { builderCodes } from "./builders.js";
import type { CodePage } from "./page.js";

/** PN1xxx: definition files, builders, locating. */
export const definitionCodes = {
  PN1001: {
    title: "a definition file cannot be evaluated",
    explanation:
      "Definition files are ordinary code, run once when the project is compiled. The file threw; the message says what, and the place where.",
    example: {
      kind: "project",
      wrong: 'const limits = JSON.parse("{ fare: 100 }");\nexport { limits };',
      right: `import { fileSource, t } from "@pinion/dsl";
const limits = JSON.parse('{ "fare": 100 }');
export const trips = fileSource("trips", { path: "trips.csv", maxRejected: limits.fare, columns: { fare: t.double() } });`,
    },
  },
  PN1002: {
    title: "a definition file does not parse",
    explanation: "The file is not TypeScript or JavaScript up to the marked place.",
    example: {
      kind: "project",
      wrong:
        'import { fileSource, t } from "@pinion/dsl";\nexport const trips = fileSource("trips", { path: "trips.csv" columns: {} });',
      right:
        'import { fileSource, t } from "@pinion/dsl";\nexport const trips = fileSource("trips", { path: "trips.csv", columns: { fare: t.double() } });',
    },
  },
  PN1003: {
    title: "an import of a definition file is not found",
    explanation:
      "Paths start at the importing file. Packages must be installed where the project can resolve them.",
    example: {
      kind: "project",
      wrong: 'import { limits } from "./nowhere.js";\nexport { limits };',
      right:
        'import { fileSource, t } from "@pinion/dsl";\nexport const trips = fileSource("trips", { path: "trips.csv", columns: { fare: t.double() } });',
    },
  },
  PN1004: {
    title: "there is no project",
    explanation:
      "A project is a folder with a `pinion.config.ts` (or .mts, .js, .mjs). Commands take the folder they are started in, or the one that is named.",
    example: { kind: "text", wrong: "pinion build ./src", right: "pinion build ." },
  },
  PN1005: {
    title: "a configuration is not made by defineConfig",
    explanation: "The default export of `pinion.config.ts` must be what `defineConfig` returns.",
    example: {
      kind: "project",
      file: "pinion.config.ts",
      wrong: 'export default { definitions: ["features/*.ts"] };',
      right:
        'import { defineConfig } from "@pinion/dsl";\nexport default defineConfig({ definitions: ["features/*.ts"] });',
    },
  },
  PN1006: {
    title: "a pattern of the configuration matches no file",
    explanation:
      "Paths and patterns of `definitions` start at the project's folder; `*` stays within a folder, `**` crosses folders.",
    example: {
      kind: "project",
      file: "pinion.config.ts",
      wrong:
        'import { defineConfig } from "@pinion/dsl";\nexport default defineConfig({ definitions: ["feature/*.ts"] });',
      right:
        'import { defineConfig } from "@pinion/dsl";\nexport default defineConfig({ definitions: ["features/*.ts"] });',
    },
  },
  PN1007: {
    title: "the definition files define nothing",
    explanation:
      "Definitions are found among the exports of the definition files, also inside exported arrays and objects. What is not exported and not used by an export is not seen.",
    example: {
      kind: "project",
      wrong:
        'import { fileSource, t } from "@pinion/dsl";\nfileSource("trips", { path: "trips.csv", columns: { fare: t.double() } });',
      right:
        'import { fileSource, t } from "@pinion/dsl";\nexport const trips = fileSource("trips", { path: "trips.csv", columns: { fare: t.double() } });',
    },
  },
  PN1008: {
    title: "two definitions have one name",
    explanation:
      "Features, derived ones included, are known by their names in the whole project; so are sources and anchors.",
    example: {
      kind: "project",
      wrong: `import { fileSource, t } from "@pinion/dsl";
export const a = fileSource("trips", { path: "a.csv", columns: { fare: t.double() } });
export const b = fileSource("trips", { path: "b.csv", columns: { fare: t.double() } });`,
      right: `import { fileSource, t } from "@pinion/dsl";
export const a = fileSource("trips_a", { path: "a.csv", columns: { fare: t.double() } });
export const b = fileSource("trips_b", { path: "b.csv", columns: { fare: t.double() } });`,
    },
  },
  PN1009: {
    title: "evaluating the definition files does not end",
    explanation:
      "Definition files are run when the project is compiled, and given half a minute. A loop without end or an await that is never answered keeps them from finishing.",
    example: {
      kind: "project",
      wrong: "await new Promise(() => {});",
      right: `import { fileSource, t } from "@pinion/dsl";
const columns = await Promise.resolve({ fare: t.double() });
export const trips = fileSource("trips", { path: "trips.csv", columns });`,
    },
  },
  PN1010: {
    title: "a definition file ends the process",
    explanation:
      "Definition files must not call `process.exit`: throw an error where definitions cannot be made.",
    example: {
      kind: "project",
      wrong: "process.exit(0);",
      right:
        'import { fileSource, t } from "@pinion/dsl";\nexport const trips = fileSource("trips", { path: "trips.csv", columns: { fare: t.double() } });',
    },
  },
  ...builderCodes,
} as const satisfies Record<`PN1${string}`, CodePage>;
