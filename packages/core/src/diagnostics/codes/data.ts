import type { CodePage } from "./page.js";

/** PN5xxx: source files, rows, jobs. */
export const dataCodes = {
  PN5001: {
    title: "a source file is missing",
    explanation:
      "The path is resolved from the project's folder, or comes from the environment variable that the message names.",
  },
  PN5002: {
    title: "a source file cannot be read",
    explanation:
      "The file is empty, cut short, damaged, or of another format than declared. Nothing was stored.",
  },
  PN5003: {
    title: "a source file lacks a column",
    explanation:
      "A declared column stands neither in the header of the CSV file nor in the schema of the Parquet file.",
  },
  PN5004: {
    title: "a column of a file has another type",
    explanation:
      "No value of the column could be of the declared type. Declare the column as the file has it and convert in the expression.",
  },
  PN5005: {
    title: "the format of a source file is unknown",
    explanation: "Neither the source's `format` nor the extension of the file tells it.",
  },
  PN5006: {
    title: "too many rows were rejected",
    explanation:
      "Rows whose values are not of their columns' types are skipped and counted. More than `maxRejected` of them (1% unless the source says otherwise) fail the job before anything is stored.",
  },
  PN5007: {
    title: "an environment variable is not set",
    explanation:
      "A definition takes a path, an address or a secret from the environment by `env(NAME)`, and it has no fallback.",
  },
  PN5008: {
    title: "no room is left",
    explanation: "The job spills to disk what does not fit in memory, and the disk is full.",
  },
  PN5009: {
    title: "a job was cancelled",
    explanation: "What it had finished stays; running it again completes the rest.",
  },
} as const satisfies Record<`PN5${string}`, CodePage>;
