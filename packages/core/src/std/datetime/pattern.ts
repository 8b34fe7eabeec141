import { fastShapeOf, type FastShape } from "./pattern-fast.js";
import type { Element, PatternError, PatternUse } from "./pattern-elements.js";
import { lettersElement, type LettersResult } from "./pattern-letters.js";
import { outsideQuotes } from "./pattern-quotes.js";
import { unsupported } from "./pattern-unsupported.js";

/*
 * Datetime patterns: those of Spark 3, which are java.time's less the letters that changed their meaning
 * since Spark 2. A pattern is compiled once for reading or for writing.
 */

export interface CompiledPattern {
  readonly elements: readonly Element[];
  /** Set where most texts can be read by position alone. */
  readonly fast: FastShape | null;
}

/** The pattern made ready for reading or writing, or what is wrong with it. */
export function compilePattern(pattern: string, use: PatternUse = "parse"): CompiledPattern | PatternError {
  if (pattern.length > MAX_LENGTH) return { error: `is longer than ${MAX_LENGTH} characters` };
  const refusal = unsupported(pattern, use);
  if (refusal !== undefined) return refusal;
  const sections: Section[] = [{ elements: [], active: -1 }];
  const hasEra = outsideQuotes(pattern).includes("G");
  let at = 0;
  while (at < pattern.length) {
    const letter = pattern.charAt(at);
    const section = sections.at(-1);
    if (section === undefined) throw new Error("no section");
    if (/[A-Za-z]/.test(letter)) {
      let end = at + 1;
      while (pattern[end] === letter) end++;
      const made = lettersElement(letter, end - at, { use, hasEra });
      if ("error" in made) return made;
      append(section, made);
      at = end;
    } else if (letter === "'") {
      const end = closingQuote(pattern, at);
      if (end < 0) return { error: "has a quote that is not closed" };
      const quoted = pattern.slice(at + 1, end).replaceAll("''", "'");
      append(section, { element: { kind: "literal", text: quoted === "" ? "'" : quoted } });
      at = end + 1;
    } else if (letter === "[") {
      section.active = -1;
      sections.push({ elements: [], active: -1 });
      at++;
    } else if (letter === "]") {
      sections.pop();
      const outer = sections.at(-1);
      if (outer === undefined) return { error: "has a `]` without a `[` in front of it" };
      if (section.elements.length > 0) {
        append(outer, { element: { kind: "optional", elements: section.elements } });
      }
      at++;
    } else if (letter === "{" || letter === "}" || letter === "#") {
      return { error: `has \`${letter}\`, which is reserved`, help: `quote it: \`'${letter}'\`` };
    } else {
      append(section, { element: { kind: "literal", text: letter } });
      at++;
    }
  }
  const elements = close(sections);
  return { elements, fast: use === "parse" ? fastShapeOf(elements) : null };
}

/** No pattern of use is near it; the limit keeps compiling and nesting cheap. */
const MAX_LENGTH = 200;

export const isPatternError = (made: CompiledPattern | PatternError): made is PatternError => "error" in made;

/** The elements between two brackets, and the number that digits of adjacent ones are counted to. */
interface Section {
  readonly elements: Element[];
  active: number;
}

/** Sections that are still open at the end close there. */
function close(sections: Section[]): readonly Element[] {
  let section = sections.pop();
  while (section !== undefined) {
    const outer = sections.pop();
    if (outer === undefined) return section.elements;
    if (section.elements.length > 0) outer.elements.push({ kind: "optional", elements: section.elements });
    section = outer;
  }
  return [];
}

/** Numbers in a row share their digits: the first takes what the fixed-width ones behind it leave. */
function append(section: Section, { element, fixedWidth }: LettersResult): void {
  const { elements } = section;
  const active = elements[section.active];
  elements.push(element);
  if (element.kind !== "number" && fixedWidth === undefined) {
    section.active = -1;
    return;
  }
  if (active?.kind === "number" || active?.kind === "shortYear") {
    const behind = fixedWidth === undefined ? 0 : active.behind + fixedWidth;
    elements[section.active] = { ...active, behind };
  }
  if (active === undefined || fixedWidth === undefined) section.active = elements.length - 1;
}

/** Where a quoted text ends, two quotes standing for one in it; -1 where it does not. */
function closingQuote(pattern: string, open: number): number {
  for (let at = open + 1; at < pattern.length; at++) {
    if (pattern[at] !== "'") continue;
    if (pattern[at + 1] !== "'" || at === open + 1) return at;
    at++;
  }
  return -1;
}
