import { PinionError } from "@pinion/core";
import type { Zone } from "@pinion/core/std";
import type { RowField } from "../ports.js";
import { encodeKey } from "./key.js";
import { readPart, type KeyPart } from "./read-key.js";

/** An entity: the values of keys by their names. */
export type Entity = Readonly<Record<string, KeyPart>>;

/** The texts that a table's rows of the entities are stored under. Throws PN7004 where a part is missing or does not fit. */
export function entityKeys(
  entities: readonly Entity[],
  keys: readonly RowField[],
  zone: Zone,
): readonly string[] {
  const [only] = keys;
  if (only !== undefined && keys.length === 1) {
    return entities.map((entity, i) => encodeKey([readPart(partOf(entity, only.name, i), only, zone)]));
  }
  return entities.map((entity, i) =>
    encodeKey(keys.map((key) => readPart(partOf(entity, key.name, i), key, zone))),
  );
}

function partOf(entity: Entity, name: string, index: number): KeyPart {
  const part: KeyPart | null | undefined =
    typeof entity === "object" && entity !== null && Object.hasOwn(entity, name) ? entity[name] : undefined;
  if (part !== undefined && part !== null) return part;
  throw new PinionError(
    "PN7004",
    `entity ${index} has no \`${name}\`, which features asked for are keyed by`,
    {
      help: `give each entity its \`${name}\``,
    },
  );
}
