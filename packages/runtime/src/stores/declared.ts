import { PinionError, showType, type DataType, type Manifest } from "@pinion/core";
import { typeNamed } from "../materialise/evaluate.js";
import type { GroupInfo } from "../ports.js";

/** The type that whoever reads a store declares a feature of; undefined of one that it does not know. */
export type DeclaredType = (name: string) => DataType | undefined;

/** Of who knows no features. */
export const UNDECLARED: DeclaredType = () => undefined;

/** The features of a project. */
export function declaredTypes({ features }: Manifest): DeclaredType {
  const types = new Map(features.map(({ name, type }) => [name, typeNamed(type)]));
  return (name) => types.get(name);
}

/** The types of a table's features, as they were written last. */
export const typesHeld = (groups: readonly Pick<GroupInfo, "schema">[]): ReadonlyMap<string, DataType> =>
  new Map(groups.flatMap(({ schema }) => schema.fields.map(({ name, type }) => [name, type] as const)));

/** Makes the error, PN6010, that values of a stored type cannot be read as values of the declared one. */
export const otherType = (table: string, name: string, stored: string, declared: DataType): PinionError =>
  new PinionError(
    "PN6010",
    `\`${name}\` is stored in table \`${table}\` as ${stored}, and declared as ${showType(declared)}`,
    { help: "materialise it again; until then, who declares it as it is stored can read it" },
  );
