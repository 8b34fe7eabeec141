import type { FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "../auth/caller.js";
import type { Role } from "../auth/keys.js";
import type { RequestSpan } from "../tracing.js";

/** What a handler is given beside the request. */
export interface Asked {
  readonly caller: Caller;
  readonly span: RequestSpan | undefined;
}

/** An endpoint: what it takes and gives is in the OpenAPI document under its path. */
export interface Route {
  readonly method: "GET" | "POST";
  /** In fastify's form, `/v1/tables/:table/:key`. */
  readonly path: string;
  /** What the caller's key must allow; open to everyone where absent. */
  readonly role?: Role;
  /** What comes back is a JSON document, as a text or in UTF-8, or undefined where the handler has answered. */
  readonly handle: (
    request: FastifyRequest,
    asked: Asked,
    reply: FastifyReply,
  ) => Promise<string | Buffer | undefined>;
}

/** An endpoint that is asked by a body alone. */
export interface BodyRoute {
  readonly method: "POST";
  readonly path: string;
  readonly role: Role;
  /** Gives a JSON document in UTF-8, at once where it can. Undefined is a request without a body. */
  readonly answer: (body: Buffer | undefined, asked: Asked) => Buffer | Promise<Buffer>;
}

/** An endpoint that is asked by its path alone. */
export interface PathRoute extends Route {
  readonly method: "GET";
  readonly role: Role;
  /** What all its paths begin with. */
  readonly prefix: string;
  /** What answers a path with its query; undefined of one that is out of the ordinary, which {@link handle} is to read. */
  readonly answerOf: (url: string) => ((asked: Asked) => Buffer | Promise<Buffer>) | undefined;
}
