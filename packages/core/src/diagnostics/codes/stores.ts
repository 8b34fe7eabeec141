import type { CodePage } from "./page.js";

/** PN6xxx: online and offline stores. */
export const storeCodes = {
  PN6001: {
    title: "a store is out of reach",
    explanation:
      "The store could not be opened, refused the connection or was lost in the middle. Nothing half-written is visible; running the job again completes it.",
  },
  PN6002: {
    title: "a stored row is damaged",
    explanation:
      "The checksum of a row does not hold: its bytes were changed or cut since they were written. No value of it is returned.",
  },
  PN6003: {
    title: "stored data has another format",
    explanation:
      "The folder or the rows were written by another version of Pinion, or are not Pinion's. Nothing in it is touched.",
  },
  PN6004: {
    title: "a store is locked",
    explanation: "Another process is writing to the folder. It says so instead of waiting without a word.",
  },
  PN6005: {
    title: "a table has another key",
    explanation: "All feature groups of a table share the key's parts, by name and type. Use another table.",
  },
  PN6006: {
    title: "a store refused the credentials",
    explanation: "The server asked for a user or password, or did not accept those of the environment.",
  },
  PN6007: {
    title: "a store is full",
    explanation: "There is no space left on the disk, or the server has reached its memory limit.",
  },
} as const satisfies Record<`PN6${string}`, CodePage>;
