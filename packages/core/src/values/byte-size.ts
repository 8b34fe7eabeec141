const UNITS: ReadonlyMap<string, number> = new Map([
  ["KB", 1e3],
  ["MB", 1e6],
  ["GB", 1e9],
  ["TB", 1e12],
  ["KIB", 2 ** 10],
  ["MIB", 2 ** 20],
  ["GIB", 2 ** 30],
  ["TIB", 2 ** 40],
]);

/** The bytes that a size such as `2GB`, `512MiB` or `1.5 GB` names; undefined where the text names none. */
export function byteSize(text: string): number | undefined {
  const [, digits = "", unit = ""] = /^(\d{1,9}(?:\.\d{1,9})?) ?([KMGT]i?B)$/iu.exec(text) ?? [];
  const factor = UNITS.get(unit.toUpperCase());
  return factor === undefined ? undefined : Number(digits) * factor;
}

/** Less than this holds nothing of a job. */
const LEAST_MEMORY = 1e6;

/** Whether a text is an amount of memory that a job can be given: at least `1MB`. */
export const isMemorySize = (text: string): boolean => (byteSize(text) ?? 0) >= LEAST_MEMORY;
