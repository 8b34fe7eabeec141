import type { Manifest } from "@pinion/core";
import type { Limits } from "../options.js";
import { componentSchemas } from "./components.js";
import { ref, text, type Schema } from "./schemas.js";

/** How a server is reached. */
export interface Door {
  /** What stands before every path; empty unless given. */
  readonly prefix?: string;
  /** Whether keys are asked for, but of probes. */
  readonly keyed?: boolean;
}

/** The OpenAPI 3.1 document of a project's server. Every answer that an endpoint gives is in it. */
export function openApiDocument(
  manifest: Manifest,
  limits: Limits,
  { prefix = "", keyed = false }: Door = {},
): Schema {
  const open = keyed ? { security: [] } : {};
  return {
    openapi: "3.1.0",
    info: {
      title: `Features of ${manifest.project.name}`,
      version: manifest.hash.slice(0, 12),
      description:
        "Integers of 64 bits are numbers in full digits (or texts, where asked for); NaN and the infinities are texts.",
    },
    ...(prefix === "" ? {} : { servers: [{ url: prefix }] }),
    // An empty one says that none is needed.
    security: [...(keyed ? [] : [{}]), { bearer: [] }, { apiKey: [] }],
    paths: named({
      "/v1/features": post(
        "Features of entities, over all tables",
        "FeaturesRequest",
        "FeaturesResponse",
        READS,
      ),
      "/v1/tables/{table}/{key}": {
        get: {
          summary: "What one table holds of one key; a composite key is its parts joined by #, encoded",
          parameters: [
            { name: "table", in: "path", required: true, schema: text() },
            { name: "key", in: "path", required: true, schema: text() },
            {
              name: "features",
              in: "query",
              schema: text("Names separated by commas; all of the table unless given"),
            },
            { name: "int64", in: "query", schema: { enum: ["number", "string"] } },
          ],
          responses: answers("TableRow", [...READS, 414]),
        },
      },
      "/v1/catalog": get("The features, keys and tables", "Catalog", [401, 403, 429, 503, 504]),
      "/get-online-features": post(
        "Features by columns, as Feast's clients ask for them",
        "OnlineFeaturesRequest",
        "OnlineFeaturesResponse",
        READS,
      ),
      "/push": post("Stores values of features", "PushRequest", undefined, WRITES),
      "/write-to-online-store": post("Stores values of features", "WriteRequest", undefined, WRITES),
      "/materialize": post(
        "Computes features anew; needs the role admin",
        "MaterializeRequest",
        undefined,
        WRITES,
      ),
      "/materialize-incremental": post(
        "Computes features anew; needs the role admin",
        "MaterializeIncrementalRequest",
        undefined,
        WRITES,
      ),
      "/livez": {
        get: { summary: "Whether the process answers", ...open, responses: answers("Health", []) },
      },
      "/readyz": {
        get: {
          summary: "Whether it takes requests and its store answers",
          ...open,
          responses: { 200: json("ready", ref("Health")), 503: json("not ready", ref("Health")) },
        },
      },
      "/health": {
        get: {
          summary: "Readiness without a body",
          ...open,
          responses: { 200: { description: "ready" }, 503: { description: "not ready" } },
        },
      },
      "/metrics": {
        get: {
          summary: "Prometheus metrics; needs a key for all tables",
          responses: {
            200: { description: "metrics", content: { "text/plain": { schema: text() } } },
            ...failures([401, 403, 429]),
          },
        },
      },
      "/openapi.json": {
        get: {
          summary: "This document",
          responses: {
            200: json("the document", { type: "object" }),
            ...failures([401, 403, 429, 503, 504]),
          },
        },
      },
    }),
    components: {
      schemas: componentSchemas(manifest, limits),
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        apiKey: { type: "apiKey", in: "header", name: "X-Api-Key" },
      },
    },
  };
}

/** By their methods. */
type Operations = Readonly<Record<string, Schema>>;

/** Generated clients call their functions by the ids: `postV1Features`. */
const named = (paths: Readonly<Record<string, Operations>>): Schema =>
  Object.fromEntries(
    Object.entries(paths).map(([path, operations]) => {
      const words = path.match(/[a-z0-9]+/giu) ?? [];
      const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
      const own = Object.entries(operations).map(([method, operation]) => [
        method,
        { operationId: method + name, ...operation },
      ]);
      return [path, Object.fromEntries(own) as Schema];
    }),
  );

const READS = [400, 401, 403, 404, 409, 413, 415, 422, 429, 503, 504];
const WRITES = [400, 401, 403, 404, 413, 415, 422, 429, 503];

const WHY: Readonly<Record<number, string>> = {
  400: "the body is no JSON",
  401: "the API key is missing or unknown",
  403: "the API key does not allow this",
  404: "an unknown feature or table",
  409: "a feature is stored with a type that is not the declared one",
  413: "the request is too large",
  414: "a part of the path is too long",
  415: "the body is not sent as JSON",
  422: "the request has not the documented shape, or does not fit the project",
  429: "too many requests; see Retry-After",
  500: "the server failed",
  503: "the store is out of reach, or the server is stopping",
  504: "not answered within the deadline",
};

const json = (description: string, schema: Schema): Schema => ({
  description,
  content: { "application/json": { schema } },
});

/** 500 stands nowhere but in `default`: no request should meet it. */
const failures = (statuses: readonly number[]): Schema => ({
  ...Object.fromEntries(statuses.map((status) => [status, json(WHY[status] ?? "", ref("Error"))])),
  default: json(WHY[500] ?? "", ref("Error")),
});

const answers = (response: string | undefined, statuses: readonly number[]): Schema => ({
  200: json("done", response === undefined ? { type: "null" } : ref(response)),
  ...failures(statuses),
});

const get = (summary: string, response: string, statuses: readonly number[]): Operations => ({
  get: { summary, responses: answers(response, statuses) },
});

const post = (
  summary: string,
  request: string,
  response: string | undefined,
  statuses: readonly number[],
): Operations => ({
  post: {
    summary,
    requestBody: { required: true, content: { "application/json": { schema: ref(request) } } },
    responses: answers(response, statuses),
  },
});
