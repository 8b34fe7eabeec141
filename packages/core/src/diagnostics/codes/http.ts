import type { CodePage } from "./page.js";

/** PN9xxx: serving over HTTP. */
export const httpCodes = {
  PN9001: {
    title: "the body of a request is no JSON",
    explanation: "Status 400. The body must be one JSON document in UTF-8, sent as `application/json`.",
    example: {
      kind: "text",
      wrong: "{'features': ['f_zone_rides']}",
      right: '{"features": ["f_zone_rides"], "entities": [{"zone": 1}]}',
    },
  },
  PN9002: {
    title: "a request does not have the documented shape",
    explanation:
      "Status 422. A member is missing, of another type, or out of its range; the message names it. `/openapi.json` documents every endpoint.",
    example: {
      kind: "text",
      wrong: '{"features": "f_zone_rides", "entities": [{"zone": 1}]}',
      right: '{"features": ["f_zone_rides"], "entities": [{"zone": 1}]}',
    },
  },
  PN9003: {
    title: "a request is too large",
    explanation:
      "Status 413. Its body has more bytes, or it asks for more entities, features or values than the server answers at once. Ask in parts. Status 414 where it is a part of the path that is too long; `POST /v1/features` takes keys of any length.",
    example: {
      kind: "text",
      wrong: "one request for 100,000 entities",
      right: "requests for 1,000 entities each",
    },
  },
  PN9004: {
    title: "an API key is missing or unknown",
    explanation:
      "Status 401. The key stands in the header `Authorization: Bearer KEY` or `X-Api-Key: KEY`. `pinion api-key NAME` makes one.",
    example: {
      kind: "text",
      wrong: "curl http://features.internal:6566/v1/catalog",
      right: 'curl -H "Authorization: Bearer $PINION_KEY" http://features.internal:6566/v1/catalog',
    },
  },
  PN9005: {
    title: "an API key does not allow this",
    explanation:
      "Status 403. The key has not the role that the endpoint needs, or not the table. It also answers web pages that reach for a server without keys.",
    example: {
      kind: "text",
      wrong: "POST /materialize with a key of the role read",
      right: "POST /materialize with a key of the role admin",
    },
  },
  PN9006: {
    title: "too many requests",
    explanation: "Status 429. `Retry-After` says after how many seconds the next one is answered.",
    example: {
      kind: "text",
      wrong: "a loop of single reads, faster than the rate limit",
      right: "one request for all entities at once",
    },
  },
  PN9007: {
    title: "there is no such endpoint",
    explanation: "Status 404: no endpoint has this path. `/openapi.json` lists all there are.",
    example: { kind: "text", wrong: "POST /features", right: "POST /v1/features" },
  },
  PN9008: {
    title: "a request has another media type",
    explanation: "Status 415. Bodies are JSON, sent as `application/json` and not compressed.",
    example: {
      kind: "text",
      wrong: "Content-Type: application/x-www-form-urlencoded",
      right: "Content-Type: application/json",
    },
  },
  PN9009: {
    title: "a request was not answered in time",
    explanation:
      "Status 504. The store did not answer within the deadline, or within the one that the request gave.",
    example: { kind: "text", wrong: '"deadlineMs": 1', right: '"deadlineMs": 100' },
  },
  PN9010: {
    title: "a server without keys would be open to the network",
    explanation:
      "Without API keys everyone who reaches the port may read, write and materialise. Pinion does that on loopback alone, unless `--allow-unauthenticated` says that it is wanted.",
    example: {
      kind: "text",
      wrong: "pinion serve --host 0.0.0.0",
      right: "pinion serve --host 0.0.0.0 --keys keys.json",
    },
  },
  PN9011: {
    title: "the file of API keys cannot be used",
    explanation:
      "The file, or the variable PINION_API_KEYS, holds a JSON document with a list `keys`, each with a name, a hash, roles and, if it is not for all tables, tables. It never holds a key itself.",
    example: {
      kind: "text",
      wrong: '{"keys": [{"name": "recommender", "key": "hunter2"}]}',
      right: '{"keys": [{"name": "recommender", "hash": "sha256:9f86…", "roles": ["read"]}]}',
    },
  },
  PN9012: {
    title: "the server cannot be started",
    explanation: "The message says why: the port is in use, or the certificate cannot be read.",
    example: { kind: "text", wrong: "two servers on one port", right: "pinion serve --port 6567" },
  },
  PN9013: {
    title: "an endpoint has another method",
    explanation:
      "Status 405: the path is one of the server's, the method is not. The header `Allow` says which is.",
    example: { kind: "text", wrong: "GET /v1/features", right: "POST /v1/features" },
  },
} as const satisfies Record<`PN9${string}`, CodePage>;
