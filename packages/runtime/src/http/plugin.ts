import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { PinionError } from "@pinion/core";
import { authenticator } from "./auth/authenticate.js";
import { ANYONE, type Caller } from "./auth/caller.js";
import { failureOf, RetryError, withoutGuess } from "./errors.js";
import { parseBody } from "./json/parse.js";
import { createMetrics } from "./metrics/metrics.js";
import type { HttpOptions } from "./options.js";
import { rateLimiter } from "./rate-limit.js";
import { catalogRoute } from "./routes/catalog.js";
import { featuresRoute } from "./routes/features.js";
import { getOnlineFeaturesRoute } from "./routes/get-online-features.js";
import { healthRoutes } from "./routes/health.js";
import { materializeRoutes } from "./routes/materialize.js";
import { observeRoutes } from "./routes/observe.js";
import { pushRoutes } from "./routes/push.js";
import type { Route } from "./routes/route.js";
import { tableRowRoute } from "./routes/table-row.js";
import { servingOf } from "./serving.js";
import { loadTracing, type RequestSpan } from "./tracing.js";

export const JSON_TYPE = "application/json; charset=utf-8";

/** Paths of Feast's, below whatever prefix: its clients look for `detail` in errors. */
const FEAST =
  /\/(?:get-online-features|push|materialize(?:-incremental)?|write-to-online-store)\/?(?:\?.*)?$/u;

/** HEAD goes with GET. */
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** What is known of a request while it is answered. */
interface State {
  caller: Caller;
  span: RequestSpan | undefined;
}

/**
 * Serves a project's features on a fastify server of one's own: `app.register(pinionHttp, { client })`. Routes,
 * parsers and errors stay inside of it; so do `prefix` and the life of the client with the caller.
 */
export async function pinionHttp(app: FastifyInstance, options: HttpOptions): Promise<void> {
  const metrics = createMetrics();
  const serving = servingOf(options, metrics, await loadTracing());
  const { limits, tracing } = serving;
  const authenticate = authenticator(options.keys);
  const limiter = options.rateLimit === undefined ? undefined : rateLimiter(options.rateLimit);
  const property = Symbol("pinion");
  app.decorateRequest(property, null);
  const stateOf = (request: FastifyRequest): Partial<Record<symbol, State | null>> =>
    request as unknown as Partial<Record<symbol, State | null>>;
  const accepting = options.accepting ?? (() => true);

  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>(
    /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/iu,
    { parseAs: "string" },
    parse,
  );
  // Feast's clients name no type.
  app.addContentTypeParser<string>("*", { parseAs: "string" }, parse);

  app.setErrorHandler((error, request, reply) => fail(error, request, reply));
  app.addHook("onClose", () => {
    metrics.close();
  });

  const routes: readonly Route[] = [
    featuresRoute(serving),
    tableRowRoute(serving),
    catalogRoute(serving),
    getOnlineFeaturesRoute(serving),
    ...pushRoutes(serving),
    ...materializeRoutes(serving),
    ...healthRoutes(serving, accepting),
    ...observeRoutes(serving, options.shareMetrics?.(metrics.registry) ?? (() => metrics.registry.metrics())),
  ];
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
    const admit = (caller: Caller, address: string): void => {
      if (role !== undefined && !caller.may(role))
        throw new PinionError("PN9005", `the API key ${caller.name ?? ""} has not the role ${role}`);
      const { requestsPerSecond } = caller;
      const limit = requestsPerSecond === undefined ? options.rateLimit : { perSecond: requestsPerSecond };
      const wait = limit === undefined ? 0 : keyLimiter().take(caller.name ?? address, limit);
      if (wait > 0) throw new RetryError("PN9006", "too many requests", wait);
    };
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
            admit(state.caller, request.ip);
          } catch (error) {
            return done(asError(error));
          }
          done();
        };
        try {
          if (options.keys === undefined) refuseBrowsers(request);
          const caller = authenticate(request.headers, request.ip);
          if (caller instanceof Promise) {
            void admitLater(caller);
            return;
          }
          state.caller = caller;
          admit(caller, request.ip);
          done();
        } catch (error) {
          done(asError(error));
        }
      },
      onResponse: (request, reply, done) => {
        const { statusCode, elapsedTime } = reply;
        metrics.ended(path, method, statusCode, elapsedTime);
        const state = stateOf(request)[property];
        state?.span?.end(statusCode);
        if (options.accessLog === true) {
          const { name } = state?.caller ?? ANYONE;
          request.log.info(
            {
              method,
              route: path,
              status: statusCode,
              ms: Math.round(elapsedTime * 1000) / 1000,
              key: name,
            },
            "request",
          );
        }
        done();
      },
      handler: async (request, reply) => {
        reply.type(JSON_TYPE);
        const state = stateOf(request)[property] ?? { caller: ANYONE, span: undefined };
        try {
          return reply.send(await handle(request, state, reply));
        } catch (error) {
          throw state.caller.seesAll ? error : withoutGuess(error);
        }
      },
    });
  }

  /** Keys may have limits of their own where the server has none. */
  let own = limiter;
  function keyLimiter() {
    own ??= rateLimiter({ perSecond: 1 });
    return own;
  }
}

/** Parses what is said to be JSON, or does not say what it is. */
function parse(
  request: FastifyRequest,
  body: string,
  done: (error: Error | null, body?: unknown) => void,
): void {
  try {
    const encoding = request.headers["content-encoding"];
    const type = request.headers["content-type"];
    const plain = encoding === undefined || encoding === "identity";
    if (!plain || (type !== undefined && !/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/iu.test(type))) {
      throw new PinionError("PN9008", "the body is not sent as application/json, uncompressed");
    }
    done(null, parseBody(body));
  } catch (error) {
    done(asError(error));
  }
}

/** A server without keys trusts whoever reaches it; a web page that a browser shows is not meant. */
function refuseBrowsers({ headers }: FastifyRequest): void {
  if (headers.origin === undefined && headers["sec-fetch-site"] === undefined) return;
  throw new PinionError("PN9005", "a server without API keys does not answer web pages", {
    help: "start it with keys",
  });
}

/** Answers a request that failed, and logs what is the server's own fault. */
export function fail(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, body, retryAfter } = failureOf(error, request.id);
  if (status >= 500) request.log.error({ err: error, code: body.error.code }, "request failed");
  else request.log.debug({ code: body.error.code, reason: body.error.message }, "request refused");
  if (retryAfter !== undefined) reply.header("retry-after", String(retryAfter));
  if (status === 401) reply.header("www-authenticate", "Bearer");
  reply.header("x-request-id", request.id);
  const feast = FEAST.test(request.routeOptions.url ?? request.url);
  return reply
    .code(status)
    .type(JSON_TYPE)
    .send(JSON.stringify(feast ? { ...body, detail: body.error.message } : body));
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
