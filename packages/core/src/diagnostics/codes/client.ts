import type { CodePage } from "./page.js";

/** PN7xxx: what a client's call asks for. */
export const clientCodes = {
  PN7001: {
    title: "unknown feature",
    explanation: "The project declares no feature of this name. `pinion list` shows all there are.",
  },
  PN7002: {
    title: "unknown table",
    explanation:
      "The store holds no table of this name: nothing was materialised into it yet, or the name is mistyped.",
  },
  PN7003: {
    title: "a feature is not in the table",
    explanation:
      "The feature exists, but no materialisation has written it into this table. That is another thing than a NULL or a missing key.",
  },
  PN7004: {
    title: "a key does not fit",
    explanation:
      "The key has another number of parts than the table's, or a part is not of its type. Composite keys are given in order, as a list or joined by `#`.",
  },
  PN7005: {
    title: "a text cannot be the name of a table",
    explanation:
      "Names of tables are part of the keys that rows are stored under, so not every character may stand in them.",
  },
  PN7006: {
    title: "features cannot be materialised together",
    explanation: "One table has one key: features of different keys go into different tables.",
  },
  PN7007: {
    title: "the times of a backfill are wrong",
    explanation:
      "`start` must not come after `end`, and `step` must be a positive length such as `1d` or `6h`.",
  },
  PN7008: {
    title: "a sink cannot hold a feature",
    explanation: "The message names the sink, the feature and its type.",
  },
  PN7009: {
    title: "waiting for a job timed out",
    explanation: "The job goes on; only the waiting ended.",
  },
  PN7010: {
    title: "a setting of a call is wrong",
    explanation: "The message names the setting and what it takes.",
  },
} as const satisfies Record<`PN7${string}`, CodePage>;
