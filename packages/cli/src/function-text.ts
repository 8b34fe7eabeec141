/** The text of a top-level function of emitted code; undefined where there is none of the name. */
export function functionText(code: string, name: string): string | undefined {
  const lines = code.split("\n");
  const start = lines.findIndex(
    (line) => line.startsWith(`function ${name}(`) || line.startsWith(`export function ${name}(`),
  );
  if (start < 0) return undefined;
  // Emitted code is indented, so the function ends at the next brace that is not.
  const end = lines.findIndex((line, i) => i > start && line.startsWith("}"));
  return lines.slice(start, end < 0 ? undefined : end + 1).join("\n");
}
