import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The file that what definitions take from Pinion was written to, set where the compiler is bundled. */
declare const PINION_OWN: string | undefined;

/**
 * Its URL: bundles import it, and workers load it while they wait for one. Undefined where it is made when it is
 * needed, and goes into each bundle.
 */
export const ownFile: string | undefined =
  typeof PINION_OWN === "string" ? pathToFileURL(join(import.meta.dirname, PINION_OWN)).href : undefined;
