/**
 * JSON of plain documents: a bigint is an integer in full digits, what is undefined is left out. For what is not
 * asked for a thousand times a second.
 */
export function toJson(value: unknown): string {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number" && !Number.isFinite(value)) return JSON.stringify(String(value));
  if (value instanceof Map) return toJson(Object.fromEntries(value));
  if (Array.isArray(value)) return `[${value.map(toJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${toJson(member)}`).join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}
