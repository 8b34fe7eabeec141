import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { PinionError } from "@pinion/core";
import { checkPlugin } from "../options/serving.js";
import { ANYONE, type Caller } from "./auth/caller.js";
import { WATCH_TABLES } from "../serve/watch-tables.js";
import { ended } from "./ended.js";
import { failureBody, failureHeaders, failureOf, JSON_TYPE, JSON_TYPES, withoutGuess } from "./errors.js";
import type { HttpOptions } from "./options.js";
import { httpParts, type HttpParts } from "./parts.js";
import type { Asked, BodyRoute, Route } from "./routes/route.js";
import type { RequestSpan } from "./tracing.js";

/** HEAD goes with GET. */
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** What is known of a request while it is answered. */
interface State {
  caller: Caller;
  span: RequestSpan | undefined;
}

/**
 * Serves a project's features on a fastify server of one's own: `app.register(pinionHttp, { client })`. Routes,
 * parsers and errors stay inside of it; so do `prefix` and the life of the client with the caller. Throws PN7010 where an option is wrong.
 */
export async function pinionHttp(app: FastifyInstance, options: HttpOptions): Promise<void> {
  checkPlugin(options);
  registerHttp(app, await httpParts(options, app.prefix));
}

/** Puts the routes on a fastify server. */
export function registerHttp(app: FastifyInstance, parts: HttpParts): void {
  const { serving, metrics, gate, accepting } = parts;
  const { limits, tracing } = serving;
  const property = Symbol("pinion");
  app.decorateRequest(property, null);
  const stateOf = (request: FastifyRequest): Partial<Record<symbol, State | null>> =>
    request as unknown as Partial<Record<symbol, State | null>>;

  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(JSON_TYPES, { parseAs: "buffer" }, checkType);
  // Feast's clients name no type.
  app.addContentTypeParser<Buffer>("*", { parseAs: "buffer" }, checkType);

  app.setErrorHandler((error, request, reply) => fail(error, request, reply));
  const unwatch = serving.client[WATCH_TABLES]?.((table, reason) => {
    metrics.unreadable(table, reason !== undefined);
    if (reason === undefined) app.log.info({ table }, "the table can be read again, or is gone");
    else app.log.warn({ table, reason }, "a table cannot be read; others are served");
  });
  app.addHook("onClose", () => {
    unwatch?.();
    metrics.close();
  });

  const routes: readonly Route[] = [...parts.bodyRoutes.map(routeOf), ...parts.pathRoutes, ...parts.routes];
  for (const route of routes) add(route);
  for (const path of new Set(routes.map((route) => route.path))) refuseOthers(path);

  /** Whoever knows the path is told the method. */
  function refuseOthers(path: string): void {
    const own = new Set<string>(routes.filter((route) => route.path === path).map(({ method }) => method));
    const allow = [...own].join(", ");
    app.route({
      method: METHODS.filter((method) => !own.has(method)),
      url: path,
      onRequest: (request, reply, done) => {
        reply.header("allow", allow);
        done(new PinionError("PN9013", `${path} is asked for by ${allow}, not by ${request.method}`));
      },
      handler: () => undefined,
    });
  }

  function add({ method, path, role, handle }: Route): void {
    app.route({
      method,
      url: path,
      bodyLimit: limits.bodyBytes,
      onRequest: (request, reply, done) => {
        metrics.began();
        const span = tracing.begin(method, path, request.headers);
        const state: State = { caller: ANYONE, span };
        stateOf(request)[property] = state;
        reply.header("x-request-id", request.id);
        // A stopping server lets go of those who would come again.
        if (!accepting()) reply.header("connection", "close");
        if (role === undefined) return done();
        const admitLater = async (caller: Promise<Caller>): Promise<void> => {
          try {
            state.caller = await caller;
          } catch (error) {
            return done(asError(error));
          }
          done();
        };
        try {
          const caller = gate(role, request.headers, request.ip);
          if (caller instanceof Promise) {
            void admitLater(caller);
            return;
          }
          state.caller = caller;
          done();
        } catch (error) {
          done(asError(error));
        }
      },
      onResponse: (request, reply, done) => {
        const state = stateOf(request)[property];
        // Refused before it came here: by a hook of the server's.
        if (state === null || state === undefined) metrics.began();
        ended(parts, {
          method,
          path,
          status: reply.statusCode,
          milliseconds: reply.elapsedTime,
          asked: state ?? NOBODY,
          log: request.log,
        });
        done();
      },
      handler: async (request, reply) => {
        reply.type(JSON_TYPE);
        const state = stateOf(request)[property] ?? NOBODY;
        try {
          return reply.send(await handle(request, state, reply));
        } catch (error) {
          throw state.caller.seesAll ? error : withoutGuess(error);
        }
      },
    });
  }
}

const NOBODY: Asked = { caller: ANYONE, span: undefined };

const routeOf = ({ answer, ...route }: BodyRoute): Route => ({
  ...route,
  handle: async ({ body }, asked) => answer(body as Buffer | undefined, asked),
});

/** Takes what is said to be JSON, or does not say what it is. */
function checkType(
  request: FastifyRequest,
  body: Buffer,
  done: (error: Error | null, body?: unknown) => void,
): void {
  const encoding = request.headers["content-encoding"];
  const type = request.headers["content-type"];
  const plain = encoding === undefined || encoding === "identity";
  if (plain && (type === undefined || JSON_TYPES.test(type))) return done(null, body);
  done(
    new PinionError("PN9008", "the body is not sent as application/json, uncompressed", {
      help: plain ? "send it with the header `Content-Type: application/json`" : "send it as it is",
    }),
  );
}

/** Answers a request that failed, and logs what is the server's own fault. */
export function fail(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const failure = failureOf(error, request.id);
  const { status, body } = failure;
  if (status >= 500) request.log.error({ err: error, code: body.error.code }, "request failed");
  else request.log.debug({ code: body.error.code, reason: body.error.message }, "request refused");
  const more = failureHeaders(failure);
  for (let i = 0; i < more.length; i += 2) reply.header(more[i] ?? "", more[i + 1]);
  reply.header("x-request-id", request.id);
  return reply
    .code(status)
    .type(JSON_TYPE)
    .send(failureBody(failure, request.routeOptions.url ?? request.url));
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
