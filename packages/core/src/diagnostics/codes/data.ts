import type { CodePage } from "./page.js";

/** PN5xxx: source files, rows, jobs. */
export const dataCodes = {
  PN5001: {
    title: "a source file is missing",
    explanation:
      "The path is resolved from the project's folder, or comes from the environment variable that the message names.",
    example: {
      kind: "text",
      wrong:
        'fileSource("trips", { path: "data/tirps.parquet", … }) and a folder that has data/trips.parquet',
      right: 'path: "data/trips.parquet"',
    },
  },
  PN5002: {
    title: "a source file cannot be read",
    explanation:
      "The file is empty, cut short, damaged, or of another format than declared. Nothing was stored.",
    example: {
      kind: "text",
      wrong: "a trips.parquet of 0 bytes, or whose copy was cut short",
      right: "the whole file, copied again",
    },
  },
  PN5003: {
    title: "a source file lacks a column, or has it twice",
    explanation:
      "A declared column stands neither in the header of the CSV file nor in the schema of the Parquet file; or the header has two of its name, and it cannot be known which is meant.",
    example: {
      kind: "text",
      wrong: "columns: { fare_amt: t.double() } over a file with the header `zone,fare_amount`",
      right: "columns: { fare_amount: t.double() }",
    },
  },
  PN5004: {
    title: "a column of a file has another type",
    explanation:
      "No value of the column could be of the declared type. Declare the column as the file has it and convert in the expression.",
    example: {
      kind: "text",
      wrong: "columns: { fare: t.double() } over a Parquet file whose fare is a text",
      right: 'columns: { fare: t.string() } and expr("cast_double(fare)")',
    },
  },
  PN5005: {
    title: "the format of a source file is unknown",
    explanation: "Neither the source's `format` nor the extension of the file tells it.",
    example: {
      kind: "text",
      wrong: 'fileSource("trips", { path: "exports/trips", … }) where the folder does not say what it holds',
      right: 'fileSource("trips", { path: "exports/trips", format: "parquet", … })',
    },
  },
  PN5006: {
    title: "too many rows were rejected",
    explanation:
      "Rows whose values are not of their columns' types are skipped and counted. More than `maxRejected` of them (1% unless the source says otherwise) fail the job before anything is stored.",
    example: {
      kind: "text",
      wrong: "columns: { at: t.timestamp() } over a file that writes `20/05/2020 07:21`",
      right: 'columns: { at: t.timestamp({ format: "dd/MM/yyyy HH:mm" }) }',
    },
  },
  PN5007: {
    title: "an environment variable is not set",
    explanation:
      "A definition takes a path, an address or a secret from the environment by `env(NAME)`, and it has no fallback.",
    example: {
      kind: "text",
      wrong: 'path: env("TRIPS_PATH"), and no TRIPS_PATH in the environment',
      right: 'TRIPS_PATH=/data/trips.parquet pinion materialize …, or env("TRIPS_PATH", "trips.parquet")',
    },
  },
  PN5008: {
    title: "no room is left",
    explanation:
      "The job spills to disk what does not fit in memory, and the disk is full. What cannot spill are the states of one key that are as large as what comes out of them: maps by very many terms, or of exact quantiles and distinct values of each term. The message names the features.",
    example: {
      kind: "text",
      wrong: "a backfill of a large source with 200 MB of disk left",
      right: "the same with TMPDIR on a disk that has room",
    },
  },
  PN5009: {
    title: "a job was cancelled",
    explanation: "What it had finished stays; running it again completes the rest.",
    example: {
      kind: "text",
      wrong: "job.cancel(), or Ctrl+C in the middle of `pinion materialize`",
      right: "the same command again, which goes on from there",
    },
  },
  PN5020: {
    title: "a partition is missing",
    explanation:
      "A time-partitioned source needs every partition that the job's windows reach, or at least one of them. With `missingPartitions: \"error\"` each one that is missing is an error; otherwise missing ones stand in the job's report.",
    example: {
      kind: "text",
      wrong:
        'path: "rides/{yyyy}/{MM}/{dd}.parquet", missingPartitions: "error", and no rides/2024/03/02.parquet',
      right: "the same with that day's file, or without `missingPartitions`",
    },
  },
  PN5021: {
    title: "a database cannot be read",
    explanation:
      "The PostgreSQL server of a source cannot be reached, refuses the user, or refuses the query. The message holds what the server said, never the address with its password.",
    example: {
      kind: "text",
      wrong: 'postgresSource("rides", { connection: env("PG_URL"), table: "ride", … }) and a table `rides`',
      right: 'table: "rides"',
    },
  },
  PN5030: {
    title: "another process has taken a job over",
    explanation:
      "One process works on a job. Where this one did not say for two minutes that it is still at it, another may go on with the job from its last checkpoint; this one then stops. Nothing is lost and nothing is doubled.",
    example: {
      kind: "text",
      wrong:
        "a machine that was suspended in the middle of a job, and another that ran the same job meanwhile",
      right: "`pinion jobs` on any of them, to see where the job goes on",
    },
  },
} as const satisfies Record<`PN5${string}`, CodePage>;
