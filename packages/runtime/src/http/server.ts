import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { randomBytes } from "node:crypto";
import { createSecureContext, type Server as TlsServer } from "node:tls";
import { PinionError } from "@pinion/core";
import fastify, { LogController, type FastifyInstance, type FastifyServerOptions } from "fastify";
import { withDefaults } from "../options/given.js";
import { checkRenewedTls, checkServer } from "../options/serving.js";
import { refuseBroken } from "./broken.js";
import { hostCheck, isLoopback } from "./exposure.js";
import { laneOf, type Lane } from "./lane.js";
import type { HttpOptions } from "./options.js";
import { httpParts } from "./parts.js";
import { fail, registerHttp } from "./plugin.js";

export interface ServerOptions extends Omit<HttpOptions, "accepting"> {
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Default 6566; 0 for any that is free. */
  readonly port?: number;
  readonly tls?: TlsOptions;
  /** Without keys, whether others than this machine may reach the server. */
  readonly allowUnauthenticated?: boolean;
  readonly timeouts?: Partial<Timeouts>;
  /** Pino's settings; no log unless given. */
  readonly logger?: Exclude<FastifyServerOptions["logger"], boolean | undefined>;
  /** How many connections at once; no limit unless given. */
  readonly maxConnections?: number;
}

/** PEM texts. */
export interface TlsOptions {
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
  /** Whose certificates clients must show; without it they need none. */
  readonly clientCa?: string | Buffer;
}

/** All in milliseconds. */
export interface Timeouts {
  /** For a request's headers to come in, and for the handshake of TLS before. */
  readonly headers: number;
  /** For a whole request to come in. */
  readonly request: number;
  /** For the next request on a connection. */
  readonly keepAlive: number;
  /** For anything at all to move on a connection. */
  readonly idle: number;
  /** How long a stopping server still takes requests, and closes connections behind them. */
  readonly drain: number;
  /** How long after that requests may still be answered. */
  readonly close: number;
}

export const TIMEOUTS: Timeouts = {
  headers: 10_000,
  request: 30_000,
  keepAlive: 72_000,
  idle: 120_000,
  drain: 500,
  close: 30_000,
};

export interface HttpServer {
  /** `http://127.0.0.1:6566`. */
  readonly address: string;
  readonly app: FastifyInstance;
  /** Reads certificates anew; connections that stand keep theirs. */
  readonly renewTls: (tls: TlsOptions) => void;
  /** Is not ready from now on, answers what comes in for a while, finishes what runs, and ends. */
  readonly stop: () => Promise<void>;
}

/** Starts a server. Throws PN7010 where an option is wrong, PN9010 where it would be open to the network without keys, PN9012 where it cannot start. */
export async function startServer(options: ServerOptions): Promise<HttpServer> {
  checkServer(options);
  const { host = "127.0.0.1", port = 6566, tls, keys, allowUnauthenticated = false } = options;
  if (keys === undefined && !allowUnauthenticated && !isLoopback(host)) {
    throw new PinionError(
      "PN9010",
      `the server would be open to everyone who reaches ${host}, without keys`,
      {
        help: "give it `--keys FILE`, or `--allow-unauthenticated` if that is wanted",
      },
    );
  }
  const timeouts = withDefaults(TIMEOUTS, options.timeouts);
  let accepting = true;
  const parts = await httpParts({ ...options, accepting: () => accepting });
  const requestId = requestIds();
  const hosts = keys === undefined && !allowUnauthenticated ? hostCheck() : undefined;
  const lane = laneOf({ parts, requestId, knowsHost: hosts?.knows ?? (() => true), log: () => app.log });
  const app = createApp(options, timeouts, requestId, lane);
  if (hosts !== undefined) app.addHook("onRequest", hosts.hook);
  // Of what is refused before it comes to a route.
  app.setErrorHandler((error, request, reply) => fail(error, request, reply));
  app.setNotFoundHandler((request, reply) => {
    const { method } = request;
    fail(
      new PinionError(
        "PN9007",
        `there is no endpoint ${method} ${request.url.split("?", 1)[0]?.slice(0, 100)}`,
        {
          help: "`GET /openapi.json` lists all there are",
        },
      ),
      request,
      reply,
    );
  });
  await app.register((inside, _options, done) => {
    registerHttp(inside, parts);
    done();
  });
  if (options.maxConnections !== undefined) app.server.maxConnections = options.maxConnections;

  let address: string;
  try {
    address = await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw notStarted(error, host, port);
  }
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    accepting = false;
    await sleep(timeouts.drain);
    const force = setTimeout(() => app.server.closeAllConnections(), timeouts.close);
    await app.close();
    clearTimeout(force);
  };
  return {
    address,
    app,
    renewTls: (renewed) => {
      checkRenewedTls(renewed);
      const { server } = app;
      if (tls !== undefined && "setSecureContext" in server) {
        (server as unknown as TlsServer).setSecureContext(secureOptions(renewed));
      }
    },
    stop: () => (stopped ??= stop()),
  };
}

