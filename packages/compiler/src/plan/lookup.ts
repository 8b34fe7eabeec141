import { lookupFold, lookupTakes, lookupType, showType, type DataType, type Diagnostic } from "@pinion/core";
import type { LookupBase, LookupDefinition } from "@pinion/dsl";
import { isLossless } from "./conversion.js";
import { defaultOf } from "./default.js";
import type { FindFeature } from "./derived.js";
import { keyNames } from "./names.js";
import type { PlannedFeature, PlannedLookup } from "./plan.js";
import type { Planning } from "./planning.js";
import { sortedTags, type Finaliser } from "./source.js";
import { madeType } from "./window.js";

/** A feature looked up by others; undefined where it, or one of them, is refused. */
export function planLookup(
  planning: Planning,
  definition: LookupDefinition,
  find: FindFeature,
  finaliser: Finaliser,
): PlannedLookup | undefined {
  const { name, site, aggregation: op, description, tags } = definition;
  const bases = definition.bases.map((base) => ({ ...base, planned: find(base.feature) }));
  const expansion = find(definition.expansion);
  const known = bases.flatMap(({ planned }) => planned ?? []);
  if (expansion === undefined || known.length < bases.length) return undefined;
  const keysFit = bases.map((base) => fitsKey(planning, definition, base, base.planned));
  if (keysFit.includes(false)) return undefined;
  if (!isAggregated(planning, definition, bases)) return undefined;

  const aggregated = op === undefined ? expansion.type : lookupType(op, expansion.type);
  if (op !== undefined && aggregated === undefined)
    planning.report(noAggregate(planning, definition, expansion));
  if (aggregated === undefined) return undefined;
  const what = op === undefined ? `\`${expansion.name}\`` : `its ${op}`;
  const type = madeType(planning, { ...definition, what, help: "convert the expansion" }, aggregated);
  if (type === undefined) return undefined;
  const place = planning.locator.placeOf(site);
  const below = [...known, expansion];
  const aggregation = op === undefined ? undefined : { op, argumentType: expansion.type, type: aggregated };
  return {
    kind: "lookup",
    name,
    type,
    keys: keyNames(definition),
    expression: textOf(definition),
    ...(place === undefined ? {} : { place }),
    ...(description === undefined ? {} : { description }),
    ...(tags === undefined ? {} : { tags: sortedTags(tags) }),
    ...defaultOf(planning, definition, type),
    lineage: {
      columns: [...new Set(below.flatMap(({ lineage }) => lineage.columns))].sort(),
      features: [...new Set(below.map((feature) => feature.name))].sort(),
    },
    bases: bases.map(({ key, feature }) => ({ key: key.name, feature: feature.name })),
    expansion: expansion.name,
    ...(aggregation === undefined ? {} : { aggregation }),
    program: finaliser(aggregated, aggregation === undefined || isNullOfNone(aggregation), type),
  };
}

/** For people: `avg(f_price[f_items])`. */
function textOf({ bases, expansion, aggregation }: LookupDefinition): string {
  const found = `${expansion.name}[${bases.map(({ feature }) => feature.name).join(", ")}]`;
  return aggregation === undefined ? found : `${aggregation}(${found})`;
}

const isNullOfNone = ({ op, argumentType, type }: NonNullable<PlannedLookup["aggregation"]>): boolean =>
  lookupFold({ op, argumentType: showType(argumentType), type: showType(type) })([]) === null;

/** Whether every value of the base is one of the key; no feature is as narrow as a TINYINT or SMALLINT key. */
function fitsKey(
  planning: Planning,
  { name, site, expansion }: LookupDefinition,
  { key, path }: LookupBase,
  base: PlannedFeature | undefined,
): boolean {
  if (base === undefined) return false;
  const from = base.type.kind === "array" ? base.type.element : base.type;
  const to = key.type.type;
  if (isLossless(from, to)) return true;
  if (from.kind === "int" && (to.kind === "tinyint" || to.kind === "smallint")) return true;
  const place = planning.locator.placeOf(site, path);
  const declared = planning.locator.placeOf(key.site, [1]);
  planning.report({
    code: "PN3011",
    severity: "error",
    message: `lookup \`${name}\` finds \`${expansion.name}\` by the key \`${key.name}\`, which is ${showType(to)}, but \`${base.name}\` is ${showType(base.type)}`,
    label: `expected ${showType(to)}`,
    ...(place === undefined ? {} : { place }),
    ...(declared === undefined
      ? {}
      : { related: [{ message: `the key is declared ${showType(to)} here`, place: declared }] }),
    help: helpFor(from, to),
  });
  return false;
}

function helpFor(from: DataType, to: DataType): string {
  if (to.kind === "date" || to.kind === "timestamp") {
    return `no feature is a ${to.kind}: key the expansion by a text or a number`;
  }
  if (from.kind === "map") return "take its keys by a derived feature: map_keys(…)";
  return `convert it by a derived feature: cast(… as ${showType(to)})`;
}

/** A list of keys has an aggregation, one key has none, and there is one list at most. */
function isAggregated(
  planning: Planning,
  { name, site, aggregation }: LookupDefinition,
  bases: readonly (LookupBase & { readonly planned: PlannedFeature | undefined })[],
): boolean {
  const lists = bases.filter(({ planned }) => planned?.type.kind === "array");
  const [list, second] = lists;
  const report = (
    path: LookupBase["path"],
    parts: Pick<Diagnostic, "message" | "help"> & { readonly label: string },
  ): false => {
    const place = planning.locator.placeOf(site, path);
    planning.report({
      code: "PN3012",
      severity: "error",
      ...parts,
      ...(place === undefined ? {} : { place }),
    });
    return false;
  };
  if (list !== undefined && second !== undefined) {
    return report(second.path, {
      message: `two bases of lookup \`${name}\` are lists: \`${list.feature.name}\` and \`${second.feature.name}\``,
      label: "a second list",
      help: "one base at most is a list: the others are the same for each of its elements",
    });
  }
  if (list !== undefined && aggregation === undefined) {
    return report(list.path, {
      message: `the base \`${list.feature.name}\` of lookup \`${name}\` is a list, and there is no aggregation`,
      label: "a list of keys",
      help: 'say how the values found become one: aggregation: "avg", or "union" for all of them',
    });
  }
  if (list === undefined && aggregation !== undefined) {
    return report([1, "aggregation"], {
      message: `lookup \`${name}\` finds one value, and is aggregated by ${aggregation}`,
      label: "of one value",
      help: "leave it out: only a base that is a list of keys finds several values",
    });
  }
  return true;
}

function noAggregate(
  planning: Planning,
  { site, aggregation = "union" }: LookupDefinition,
  { name, type }: PlannedFeature,
): Diagnostic {
  const place = planning.locator.placeOf(site, [1, "aggregation"]);
  return {
    code: "PN3004",
    severity: "error",
    message: `${aggregation} takes ${lookupTakes(aggregation)}, and \`${name}\` is ${showType(type)}`,
    label: `\`${name}\` is ${showType(type)}`,
    ...(place === undefined ? {} : { place }),
    help: 'convert the expansion by a derived feature, or keep what is found: "union"',
  };
}
