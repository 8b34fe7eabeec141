import type { CodePage, ProjectExample } from "./page.js";

const IMPORTS =
  'import { avro, avroFile, env, json, kafkaSource, localLog, schemaRegistry, secret, t } from "@pinion/dsl";';

const either = (wrong: string, right: string): ProjectExample => ({
  kind: "project",
  wrong: `${IMPORTS}\n${wrong}`,
  right: `${IMPORTS}\n${right}`,
});

const COLUMNS =
  'columns: { id: t.int64(), at: t.timestamp({ format: "epoch_millis" }) }, eventTimestamp: "at"';
const kafka = (options: string): string =>
  `export const trips = kafkaSource("trips", { ${options}, schema: json(), ${COLUMNS} });`;
const record = (type: string): string =>
  `export const trips = localLog("trips", {
  path: "trips.avro",
  schema: avro({ type: "record", name: "Trip", fields: [
    { name: "id", type: ${type} },
    { name: "at", type: { type: "long", logicalType: "timestamp-millis" } },
  ] }),
  eventTimestamp: "at",
});`;

const TRIPS_AVSC = `{
  "type": "record", "name": "Trip", "fields": [
    { "name": "id", "type": "long" },
    { "name": "at", "type": { "type": "long", "logicalType": "timestamp-millis" } }
  ]
}
`;
const ofFile = (path: string, id: string): string =>
  `export const trips = kafkaSource("trips", {
  brokers: ["localhost:9092"],
  topics: ["driver-trips"],
  schema: avroFile("${path}"),
  columns: { id: ${id}, at: t.timestamp() },
  eventTimestamp: "at",
});`;