type RequestId = (request: Pick<IncomingMessage, "headers">) => string;

function createApp(
  options: ServerOptions,
  timeouts: Timeouts,
  requestId: RequestId,
  lane: Lane,
): FastifyInstance {
  const { tls, logger } = options;
  const node = {
    // How often time-outs are looked after; Node's own half minute is long for one of ten seconds.
    connectionsCheckingInterval: Math.max(50, Math.min(1_000, Math.floor(timeouts.headers / 4))),
    // Headers are a part of the request; Node refuses a longer time for them.
    headersTimeout: Math.min(timeouts.headers, timeouts.request),
    requestTimeout: timeouts.request,
    maxHeaderSize: 16 * 1024,
  };
  if (tls !== undefined) checkTls(tls);
  const settings = {
    logger: logger ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestId,
    requestIdHeader: false as const,
    forceCloseConnections: "idle" as const,
    return503OnClosing: false,
    routerOptions: { maxParamLength: 4_096 },
    frameworkErrors: fail as never,
    clientErrorHandler: (error: Error, socket: Socket) => {
      refuseBroken(error, socket, requestId({ headers: {} }));
    },
  };
  return fastify({
    ...settings,
    // By this alone fastify knows what an address begins with.
    ...(tls === undefined ? {} : { https: {} }),
    serverFactory: (answer) => {
      const first = (request: IncomingMessage, response: ServerResponse): void => {
        if (!lane(request, response)) answer(request, response);
      };
      const server =
        tls === undefined
          ? createServer(node, first)
          : // Nothing of HTTP is looked after before the handshake is done.
            createTlsServer({ ...node, ...secureOptions(tls), handshakeTimeout: timeouts.headers }, first);
      server.keepAliveTimeout = timeouts.keepAlive;
      server.setTimeout(timeouts.idle);
      return server;
    },
  });
}

const secureOptions = ({ cert, key, clientCa }: TlsOptions) => ({
  cert,
  key,
  minVersion: "TLSv1.2" as const,
  ...(clientCa === undefined ? {} : { ca: clientCa, requestCert: true, rejectUnauthorized: true }),
});

function checkTls(tls: TlsOptions): void {
  try {
    createSecureContext(secureOptions(tls));
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "";
    throw new PinionError("PN9012", `the certificate and its key cannot be used: ${reason}`, {
      help: "both are PEM files, and the key is the certificate's own",
    });
  }
}

/** A caller's own id where it is harmless, otherwise a new one. */
function requestIds(): RequestId {
  const prefix = randomBytes(6).toString("base64url");
  let count = 0;
  return ({ headers }) => {
    const given = headers["x-request-id"];
    return typeof given === "string" && /^[\w.:-]{1,128}$/u.test(given)
      ? given
      : `${prefix}-${(count++).toString(36)}`;
  };
}

function notStarted(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "EADDRINUSE":
      return new PinionError("PN9012", `port ${port} of ${host} is in use`, {
        help: "give another `--port`",
      });
    case "EACCES":
      return new PinionError("PN9012", `port ${port} of ${host} may not be opened`, {
        help: "ports below 1024 are root's",
      });
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new PinionError("PN9012", `${host} is no address of this machine`);
    default:
      return error;
  }
}
