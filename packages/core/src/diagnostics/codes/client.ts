import type { CodePage } from "./page.js";

/** PN7xxx: what a client's call asks for. */
export const clientCodes = {
  PN7001: {
    title: "unknown feature",
    explanation: "The project declares no feature of this name. `pinion list` shows all there are.",
    example: {
      kind: "text",
      wrong: 'client.getOnlineFeatures("rides", 265, ["f_zone_avg_fair"])',
      right: 'client.getOnlineFeatures("rides", 265, ["f_zone_avg_fare"])',
    },
  },
  PN7002: {
    title: "unknown table",
    explanation:
      "The store holds no table of this name: nothing was materialised into it yet, or the name is mistyped.",
    example: {
      kind: "text",
      wrong: 'client.getOnlineFeatures("ride", 265, ["f_zone_rides"])',
      right: 'client.getOnlineFeatures("rides", 265, ["f_zone_rides"])',
    },
  },
  PN7003: {
    title: "a feature is not in the table",
    explanation:
      "The feature exists, but no materialisation has written it into this table. That is another thing than a NULL or a missing key. Reads of one table compute what its key is all that it takes: derived features, lookups, and with `request` features of request columns. What takes other keys too is what `getFeatures` and `POST /v1/features` compute of what tables hold; what is computed of a feature that no table holds is nowhere.",
    example: {
      kind: "text",
      wrong: "reading f_zone_tips from a table that was materialised before the feature was declared",
      right: "materialising f_zone_tips into the table, and then reading it",
    },
  },
  PN7004: {
    title: "a key does not fit",
    explanation:
      "The key has another number of parts than the table's, or a part is not of its type. Composite keys are given in order, as a list or joined by `#`.",
    example: {
      kind: "text",
      wrong: 'client.getOnlineFeatures("rides", [265, 7], names) where the key is `zone` alone',
      right: 'client.getOnlineFeatures("rides", 265, names)',
    },
  },
  PN7005: {
    title: "a text cannot be the name of a table",
    explanation:
      "Names of tables are part of the keys that rows are stored under, so not every character may stand in them.",
    example: {
      kind: "text",
      wrong: 'redisSink({ tableName: "rides:zone" })',
      right: 'redisSink({ tableName: "rides_zone" })',
    },
  },
  PN7006: {
    title: "features cannot be materialised together",
    explanation: "One table has one key: features of different keys go into different tables.",
    example: {
      kind: "text",
      wrong: 'featureNames: ["f_zone_rides", "f_rider_rides"] with one sink { tableName: "rides" }',
      right: "two materialisations, one a key, into `rides_by_zone` and `rides_by_rider`",
    },
  },
  PN7007: {
    title: "the times of a backfill are wrong",
    explanation:
      "`start` must not come after `end`, and `step` must be a positive length such as `1d` or `6h`.",
    example: {
      kind: "text",
      wrong: 'backfillTime: { start: "2020-05-20", end: "2020-04-01", step: "1d" }',
      right: 'backfillTime: { start: "2020-04-01", end: "2020-05-20", step: "1d" }',
    },
  },
  PN7008: {
    title: "a sink cannot hold a feature",
    explanation: "The message names the sink, the feature and its type.",
    example: {
      kind: "text",
      wrong: "a feature of type array<string> and a sink that stores numbers and texts alone",
      right: "an array_join(…) of it, which is a text",
    },
  },
  PN7009: {
    title: "waiting for a job timed out",
    explanation: "The job goes on; only the waiting ended.",
    example: {
      kind: "text",
      wrong: "client.waitJobToFinish({ timeoutSec: 10 }) for a job of minutes",
      right: "client.waitJobToFinish({ timeoutSec: 600 }), or job.wait()",
    },
  },
  PN7010: {
    title: "a setting of a call is wrong",
    explanation: "The message names the setting and what it takes.",
    example: {
      kind: "text",
      wrong: 'client.materializeFeatures({ name: "rides", sinks: [], featureNames: ["f_zone_rides"] })',
      right:
        'client.materializeFeatures({ name: "rides", sinks: [redisSink({ tableName: "rides" })], featureNames: ["f_zone_rides"] })',
    },
  },
  PN7011: {
    title: "a row does not fit",
    explanation:
      "Features of request columns are computed from a row of these columns for each entity: every row must be there, with values of the columns' types. Rows that are pushed are rows of their source: their columns have the declared types, their keys are there, and their time is not ahead.",
    example: {
      kind: "text",
      wrong: 'client.getFeatures({ entities: [{ zone: 265 }], features: ["f_fare_per_mile"] })',
      right:
        'client.getFeatures({ entities: [{ zone: 265 }], features: ["f_fare_per_mile"], request: [{ fare: 12.5, miles: 3 }] })',
    },
  },
  PN7012: {
    title: "several tables hold a feature",
    explanation:
      "The feature was materialised into more than one table: the call must say from which it is read. Callers that name no table are refused from then on, so a push never makes a second table of a feature: push under the name of the table that holds it, or of its anchor. A job may, for one table beside another while readers are moved; afterwards delete the feature from one of them.",
    example: {
      kind: "text",
      wrong: 'client.getFeatures({ entities: [{ zone: 265 }], features: ["f_zone_rides"] })',
      right:
        'client.getFeatures({ entities: [{ zone: 265 }], features: ["f_zone_rides"], tables: { f_zone_rides: "rides" } })',
    },
  },
  PN7013: {
    title: "a source keeps no pushed rows",
    explanation:
      "Rows that are pushed `to` the offline store are kept in the folder that their source names (`pushed`). Only a source of files has one: rows of a database are written into its table, events are published to their topic. What is pushed to a table or an anchor is values of features, which come from no source.",
    example: {
      kind: "text",
      wrong:
        'fileSource("rides", { path: "rides.csv", … }) and POST /push {"push_source_name": "rides", "to": "offline", …}',
      right: 'fileSource("rides", { path: "rides.csv", pushed: "data/pushed/rides", … })',
    },
  },
  PN7014: {
    title: "a call after closing",
    explanation:
      "The client, or the store, was closed before the call. Calls that are under way when a client is closed are answered first; later ones are refused, and open nothing again.",
    example: {
      kind: "text",
      wrong: "await client.close(); await client.getFeatures(request);",
      right: "await client.getFeatures(request); await client.close();",
    },
  },
  PN7030: {
    title: "two columns of a training set have one name",
    explanation:
      "A feature is called like a column of the observations, or two columns differ by case alone. Features are renamed in the output by `rename`.",
    example: {
      kind: "text",
      wrong: "observations with a column `f_zone_rides`, joined with the feature `f_zone_rides`",
      right: 'client.getOfflineFeatures({ …, rename: { f_zone_rides: "zone_rides" } })',
    },
  },
  PN7031: {
    title: "the observations lack a column",
    explanation:
      "Each key of the features, each column that a request-time feature reads, and the time have to be columns of the observations. A key's column may have another name: `keys` maps it.",
    example: {
      kind: "text",
      wrong:
        'observations: { path: "rides.csv", eventTimestamp: "at" } with a column `zone_id` for the key `zone`',
      right: 'observations: { path: "rides.csv", eventTimestamp: "at", keys: { zone: "zone_id" } }',
    },
  },
  PN7032: {
    title: "an observation cannot be read",
    explanation:
      'Its time is missing or of another format, or a key or request column is not of its type. Nothing was written. `unreadable: "reject"` leaves such observations out and counts them.',
    example: {
      kind: "text",
      wrong: 'eventTimestamp: "at" over a column of `20/05/2020 07:21`',
      right: 'eventTimestamp: "at", timestampFormat: "dd/MM/yyyy HH:mm"',
    },
  },
  PN7033: {
    title: "a stream cannot be joined to observations",
    explanation:
      "A training set looks at the past, which a stream source does not keep: its events are read once, as they come. Keep a copy of them in files or a database, and declare the same features over a source of that copy; the expressions, windows and values are the same.",
    example: {
      kind: "text",
      wrong: "`f_trips_7d` of the Kafka source `trips` in client.getOfflineFeatures",
      right:
        'const archive = fileSource("trip_archive", { path: "trips/{yyyy}/{MM}/{dd}.parquet", … }) with an anchor of the same expressions, and its features joined',
    },
  },
  PN7040: {
    title: "there is no such job, or it does not run",
    explanation:
      "Jobs are known by their ids, which `pinion jobs` lists: those of the project's folder, as far as its history goes back. Only a job that runs can be cancelled.",
    example: {
      kind: "text",
      wrong: "pinion jobs cancel rides, where the job's name stands for its id",
      right: "pinion jobs cancel rides-5f0c1a2b",
    },
  },
} as const satisfies Record<`PN7${string}`, CodePage>;
