import type { CodePage } from "./page.js";

/** PN4xxx: manifest and evaluators on their way into the runtime. */
export const artifactCodes = {
  PN4001: {
    title: "the project is not built",
    explanation:
      "The artifacts that the compiler writes are missing. `pinion build` writes them to `.pinion`.",
  },
  PN4002: {
    title: "the manifest cannot be read",
    explanation:
      "It is no JSON, or not what its schema says. Nothing of it was run. Build the project again.",
  },
  PN4003: {
    title: "artifacts do not belong together",
    explanation:
      "A hash does not hold: the manifest or the evaluators were changed, or come from another build. Nothing was run.",
  },
  PN4004: {
    title: "artifacts are of another version",
    explanation:
      "They were written by a version of Pinion that this one cannot read. Build the project again.",
  },
} as const satisfies Record<`PN4${string}`, CodePage>;
