import { isIP } from "node:net";
import type { FastifyRequest } from "fastify";
import { PinionError } from "@pinion/core";

/** Whether only this machine reaches an address. */
export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));

/** The names that a server is asked under. */
export interface HostCheck {
  /** Lets a request through, or ends it with PN9005. */
  readonly hook: (request: FastifyRequest, reply: unknown, done: (error?: Error) => void) => void;
  /** Whether a request was let through that named the server so. */
  readonly knows: (host: string | undefined) => boolean;
}

/**
 * A server without keys is this machine's alone. A name that a web page has made to point here is not one of this
 * machine's: the page would read the answers.
 */
export function hostCheck(): HostCheck {
  /** Clients ask under one name. */
  let known: string | undefined;
  const knows = (host: string | undefined): boolean => host !== undefined && host === known;
  return {
    knows,
    hook: (request, _reply, done) => {
      const { host } = request.headers;
      if (knows(host)) return done();
      const name = request.hostname.replace(/^\[|\]$/gu, "");
      if (name === "" || name === "localhost" || isIP(name) !== 0) {
        known = host;
        return done();
      }
      done(
        new PinionError("PN9005", "a server without API keys is asked for by the address of this machine"),
      );
    },
  };
}
