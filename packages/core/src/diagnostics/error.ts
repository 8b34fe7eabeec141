import type { Code } from "./codes/index.js";
import type { Diagnostic } from "./diagnostic.js";

/**
 * A mistake of the user's or a failure of the world, with a code that has a page.
 * Anything else that is thrown is a bug of Pinion's.
 */
export class PinionError extends Error {
  override readonly name = "PinionError";
  readonly code: Code;
  readonly help: string | undefined;
  readonly diagnostics: readonly Diagnostic[];

  constructor(code: Code, message: string, options: PinionErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.help = options.help;
    this.diagnostics = options.diagnostics ?? [];
  }

  toJSON(): { code: Code; message: string; help?: string; diagnostics?: readonly Diagnostic[] } {
    return {
      code: this.code,
      message: this.message,
      ...(this.help === undefined ? {} : { help: this.help }),
      ...(this.diagnostics.length === 0 ? {} : { diagnostics: this.diagnostics }),
    };
  }
}

export interface PinionErrorOptions {
  readonly help?: string;
  readonly diagnostics?: readonly Diagnostic[];
  readonly cause?: unknown;
}

/** A bug of Pinion's own: something that cannot be was. */
export function unreachable(what: never): never {
  throw new Error(`unreachable: ${JSON.stringify(what)}`);
}
