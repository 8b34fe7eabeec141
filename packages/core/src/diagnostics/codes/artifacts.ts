import type { CodePage } from "./page.js";

/** PN4xxx: manifest and evaluators on their way into the runtime. */
export const artifactCodes = {
  PN4001: {
    title: "the project is not built",
    explanation: "There are no artifacts where they were looked for. `pinion build` writes them.",
    example: { kind: "text", wrong: "pinion materialize job.json", right: "pinion build" },
  },
  PN4002: {
    title: "a file is no manifest",
    explanation:
      "`manifest.json` is not what `pinion build` writes: it was edited, cut off, or is another file. Build again.",
    example: { kind: "text", wrong: "an edited manifest.json", right: "pinion build" },
  },
  PN4003: {
    title: "an artifact is not the one that was built",
    explanation:
      "The hash of the file is not the one that was written when it was built: it was changed, or comes from another " +
      "build. Artifacts belong together. Build again, and deploy the whole folder.",
    example: { kind: "text", wrong: "an edited evaluators.js", right: "pinion build" },
  },
  PN4004: {
    title: "the manifest has another version",
    explanation: "It was written by another version of Pinion. Build again with the one that runs it.",
    example: { kind: "text", wrong: "a manifest of another release", right: "pinion build" },
  },
  PN4005: {
    title: "the artifacts cannot be written",
    explanation:
      "The folder of the artifacts is not writable, or something else of its name is in the way. What was there before " +
      "is still there.",
    example: { kind: "text", wrong: "a file called .pinion", right: "rm .pinion && pinion build" },
  },
} as const satisfies Record<`PN4${string}`, CodePage>;
