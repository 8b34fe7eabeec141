import type { EnvReference } from "./definitions.js";
import { DefinitionError } from "./error.js";
import { shown } from "./name.js";
import { callSite } from "./site.js";

/**
 * A text taken from the environment variable `name` when a job runs, or `fallback` where it is not set.
 * Name and fallback are kept in the manifest, the value never is; so a fallback must not be a secret.
 */
export function env(name: string, fallback?: string): EnvReference {
  checkVariable(name, env);
  if (fallback !== undefined && typeof fallback !== "string") {
    throw new DefinitionError("PN1110", `the fallback of ${name} is ${shown(fallback)}, not a text`, {
      site: callSite(env),
      path: [1],
    });
  }
  return Object.freeze({ kind: "env", name, ...(fallback === undefined ? {} : { fallback }) });
}

/** A secret, taken from the environment variable `name` when a job runs; a job without it fails. */
export function secret(name: string): SecretReference {
  checkVariable(name, secret);
  return Object.freeze({ kind: "env", name });
}

/** A reference without fallback. */
export interface SecretReference extends EnvReference {
  readonly fallback?: never;
}

function checkVariable(name: unknown, builder: (...args: never) => unknown): void {
  if (typeof name === "string" && /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return;
  throw new DefinitionError(
    "PN1110",
    `${shown(name)} is no name of an environment variable`,
    { site: callSite(builder), path: [0] },
    { help: "a name is letters, digits and underscores" },
  );
}