/** PN115x, PN55xx, PN705x: streams. */
export const streamCodes = {
  PN1151: {
    title: "a stream source is not described",
    explanation:
      "A Kafka source has brokers and topics, a local log has a path. Each says how its values are written (`avro`, `avroFile`, `schemaRegistry`, `json`), and declares its columns where the schema does not tell them.",
    example: either(
      kafka('brokers: ["localhost:9092"], topics: ["driver trips"]'),
      kafka('brokers: ["localhost:9092"], topics: ["driver-trips"]'),
    ),
  },
  PN1152: {
    title: "an Avro schema cannot be the columns of a source",
    explanation:
      "The schema is a record, whose fields become columns. A field may be a union of null and one type, or of int and long; other unions, recursive records and decimals of more than 38 digits have no column type. Where no feature needs such a field, keep the schema in a file: beside `avroFile` only the columns that are declared have to be ones.",
    example: either(record('["string", "long"]'), record('["null", "long"]')),
  },
  PN1153: {
    title: "the file of an Avro schema cannot be read",
    explanation:
      "`avroFile` names a file with an Avro schema in JSON, a record, by its path from the project's folder. The file is read when the project is compiled and again when a stream begins. A path of `env(…)` is read only then.",
    example: {
      ...either(ofFile("trip.avsc", "t.int64()"), ofFile("trips.avsc", "t.int64()")),
      beside: { "trips.avsc": TRIPS_AVSC },
    },
  },
  PN1154: {
    title: "a declared column does not fit the Avro schema in a file",
    explanation:
      "Each column that a source declares beside `avroFile` is a field of the schema, of a type that the field can be read as: an int is an int32, int64, float or double column, a long no int32. A field that may be null has a column that may be NULL. Columns that are not needed are left out.",
    example: {
      ...either(ofFile("trips.avsc", "t.int32()"), ofFile("trips.avsc", "t.int64()")),
      beside: { "trips.avsc": TRIPS_AVSC },
    },
  },
  PN5501: {
    title: "the brokers of a stream cannot be reached",
    explanation:
      "None of the brokers answered, or the connection broke and did not come back in time. What was acknowledged is stored; starting the stream again goes on behind it.",
    example: {
      kind: "text",
      wrong: 'brokers: ["localhost:9092"] and nothing that listens there',
      right: "the address at which the broker listens, as seen from this machine",
    },
  },
  PN5502: {
    title: "the brokers refused the credentials",
    explanation: "The user, the password or the token is wrong, or the mechanism is not the broker's.",
    example: {
      kind: "text",
      wrong: "KAFKA_PASSWORD holds the password of another user",
      right: "KAFKA_PASSWORD holds this user's password",
    },
  },
  PN5503: {
    title: "a topic is missing",
    explanation: "The broker has no topic of this name, and it is not the stream's to create one.",
    example: { kind: "text", wrong: 'topics: ["driver-trip"]', right: 'topics: ["driver-trips"]' },
  },
  PN5504: {
    title: "the schema of a stream does not give its columns",
    explanation:
      "A declared column stands not in the writer's schema, or with a type that is no way to read it, and has no default there. The schema of `avroFile` was held against the columns when the project was compiled: it has changed since, or its path comes from the environment.",
    example: {
      kind: "text",
      wrong:
        'avroFile("trips.avsc") without a field fare, and columns: { fare: t.double({ nullable: false }) }',
      right: "columns that the schema has, with its types",
    },
  },
  PN5505: {
    title: "a schema registry does not answer",
    explanation:
      "The registry cannot be reached, answers with a failure, or has no subject of this name. While a stream runs it is asked again; records whose schema it does not have are dead letters.",
    example: {
      kind: "text",
      wrong:
        'schemaRegistry({ url: "http://localhost:8081", subject: "trips" }) and a registry that has `trips-value`',
      right: 'subject: "trips-value"',
    },
  },
  PN5506: {
    title: "a local log cannot be read",
    explanation:
      "The file or folder is missing, empty of logs, or is neither JSON Lines nor an Avro container file.",
    example: {
      kind: "text",
      wrong: 'localLog("trips", { path: "trips.parquet", … })',
      right: 'localLog("trips", { path: "trips.jsonl", … })',
    },
  },
  PN5507: {
    title: "events were removed before they were read, or a log began anew",
    explanation:
      "The topic's retention deleted records behind the stream's position. Going on would leave them out in silence. Windows that are longer than what the topic still holds are rebuilt from the source's `history`, where it has one and that reaches far enough. A topic that ends before the stream's position, and a local file that was cut or replaced, is another log: what it holds before that position would never be read.",
    example: {
      kind: "text",
      wrong:
        "a stream that stood still for longer than the topic keeps its records; a log that was written anew",
      right:
        "a longer retention; a `history` of the source; or, to accept the loss, the same command with `--from beginning --reset`",
    },
  },
  PN5508: {
    title: "the state of a stream belongs to something else",
    explanation:
      "The folder of window state was written for other features or by another version, or another process uses it now.",
    example: {
      kind: "text",
      wrong: "two `pinion stream` of one table in one project folder at once",
      right: "one process a folder; a second consumer has a folder of its own: `--state DIR`",
    },
  },
  PN5509: {
    title: "a record has a compression that cannot be read",
    explanation: "Records are read uncompressed and with gzip, snappy, lz4 and zstd.",
    example: {
      kind: "text",
      wrong: "a producer with a compression of its own",
      right: "compression.type=zstd, or another of the four",
    },
  },
  PN5510: {
    title: "the package of a Kafka client is not installed",
    explanation:
      "`kafkaSource` reads with kafkajs unless `client` names another library, whose package the project then has to have.",
    example: {
      kind: "text",
      wrong: 'client: "platformatic" in a project without @platformatic/kafka',
      right: "npm install @platformatic/kafka; or no `client`",
    },
  },
  PN5511: {
    title: "a key is in several partitions that different processes read",
    explanation:
      "A window is the sum over all events of its key. One process reads any partitions and puts their events together by key; where consumers share a topic, each sees its own partitions alone, so that the producer has to give the key to its records, and events of a key all are in one partition. Readers see it of each key by the rules of the common producers; of any other rule the source has to say it.",
    example: {
      kind: "text",
      wrong: "two `pinion stream` of one group, and a producer that sends records without a key",
      right:
        "send({ key: String(driver_id), value }); or `partitionedByKey: true`, where a rule of one's own does it; or one consumer for all partitions",
    },
  },
  PN5512: {
    title: "a schema registry refused the credentials",
    explanation:
      "The user or the password is wrong or missing, or the user may not read the subject. A running stream ends: what was acknowledged is stored, and starting it again goes on behind it.",
    example: {
      kind: "text",
      wrong:
        'schemaRegistry({ url: env("REGISTRY_URL"), subject: "trips-value" }) and a registry that asks who it is',
      right: 'username: env("REGISTRY_USER"), password: secret("REGISTRY_PASSWORD")',
    },
  },
  PN5513: {
    title: "dead letters are being replayed or removed by somebody else",
    explanation:
      "Two replays of the same letters would write each record twice, so one runs at a time, and nothing is removed meanwhile. A replay that was killed does not hold the next one up.",
    example: {
      kind: "text",
      wrong: "two `pinion dead-letters replay` at once",
      right: "one after the other",
    },
  },
  PN7051: {
    title: "features cannot be streamed together",
    explanation:
      "A stream job computes features of stream sources, each source by itself, and features derived of those of one source and key. A feature that is derived of several streams has no event that tells all of its inputs: they are stored, and it is computed when it is asked for. Features of files go into jobs of their own.",
    example: {
      kind: "text",
      wrong: 'featureNames: ["f_paid_each"], derived of features of two topics',
      right: 'featureNames: ["f_paid", "f_trips_7d"]; and f_paid_each where features are read',
    },
  },
} as const satisfies Record<`PN${string}`, CodePage>;
