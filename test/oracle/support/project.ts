import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { compileProject, writeArtifacts } from "@pinion/compiler";
import type { Evaluators, Manifest } from "@pinion/core";
import type { DrawnDerived, DrawnFeature, DrawnTable, DrawnWorld, TimeFormat } from "./draw.js";
import { writtenFormat } from "./files.js";
import type { ValueType } from "./values.js";

/* Drawn tables as definitions, compiled as any project is. */

export interface Project {
  readonly dir: string;
  readonly manifest: Manifest;
  readonly evaluators: Evaluators;
}

export interface ProjectDefinitions {
  readonly world: DrawnWorld;
  readonly bounds: "[)" | "(]";
  readonly tables: readonly DrawnTable[];
  readonly derived: readonly DrawnDerived[];
}

/** The path of a table, a pattern where it is partitioned by time. */
export const fileOf = ({ index, format, partition }: DrawnTable): string =>
  partition === undefined ? `rows${index}.${format}` : `rows${index}/${partition}.${format}`;

export async function compiled(dir: string, definitions: ProjectDefinitions): Promise<Project> {
  const { bounds, world } = definitions;
  writeFileSync(
    join(dir, "pinion.config.ts"),
    `import { defineConfig } from "@pinion/dsl";
export default defineConfig({ name: "oracle", definitions: ["features.ts"], timeZone: "${world.zone}", windowBounds: "${bounds}", maxRejected: "100%" });
`,
  );
  writeFileSync(join(dir, "features.ts"), featuresText(definitions));
  const result = await compileProject(dir);
  if (result.kind === "failed")
    throw new Error(result.diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n"));
  await writeArtifacts(join(dir, ".pinion"), result.artifacts);
  const evaluators = (await import(
    pathToFileURL(join(dir, ".pinion", result.manifest.evaluators.file)).href
  )) as Evaluators;
  return { dir, manifest: result.manifest, evaluators };
}

function featuresText({ world, tables, derived }: ProjectDefinitions): string {
  const keys = world.keyTypes.map((type, i) => `key("k${i}", ${typeText(type)})`).join(", ");
  const anchors = tables.map((table) => {
    const columns = [
      ...world.keyTypes.map((type, i) => `k${i}: ${typeText(type)}`),
      `t: ${timeText(table.timeFormat)}`,
      `v: ${typeText(table.type)}`,
      "p: t.boolean()",
      "g: t.string()",
      `w: ${timeText(writtenFormat(table.timeFormat))}`,
    ];
    const created = table.created ? 'createdTimestamp: "w", ' : "";
    const features = table.features.map((feature) => `    ${feature.name}: ${featureText(feature)},`);
    return `const s${table.index} = fileSource("s${table.index}", { path: "${fileOf(table)}", eventTimestamp: "t", ${created}columns: { ${columns.join(", ")} } });
export const a${table.index} = anchor("a${table.index}", { source: s${table.index}, key: keys, features: {
${features.join("\n")}
} });`;
  });
  const combined = derived.map(({ name, left, right, fallback, filled }) => {
    const inputs = [left, right].map((feature, i) => {
      const [, table] = /^f(\d+)_/u.exec(feature) ?? [];
      return `${i === 0 ? "l" : "r"}: a${table}.features.${feature}`;
    });
    const given = fallback === null ? "" : `.default(${fallback})`;
    return `export const ${name} = derived("${name}", { inputs: { ${inputs.join(", ")} }, transform: "${filled ? "coalesce(l, 0L) * 3 - coalesce(r, 0L)" : "l * 3 - r"}" })${given};`;
  });
  return `import * as dsl from "@pinion/dsl";
const { anchor, derived, fileSource, key, t } = dsl;
const keys = [${keys}] as const;
${[...anchors, ...combined].join("\n")}
`;
}

const typeText = (type: ValueType): string =>
  ({
    double: "t.double()",
    float: "t.float()",
    bigint: "t.int64()",
    int: "t.int32()",
    string: "t.string()",
    boolean: "t.boolean()",
    "array<double>": "t.array(t.double())",
  })[type];

const timeText = (format: TimeFormat): string =>
  format === "typed"
    ? "t.timestamp()"
    : `t.timestamp({ format: "${format === "local" ? "yyyy-MM-dd HH:mm:ss" : format}" })`;

function featureText(feature: DrawnFeature): string {
  const { op, ofRows, windowText, filter, terms, limit, parameters, fallback, inKernel } = feature;
  // Functions of arrays are the kernel's.
  const argument = inKernel ? '"get(array(v), 0)"' : '"v"';
  const given = fallback === null ? "" : `.default(${JSON.stringify(fallback)})`;
  if (op === "row") return `dsl.expr(${argument})${given}`;
  const options = [
    `window: "${windowText}"`,
    ...(filter === "none" ? [] : [`filter: "${filter === "pass" ? "p" : "g = 'x'"}"`]),
    ...(terms ? ['groupBy: "g"'] : []),
    ...(limit === undefined ? [] : [`limit: ${limit}`]),
    ...(parameters.n === undefined ? [] : [`n: ${parameters.n}`]),
    ...(parameters.percentage === undefined ? [] : [`p: ${parameters.percentage}`]),
    ...(parameters.boundaries === undefined ? [] : [`boundaries: [${parameters.boundaries.join(", ")}]`]),
    ...(parameters.halfLifeMicros === undefined ? [] : [`halfLife: "${parameters.halfLifeMicros / 1e6}s"`]),
  ];
  const head = ofRows ? "" : `${argument}, `;
  return `dsl.${op}(${head}{ ${options.join(", ")} })${given}`;
}
