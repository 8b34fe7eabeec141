import type { Site } from "../brand.js";
import type { EnvReference, StreamSecurityDefinition, TextSetting } from "../definitions.js";
import { DefinitionError } from "../error.js";
import { shown } from "../name.js";

/** How to reach brokers that ask who one is. Secrets come from the environment alone. */
export interface StreamSecurity {
  /** True for TLS with the system's authorities; `ca` is a PEM file with others. */
  readonly tls?: boolean | { readonly ca?: TextSetting };
  readonly sasl?:
    | {
        readonly mechanism: "plain" | "scram-sha-256" | "scram-sha-512";
        readonly username: TextSetting;
        readonly password: EnvReference;
      }
    | { readonly mechanism: "oauthbearer"; readonly token: EnvReference };
}

const MECHANISMS: readonly unknown[] = ["plain", "scram-sha-256", "scram-sha-512", "oauthbearer"];

export function securityOf(
  security: StreamSecurity | undefined,
  site: Site,
): StreamSecurityDefinition | undefined {
  if (security === undefined) return undefined;
  const { tls, sasl } = security;
  if (sasl !== undefined) {
    const place = { site, path: [1, "security", "sasl"] };
    if (!MECHANISMS.includes(sasl.mechanism)) {
      throw new DefinitionError("PN1151", `${shown(sasl.mechanism)} is no SASL mechanism`, place, {
        help: "the mechanisms are plain, scram-sha-256, scram-sha-512 and oauthbearer",
      });
    }
    const secret: unknown = sasl.mechanism === "oauthbearer" ? sasl.token : sasl.password;
    if (typeof secret !== "object" || secret === null || "fallback" in secret) {
      throw new DefinitionError("PN1110", "a secret stands in the definition of a stream", place, {
        help: 'take it from the environment: secret("KAFKA_PASSWORD")',
      });
    }
  }
  return Object.freeze({
    ...(tls === undefined || tls === false ? {} : { tls: tls === true ? Object.freeze({}) : tls }),
    ...(sasl === undefined ? {} : { sasl }),
  });
}
