import { PinionError } from "@pinion/core";
import { authenticator, type AuthHeaders } from "./auth/authenticate.js";
import type { Caller } from "./auth/caller.js";
import type { Role } from "./auth/keys.js";
import { RetryError } from "./errors.js";
import type { HttpOptions } from "./options.js";
import { rateLimiter, type RateLimiter } from "./rate-limit.js";

/** The headers that decide whether a request is answered. */
export interface GateHeaders extends AuthHeaders {
  readonly origin?: string | undefined;
  readonly "sec-fetch-site"?: string | string[] | undefined;
}

/** Finds the caller of a request and whether it may do what it asks for. Throws PN9004, PN9005 or PN9006. */
export type Gate = (role: Role, headers: GateHeaders, address: string) => Caller | Promise<Caller>;

export function gateOf({ keys, rateLimit }: Pick<HttpOptions, "keys" | "rateLimit">): Gate {
  const authenticate = authenticator(keys);
  /** Keys may have limits of their own where the server has none. */
  let limiter: RateLimiter | undefined;
  const admit = (caller: Caller, role: Role, address: string): Caller => {
    if (!caller.may(role))
      throw new PinionError("PN9005", `the API key ${caller.name ?? ""} has not the role ${role}`);
    const { requestsPerSecond } = caller;
    const limit = requestsPerSecond === undefined ? rateLimit : { perSecond: requestsPerSecond };
    if (limit === undefined) return caller;
    limiter ??= rateLimiter(rateLimit ?? { perSecond: 1 });
    const wait = limiter.take(caller.name ?? address, limit);
    if (wait > 0) throw new RetryError("PN9006", "too many requests", wait);
    return caller;
  };
  return (role, headers, address) => {
    if (keys === undefined) refuseBrowsers(headers);
    const caller = authenticate(headers, address);
    return caller instanceof Promise
      ? caller.then((known) => admit(known, role, address))
      : admit(caller, role, address);
  };
}

/** A server without keys trusts whoever reaches it; a web page that a browser shows is not meant. */
function refuseBrowsers(headers: GateHeaders): void {
  if (headers.origin === undefined && headers["sec-fetch-site"] === undefined) return;
  throw new PinionError("PN9005", "a server without API keys does not answer web pages", {
    help: "start it with keys",
  });
}
