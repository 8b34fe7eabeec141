/** A value that somebody gave, as messages show it: short, on one line, and without the credentials of an address. */
export function showGiven(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify([...value.replace(/\/\/[^@]*@/u, "//…@")].slice(0, 60).join(""));
    case "bigint":
      return `${value}n`;
    case "function":
      return "a function";
    case "symbol":
      return "a symbol";
    case "object":
      if (value === null) return "null";
      if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
      if (value instanceof Date) return Number.isNaN(value.getTime()) ? "no valid Date" : "a Date";
      return value instanceof Uint8Array ? "bytes" : "an object";
    default:
      return Object.is(value, -0) ? "-0" : String(value);
  }
}

/** The defaults, and what was given instead of them; a member that is undefined was not given. */
export const withDefaults = <T extends object>(defaults: T, given: Partial<T> = {}): T => ({
  ...defaults,
  ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>),
});
