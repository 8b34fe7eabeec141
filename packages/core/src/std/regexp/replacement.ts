import type { Regex } from "./regex.js";

/** A replacement of Java's in parts: text, or the number of a group. */
export type Replacement = readonly (string | number)[];

/** The parts of a replacement, or what is wrong with it. */
export function parseReplacement(regex: Regex, text: string): Replacement | { readonly problem: string } {
  const parts: (string | number)[] = [];
  const groups = regex.groups.length - 1;
  let literal = "";
  const push = (group: number): void => {
    if (literal !== "") parts.push(literal);
    literal = "";
    parts.push(group);
  };
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === "\\") {
      if (++i >= text.length) return { problem: "a backslash ends the replacement" };
      literal += text.charAt(i);
    } else if (character !== "$") {
      literal += character;
    } else {
      const name = /^\{([a-zA-Z][a-zA-Z0-9]*)\}/.exec(text.slice(i + 1));
      if (name?.[1] !== undefined) {
        const group = regex.names.get(name[1]);
        if (group === undefined) return { problem: `the pattern has no group \`${name[1]}\`` };
        push(group);
        i += name[0].length;
        continue;
      }
      const digits = /^\d+/.exec(text.slice(i + 1))?.[0];
      if (digits === undefined) return { problem: "`$` stands before neither a number nor `{name}`" };
      // As many digits as still number a group.
      let length = 1;
      while (length < digits.length && Number(digits.slice(0, length + 1)) <= groups) length++;
      const group = Number(digits.slice(0, length));
      if (group > groups) return { problem: `the pattern has no group ${group}` };
      push(group);
      i += length;
    }
  }
  if (literal !== "") parts.push(literal);
  return parts;
}
