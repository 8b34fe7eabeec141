import { isIP } from "node:net";
import type { FastifyRequest } from "fastify";
import { PinionError } from "@pinion/core";

/** Whether only this machine reaches an address. */
export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));

/**
 * A server without keys is this machine's alone. A name that a web page has made to point here is not one of this
 * machine's: the page would read the answers.
 */
export function refuseOtherHosts(
  request: FastifyRequest,
  _reply: unknown,
  done: (error?: Error) => void,
): void {
  const name = request.hostname.replace(/^\[|\]$/gu, "");
  if (name === "" || name === "localhost" || isIP(name) !== 0) return done();
  done(new PinionError("PN9005", "a server without API keys is asked for by the address of this machine"));
}
