import { PinionError, type Code } from "@pinion/core";

/** What every failed request is answered with; `requestId` finds it in the server's log. */
export interface ErrorBody {
  readonly error: { readonly code: Code | "INTERNAL"; readonly message: string; readonly help?: string };
  readonly requestId: string;
}

export interface Failure {
  readonly status: number;
  readonly body: ErrorBody;
  /** Seconds after which it is worth trying again. */
  readonly retryAfter?: number;
}

export const JSON_TYPE = "application/json; charset=utf-8";

/** What a body of JSON may call itself. */
export const JSON_TYPES = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/iu;

/** Paths of Feast's, below whatever prefix: its clients look for `detail` in errors. */
const FEAST =
  /\/(?:get-online-features|push|materialize(?:-incremental)?|write-to-online-store)\/?(?:\?.*)?$/u;

/** What a failed request for a path is answered with, as JSON. */
export const failureBody = ({ body }: Failure, path: string): string =>
  JSON.stringify(FEAST.test(path) ? { ...body, detail: body.error.message } : body);

/** Names and values of headers that go with a failure, one after another. */
export const failureHeaders = ({ status, retryAfter }: Failure): readonly string[] => [
  ...(retryAfter === undefined ? [] : ["retry-after", String(retryAfter)]),
  ...(status === 401 ? ["www-authenticate", "Bearer"] : []),
];

const STATUS: ReadonlyMap<Code, number> = new Map([
  ["PN6001", 503],
  ["PN6004", 503],
  ["PN6006", 503],
  ["PN6007", 503],
  ["PN6008", 503],
  ["PN6009", 504],
  // Asking again does not help; materialising does.
  ["PN6010", 409],
  ["PN7001", 404],
  ["PN7002", 404],
  ["PN7003", 404],
  ["PN7014", 503],
  ["PN9001", 400],
  ["PN9003", 413],
  ["PN9004", 401],
  ["PN9005", 403],
  ["PN9006", 429],
  ["PN9007", 404],
  ["PN9008", 415],
  ["PN9009", 504],
  ["PN9013", 405],
] satisfies readonly (readonly [Code, number])[]);

/** Codes of what a caller may have wrong in a request that has the right shape. */
const CALLERS = /^PN[79]/u;

/**
 * The answer to a request that failed. Coded errors are told; anything else is Pinion's bug, of which a
 * client learns nothing but the request's id. `statusCode` is fastify's, of what it refused itself.
 */
export function failureOf(error: unknown, requestId: string): Failure {
  const answer = (status: number, body: ErrorBody["error"]): Failure => ({
    status,
    body: { error: body, requestId },
    ...(error instanceof RetryError
      ? { retryAfter: error.seconds }
      : status === 503
        ? { retryAfter: 1 }
        : {}),
  });
  if (error instanceof PinionError) {
    const status = STATUS.get(error.code) ?? (CALLERS.test(error.code) ? 422 : 500);
    const { code, help } = error;
    const message = clip(error.message);
    // What went wrong inside may name paths and hosts of the server.
    if (status >= 500 && status !== 504) return answer(status, { code, message: INSIDE.get(code) ?? HIDDEN });
    return answer(status, { code, message, ...(help === undefined ? {} : { help: clip(help) }) });
  }
  const refused = refusedByFastify(error);
  if (refused !== undefined) return refused(answer);
  return answer(500, { code: "INTERNAL", message: HIDDEN });
}

/** Messages show what was sent, which may be long. */
const clip = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/u, "")}…`;

const LONGEST = 400;
const HIDDEN = "the server failed; its log tells why";
const INSIDE: ReadonlyMap<Code, string> = new Map([
  ["PN6001", "the store is out of reach"],
  ["PN6002", "a stored row is damaged"],
  ["PN6003", "stored data has another format"],
  ["PN6004", "the store is locked by another process"],
  ["PN6006", "the store refused the server's credentials"],
  ["PN6007", "the store is full"],
  ["PN6008", "the store is out of reach"],
  ["PN7014", "the server is stopping"],
]);

/** An error that is over after some seconds. */
export class RetryError extends PinionError {
  readonly seconds: number;

  constructor(code: Code, message: string, seconds: number) {
    super(code, message);
    this.seconds = seconds;
  }
}

/** An error for who may not see every feature: names that are like the one asked for are left out. */
export const withoutGuess = (error: unknown): unknown =>
  error instanceof PinionError && error.code === "PN7001" ? new PinionError("PN7001", error.message) : error;

type Answer = (status: number, body: ErrorBody["error"]) => Failure;

function refusedByFastify(error: unknown): ((answer: Answer) => Failure) | undefined {
  if (!(error instanceof Error) || !("statusCode" in error) || !("code" in error)) return undefined;
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return (answer) => answer(413, { code: "PN9003", message: "the body is too large" });
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return (answer) => answer(415, { code: "PN9008", message: "the body is not sent as application/json" });
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return (answer) =>
        answer(400, { code: "PN9001", message: "the body has another length than was announced" });
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
      return (answer) => answer(400, { code: "PN9001", message: "the body is empty" });
    case "FST_ERR_MAX_PARAM_LENGTH":
      return (answer) => answer(414, { code: "PN9003", message: "a part of the path is too long" });
    case "FST_ERR_BAD_URL":
      return (answer) => answer(400, { code: "PN9002", message: "the path is not well encoded" });
    default:
      return undefined;
  }
}
