import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { FastifyBaseLogger } from "fastify";
import { ANYONE, type Caller } from "./auth/caller.js";
import { ended } from "./ended.js";
import { failureBody, failureHeaders, failureOf, JSON_TYPE, JSON_TYPES, withoutGuess } from "./errors.js";
import type { HttpParts } from "./parts.js";
import type { Asked, BodyRoute, PathRoute } from "./routes/route.js";
import { atEndOfTurn } from "./turn.js";

/*
 * The way of most requests: a body of JSON that says how long it is, or a path that says all there is. Such a request
 * is answered on the server's own request and response; of what a router, hooks and serialisers do for it, nothing is
 * left to do. Anything out of the ordinary is fastify's, which answers the same endpoints the same way.
 */

/** Answers a request; false where it is to be answered elsewhere, of which nothing was read then. */
export type Lane = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface LaneOptions {
  readonly parts: HttpParts;
  readonly requestId: (request: IncomingMessage) => string;
  /** Whether a request may be asked under this name of the server. */
  readonly knowsHost: (host: string | undefined) => boolean;
  readonly log: () => FastifyBaseLogger;
}

export function laneOf({ parts, requestId, knowsHost, log }: LaneOptions): Lane {
  const { serving, metrics, gate, accepting } = parts;
  const { limits, tracing } = serving;
  const routes = new Map(parts.bodyRoutes.map((route) => [route.path, route]));

  const { pathRoutes } = parts;
  const later = atEndOfTurn();

  const answer = (
    route: BodyRoute | PathRoute,
    request: IncomingMessage,
    response: ServerResponse,
    answered: (send: (document: Asking) => void) => void,
  ): void => {
    const { method, path } = route;
    const { headers } = request;
    const began = performance.now();
    metrics.began();
    const id = requestId(request);
    const asked: { -readonly [K in keyof Asked]: Asked[K] } = {
      caller: ANYONE,
      span: tracing.begin(method, path, headers),
    };
    const logOf = (): FastifyBaseLogger => log().child({ reqId: id });
    response.once("close", () => {
      const milliseconds = performance.now() - began;
      const { statusCode: status } = response;
      ended(parts, {
        method,
        path,
        status,
        milliseconds,
        asked,
        log: { info: (what, message) => logOf().info(what, message) },
      });
    });
    const fail = (error: unknown): void => {
      const failure = failureOf(asked.caller.seesAll ? error : withoutGuess(error), id);
      const { status, body } = failure;
      if (status >= 500) logOf().error({ err: error, code: body.error.code }, "request failed");
      else log().debug({ reqId: id, code: body.error.code, reason: body.error.message }, "request refused");
      const text = Buffer.from(failureBody(failure, path));
      later(() => write(response, status, id, text, failureHeaders(failure)));
    };
    const send = (bytes: Buffer): void => later(() => write(response, 200, id, bytes, []));
    const run = (documentOf: Asking): void => {
      try {
        const bytes = documentOf(asked);
        if (bytes instanceof Promise) bytes.then(send).catch(fail);
        else send(bytes);
      } catch (error) {
        fail(error);
      }
    };
    const admitted = (caller: Caller): void => {
      asked.caller = caller;
      answered(run);
    };
    try {
      const caller = gate(route.role, headers, request.socket.remoteAddress ?? "");
      if (caller instanceof Promise) caller.then(admitted).catch(fail);
      else admitted(caller);
    } catch (error) {
      fail(error);
    }
  };

  const byBody: Lane = (request, response) => {
    const route = routes.get(request.url ?? "");
    if (route === undefined || !accepting()) return false;
    const length = plainLength(request.headers, limits.bodyBytes);
    if (length === undefined || !knowsHost(request.headers.host)) return false;
    answer(route, request, response, (run) =>
      readBody(request, length, (body) => run((asked) => route.answer(body, asked))),
    );
    return true;
  };
  const byPath: Lane = (request, response) => {
    const { url = "", headers } = request;
    const route = pathRoutes.find(({ prefix }) => url.startsWith(prefix));
    if (route === undefined || !accepting()) return false;
    // With a body, or something to be agreed on before, it is none of the plain.
    if ("content-length" in headers || "transfer-encoding" in headers || "expect" in headers) return false;
    if (!knowsHost(headers.host)) return false;
    const documentOf = route.answerOf(url);
    if (documentOf === undefined) return false;
    answer(route, request, response, (run) => run(documentOf));
    return true;
  };
  return (request, response) => {
    if (request.method === "POST") return byBody(request, response);
    return request.method === "GET" && byPath(request, response);
  };
}

/** Makes the answer for a caller. */
type Asking = (asked: Asked) => Buffer | Promise<Buffer>;

/** The length of a body that comes as it is, and is not too long; undefined for any other. */
function plainLength(headers: IncomingHttpHeaders, most: number): number | undefined {
  const length = Number(headers["content-length"]);
  if (!(length > 0 && length <= most) || headers["transfer-encoding"] !== undefined) return undefined;
  if (headers["content-encoding"] !== undefined || headers.expect !== undefined) return undefined;
  const type = headers["content-type"];
  return type === "application/json" || (type !== undefined && JSON_TYPES.test(type)) ? length : undefined;
}

/** The parser of HTTP gives as many bytes as were announced; of a client that goes away before nothing more is heard. */
function readBody(request: IncomingMessage, length: number, done: (body: Buffer) => void): void {
  let first: Buffer | undefined;
  let more: Buffer[] | undefined;
  request.on("data", (chunk: Buffer) => {
    if (first === undefined) first = chunk;
    else (more ??= [first]).push(chunk);
  });
  request.on("end", () => {
    done(more === undefined ? (first ?? EMPTY) : Buffer.concat(more, length));
  });
}

const EMPTY = Buffer.alloc(0);
/** Up to here head and body are one text, which goes out in one piece. */
const ONE_PIECE = 16 * 1024;

function write(
  response: ServerResponse,
  status: number,
  id: string,
  bytes: Buffer,
  more: readonly string[],
): void {
  response.writeHead(status, [
    "x-request-id",
    id,
    "content-type",
    JSON_TYPE,
    "content-length",
    String(bytes.length),
    ...more,
  ]);
  // Any bytes are a text of Latin-1, and come out of it as they were.
  if (bytes.length <= ONE_PIECE) response.end(bytes.toString("latin1"), "latin1");
  else response.end(bytes);
}
