import type { Registry } from "prom-client";
import type { Client } from "../client.js";
import type { KeyRing } from "./auth/keys.js";
import type { RateLimit } from "./rate-limit.js";

/** How much one request may ask for. */
export interface Limits {
  readonly bodyBytes: number;
  readonly entities: number;
  readonly features: number;
  /** Entities times features. */
  readonly values: number;
  /** How long a read may take, in milliseconds; a request may ask for less. */
  readonly deadlineMs: number;
}

export const LIMITS: Limits = {
  bodyBytes: 1024 * 1024,
  entities: 10_000,
  features: 1_000,
  values: 250_000,
  deadlineMs: 5_000,
};

export interface HttpOptions {
  /** Reads and materialises; it stays the caller's to close. */
  readonly client: Client<object>;
  /** Without keys everyone who reaches the server may do everything. */
  readonly keys?: KeyRing;
  readonly limits?: Partial<Limits>;
  /** For each key, or each address where there are no keys; none unless given. */
  readonly rateLimit?: RateLimit;
  /** Whether each request is logged, at level `info`; failures of the server always are. */
  readonly accessLog?: boolean;
  /** Takes the registry of this process and gives what `/metrics` answers, where that is not of this process alone. */
  readonly shareMetrics?: (registry: Registry) => () => Promise<string>;
  /** False once the server is about to stop: it is not ready then. */
  readonly accepting?: () => boolean;
}
