import type { CodePage } from "./page.js";

/** PN6xxx: online and offline stores. */
export const storeCodes = {
  PN6001: {
    title: "a store is out of reach",
    explanation:
      "The store could not be opened, refused the connection or was lost in the middle. Nothing half-written is visible; running the job again completes it.",
    example: {
      kind: "text",
      wrong: 'redisStore({ url: "redis://localhost:6380" }) where nothing listens on that port',
      right: 'redisStore({ url: "redis://localhost:6379" })',
    },
  },
  PN6002: {
    title: "a stored row is damaged",
    explanation:
      "The checksum of a row does not hold: its bytes were changed or cut since they were written. No value of it is returned.",
    example: {
      kind: "text",
      wrong: "a data file of the embedded store that another program wrote into",
      right: "materialising the table again",
    },
  },
  PN6003: {
    title: "stored data has another format",
    explanation:
      "The folder, the table or the rows were written by another version of Pinion, or are not Pinion's. Nothing in it is touched. Other tables of the store are read as ever; a feature that none of them holds may stand in the one that cannot be read.",
    example: {
      kind: "text",
      wrong: 'embeddedStore({ path: "photos" })',
      right: 'embeddedStore({ path: "online" }), a folder of its own',
    },
  },
  PN6004: {
    title: "a store is locked",
    explanation:
      "Another process holds the folder so that it cannot be opened. Jobs into one store take turns, batch by batch: this is about what is none of them, as a program that copies the folder.",
    example: {
      kind: "text",
      wrong: "a job into an embedded store while a backup program holds its files",
      right: "the job again when the program has ended, or a store of its own",
    },
  },
  PN6005: {
    title: "a table has another key",
    explanation: "All feature groups of a table share the key's parts, by name and type. Use another table.",
    example: {
      kind: "text",
      wrong: "features of key `zone`, and then features of key `rider`, into the table `rides`",
      right: "the tables `rides_by_zone` and `rides_by_rider`",
    },
  },
  PN6006: {
    title: "a store refused the credentials",
    explanation: "The server asked for a user or password, or did not accept those of the environment.",
    example: {
      kind: "text",
      wrong: "redisStore({ url }) for a server that wants a password",
      right: 'redisStore({ url, password: secret("REDIS_PASSWORD") }) with REDIS_PASSWORD set',
    },
  },
  PN6007: {
    title: "a store is full",
    explanation: "There is no space left on the disk, or the server has reached its memory limit.",
    example: {
      kind: "text",
      wrong: "a Redis whose maxmemory is reached, with the policy noeviction",
      right: "more memory, or a `ttlSeconds` for the table",
    },
  },
  PN6008: {
    title: "a store is left alone for a moment",
    explanation:
      "Nothing at all came from the server for longer than the call would wait, whoever asked, so it fails at once instead of waiting for its deadline. The connection is made anew meanwhile; calls go on as soon as anything comes.",
    example: {
      kind: "text",
      wrong: "calling again in a loop while Redis is down",
      right: "answering without these features until Redis is back: calls go on by themselves then",
    },
  },
  PN6009: {
    title: "it is not known whether a change was made",
    explanation:
      "The call that deletes, pushes or adopts was aborted, or its deadline passed, after the store had been asked: what was asked for may be done, in part or as a whole, or not at all. Deleting, pushing online and adopting may be repeated, since what is done already stays as it is; rows that were kept offline are kept twice when they are pushed again. Where a call ends before the store was asked, nothing is changed, and it fails as reads do: by PN6001, or with the signal's reason.",
    example: {
      kind: "text",
      wrong: 'client.delete({ table: "rides", keys: [265], deadlineMs: 1 }), taken for undone where it fails',
      right:
        'client.delete({ table: "rides", keys: [265], deadlineMs: 500 }), made again where it fails by PN6009',
    },
  },
  PN6010: {
    title: "a feature is stored with another type",
    explanation:
      "Rows keep the type that their feature had when they were written. It is read as the declared type where every value of the one is a value of the other: whole numbers, DECIMALs and FLOATs of a wider type, in arrays, maps and structs too. Anything else could lose or change something, so the call is refused until a job has written the feature anew. Calls that do not name the feature, nor anything computed from it, are answered.",
    example: {
      kind: "text",
      wrong: "reading a feature as BIGINT whose rows were written while it was a DOUBLE",
      right: "`pinion materialize` with the new definition, then readers of that definition",
    },
  },
} as const satisfies Record<`PN6${string}`, CodePage>;
