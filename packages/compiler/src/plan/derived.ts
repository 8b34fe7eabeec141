import type { AnyFeatureDefinition, DerivedDefinition } from "@pinion/dsl";
import type { ScopeColumn } from "../check/index.js";
import type { ProgramSpec } from "../emit/program.js";
import { optimise } from "../optimise/index.js";
import { columnsOf } from "./columns.js";
import { asFeature } from "./declared.js";
import { defaultOf } from "./default.js";
import { keyNames } from "./names.js";
import type { PlannedDerived, PlannedFeature } from "./plan.js";
import { understand, type Planning } from "./planning.js";
import { placedColumn } from "./scopes.js";
import { placesOf, sortedTags } from "./source.js";

/** Planned features by name; undefined for those that were refused. */
export type FindFeature = (feature: AnyFeatureDefinition) => PlannedFeature | undefined;

export interface DerivedPlanning {
  readonly feature: PlannedDerived;
  readonly program: ProgramSpec;
}

/** A feature over others; undefined where it, or one of its inputs, is refused. */
export function planDerived(
  planning: Planning,
  definition: DerivedDefinition,
  id: string,
  find: FindFeature,
): DerivedPlanning | undefined {
  const { name, description, tags } = definition;
  const inputs = definition.inputs.map((input) => ({ ...input, planned: find(input.feature) }));
  const columns = inputs.flatMap(({ name: input, planned }): ScopeColumn[] =>
    planned === undefined
      ? []
      : [
          placedColumn({ name: input, type: planned.type, nullable: true }, () =>
            planning.locator.placeOf(definition.site, [1, "inputs", input]),
          ),
        ],
  );
  if (columns.length < inputs.length) return undefined;
  const understood = understand(planning, definition.expression, {
    columns,
    timeZone: planning.timeZone,
    what: `derived feature \`${name}\``,
    noun: "input",
  });
  if (understood === undefined) return undefined;
  const expr = asFeature(planning, name, understood, definition.declared);
  if (expr === undefined) return undefined;
  const optimised = optimise(expr);
  const read = columnsOf(optimised);
  const place = understood.map.placeOf(understood.span);
  const lineage = inputs.flatMap(({ planned }) => planned?.lineage.columns ?? []);
  return {
    feature: {
      kind: "derived",
      name,
      type: expr.type,
      keys: keyNames(definition),
      expression: definition.expression.text,
      ...(place === undefined ? {} : { place }),
      ...(description === undefined ? {} : { description }),
      ...(tags === undefined ? {} : { tags: sortedTags(tags) }),
      ...defaultOf(planning, definition, expr.type),
      lineage: {
        columns: [...new Set(lineage)].sort(),
        features: [...new Set(inputs.map(({ feature }) => feature.name))].sort(),
      },
      inputs: inputs.map(({ name: input, feature }) => ({ name: input, feature: feature.name })),
      program: id,
    },
    program: {
      id,
      inputs: columns
        .filter((column) => read.has(column.name))
        .map(({ name: input, type, nullable }) => ({ name: input, type, nullable })),
      outputs: [
        {
          expr: optimised,
          label: `${name}: ${definition.expression.text}`,
          features: [name],
          locate: placesOf(understood),
        },
      ],
      kernel: false,
    },
  };
}
