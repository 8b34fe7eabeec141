import type { ApiKey } from "../http/auth/keys.js";
import type { SuperviseOptions } from "../http/cluster/primary.js";
import type { HttpOptions, Limits } from "../http/options.js";
import type { RateLimit } from "../http/rate-limit.js";
import type { ServerOptions, Timeouts, TlsOptions } from "../http/server.js";
import {
  anything,
  callback,
  checkArgument,
  flag,
  isObject,
  LONGEST_MS,
  members,
  milliseconds,
  oneOf,
  optional,
  rule,
  signal,
  text,
  whole,
  type Check,
  type Shape,
} from "./check.js";

/*
 * What the calls that serve over HTTP take.
 */

const isNumber = (value: unknown, least: number, most: number): boolean =>
  typeof value === "number" && value >= least && value <= most;

const client = rule(
  "it is what `openClient` gives",
  (value) => isObject(value) && isObject(value["manifest"]) && typeof value["getFeatures"] === "function",
);
const keys = rule(
  "it is what `readKeys` gives for the text of a file of keys",
  (value) =>
    value instanceof Map &&
    value.size > 0 &&
    [...value.values()].every((key: unknown) => isObject(key) && isObject(key["hash"])),
);

/** A longer body is no text any more. */
const MOST_BYTES = 256 * 1024 * 1024;
const limits = members<Limits>({
  bodyBytes: optional(whole(MOST_BYTES)),
  entities: optional(whole()),
  features: optional(whole()),
  values: optional(whole()),
  deadlineMs: optional(milliseconds),
});
const rateLimit = members<RateLimit>({
  perSecond: rule("it is a number of requests above 0", (value) =>
    isNumber(value, Number.MIN_VALUE, Number.MAX_VALUE),
  ),
  burst: optional(
    rule("it is a number of requests, at least 1", (value) => isNumber(value, 1, Number.MAX_VALUE)),
  ),
});

const http: Shape<HttpOptions> = {
  client,
  keys: optional(keys),
  limits: optional(limits),
  rateLimit: optional(rateLimit),
  accessLog: optional(flag),
  shareMetrics: optional(callback),
  accepting: optional(callback),
};
/** What `register` of fastify takes beside a plugin's own options, and hands on to it. */
interface Registered {
  readonly prefix?: unknown;
  readonly logLevel?: unknown;
  readonly logSerializers?: unknown;
}
const plugin = members<HttpOptions & Registered>({
  ...http,
  prefix: anything,
  logLevel: anything,
  logSerializers: anything,
});

const wholeMilliseconds = rule(
  `it is a whole number of milliseconds above 0, at most ${LONGEST_MS} (24 days)`,
  (value) => Number.isInteger(value) && isNumber(value, 1, LONGEST_MS),
);
const millisecondsOrNone = rule(
  `it is a number of milliseconds, at least 0 and at most ${LONGEST_MS} (24 days)`,
  (value) => isNumber(value, 0, LONGEST_MS),
);
const timeouts = members<Timeouts>({
  headers: optional(wholeMilliseconds),
  request: optional(wholeMilliseconds),
  keepAlive: optional(wholeMilliseconds),
  idle: optional(wholeMilliseconds),
  drain: optional(millisecondsOrNone),
  close: optional(millisecondsOrNone),
});

const pem = rule(
  "it is the text of a PEM file, or its bytes",
  (value) => (typeof value === "string" && value !== "") || value instanceof Uint8Array,
);
const tls = members<TlsOptions>({ cert: pem, key: pem, clientCa: optional(pem) });

const LEVELS: readonly unknown[] = [undefined, "trace", "debug", "info", "warn", "error", "fatal", "silent"];
/** Levels of one's own are Pino's to check. */
const logger: Check = (value) => {
  if (!isObject(value) || typeof value["info"] === "function")
    return rule('it is an object of Pino\'s settings: `{ level: "info" }`', () => false)(value);
  if (LEVELS.includes(value["level"]) || value["customLevels"] !== undefined) return undefined;
  const misfit = rule(`it is ${LEVELS.slice(1).join(", ")}`, () => false)(value["level"]);
  return misfit && { ...misfit, path: ".level" };
};

const MOST_PORT = 65_535;
const server: Shape<ServerOptions> = {
  client,
  keys: http.keys,
  limits: http.limits,
  rateLimit: http.rateLimit,
  accessLog: http.accessLog,
  shareMetrics: http.shareMetrics,
  host: optional(text),
  port: optional(
    rule(
      `it is a whole number from 0 (any that is free) to ${MOST_PORT}`,
      (value) => Number.isInteger(value) && isNumber(value, 0, MOST_PORT),
    ),
  ),
  tls: optional(tls),
  allowUnauthenticated: optional(flag),
  timeouts: optional(timeouts),
  logger: optional(logger),
  maxConnections: optional(whole()),
};
const serverOptions = members<ServerOptions>(server);

/** More are a slip of the finger: each is a process. */
const MOST_WORKERS = 256;
const supervision = members<SuperviseOptions>({
  workers: whole(MOST_WORKERS),
  onReady: callback,
  onLost: optional(callback),
  signal,
});

const only =
  (check: Check) =>
  (value: unknown): void =>
    checkArgument(check, value, "options", true);

/** Roles, tables and limits of a new key are checked as those of a file. */
const newKey = members<Pick<ApiKey, "roles" | "tables" | "requestsPerSecond">>({
  roles: anything,
  tables: anything,
  requestsPerSecond: anything,
});
const hashKind = oneOf("sha256", "scrypt");

// Each throws PN7010, naming what is wrong.
export const checkServer = only(serverOptions);
export const checkPlugin = only(plugin);
export const checkSupervision = only(supervision);
export const checkRenewedTls = (value: unknown): void => checkArgument(tls, value, "tls");
export const checkNewKey = only(newKey);
export const checkHashKind = (value: unknown): void => checkArgument(hashKind, value, "kind");
export const checkOnStop = (value: unknown): void => checkArgument(callback, value, "onStop");
