/** The parts of a time that a path may be partitioned by, from the coarsest. */
export const PARTITION_FIELDS = ["yyyy", "MM", "dd", "HH"] as const;

export type PartitionField = (typeof PARTITION_FIELDS)[number];

/** How a path is partitioned by time. */
export type PathPartitioning =
  | { readonly kind: "none" }
  /** The finest field that stands in it: how long a partition is. */
  | { readonly kind: "time"; readonly finest: PartitionField }
  | { readonly kind: "mistake"; readonly message: string };

/** Reads the fields in braces of a path. Braces that hold no single word are part of a name. */
export function pathPartitioning(path: string): PathPartitioning {
  const found = [...path.matchAll(/\{([A-Za-z]+)\}/gu)].map(([, name = ""]) => name);
  if (found.length === 0) return { kind: "none" };
  const unknown = found.find((name) => !PARTITION_FIELDS.some((field) => field === name));
  if (unknown !== undefined) {
    return { kind: "mistake", message: `{${unknown}} is no part of a time: they are {yyyy} {MM} {dd} {HH}` };
  }
  const used = PARTITION_FIELDS.filter((field) => found.includes(field));
  const finest = used.at(-1) ?? "yyyy";
  const needed = PARTITION_FIELDS.slice(0, PARTITION_FIELDS.indexOf(finest) + 1);
  const absent = needed.find((field) => !used.includes(field));
  if (absent !== undefined) {
    return { kind: "mistake", message: `{${finest}} needs {${absent}} in the path too` };
  }
  return { kind: "time", finest };
}
