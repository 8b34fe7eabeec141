import { timeZoneId } from "@pinion/core";
import { DEFINITION, type Site } from "../brand.js";
import type { MaxRejected } from "../definitions.js";
import { DefinitionError } from "../error.js";
import { checkName, shown } from "../name.js";
import { callSite } from "../site.js";
import { maxRejectedOf, type MaxRejectedOption } from "../source/max-rejected.js";
import type { FolderStoreDefinition, OnlineStoreDefinition } from "./stores.js";
import { frozen } from "../frozen.js";

/** Which end of a window counts: `[)` is `t - window <= eventTime < t`, `(]` is `t - window < eventTime <= t`. */
export type WindowBounds = "[)" | "(]";

/** Where features are kept where no sink or option says otherwise. */
export interface StoresDefinition {
  /** `embeddedStore()` unless given. */
  readonly online?: OnlineStoreDefinition;
  /** Parquet in the folder `offline` unless given. */
  readonly offline?: FolderStoreDefinition;
}

/** What a project says of all its definitions. */
export interface ConfigOptions {
  /** The folder's name by default. */
  readonly name?: string;
  /** The files of definitions: paths and patterns (`features/*.ts`, `**`), from the project's folder. */
  readonly definitions: readonly string[];
  /** The IANA time zone of datetimes without zone and of calendar fields; UTC by default. */
  readonly timeZone?: string;
  /** `[)` by default: a label's own event never counts for its features. */
  readonly windowBounds?: WindowBounds;
  /** For sources that say nothing themselves: a number of rows or a share such as `"1%"`. */
  readonly maxRejected?: MaxRejectedOption;
  /** Where features are kept; `.pinion/store` and the folder `offline` unless given. */
  readonly stores?: StoresDefinition;
}

/** A project's configuration, the default export of `pinion.config.ts`. */
export interface ConfigDefinition {
  readonly [DEFINITION]: "config";
  readonly site: Site;
  readonly name?: string;
  readonly definitions: readonly string[];
  readonly timeZone: string;
  readonly windowBounds: WindowBounds;
  readonly maxRejected?: MaxRejected;
  readonly stores: StoresDefinition;
}

/**
 * Configures a project: the default export of its `pinion.config.ts`. Times without a zone, days and hours are those of
 * `timeZone`, and windows hold the events that `windowBounds` says, in every job, join and stream alike.
 *
 * Refused are a name that is none (PN1101), and a list of definitions, a time zone, bounds or a number of rejected rows that is
 * none (PN1111).
 */
export function defineConfig(options: ConfigOptions): ConfigDefinition {
  const site = callSite(defineConfig);
  const { name, definitions, timeZone = "UTC", windowBounds = "[)", stores = {} } = options;
  if (name !== undefined) checkName(name, "a project", { site, path: [0, "name"] });
  const patterns: readonly unknown[] = Array.isArray(definitions) ? definitions : [];
  if (patterns.length === 0 || !patterns.every((each) => typeof each === "string" && each !== "")) {
    throw new DefinitionError(
      "PN1111",
      "definitions is no list of paths",
      { site, path: [0, "definitions"] },
      {
        help: 'write definitions: ["features/*.ts"]',
      },
    );
  }
  const zone = spelledZone(timeZone);
  if (zone !== timeZone) {
    const place = { site, path: [0, "timeZone"] };
    throw new DefinitionError("PN1111", `${shown(timeZone)} is no time zone`, place, {
      help:
        zone === undefined ? "use an IANA name such as UTC or America/Los_Angeles" : `write ${shown(zone)}`,
    });
  }
  if (windowBounds !== "[)" && windowBounds !== "(]") {
    const place = { site, path: [0, "windowBounds"] };
    throw new DefinitionError("PN1111", `windowBounds is ${shown(windowBounds)}`, place, {
      help: 'write "[)" or "(]"',
    });
  }
  const maxRejected = maxRejectedOf(options.maxRejected, { site, path: [0, "maxRejected"] });
  return frozen({
    [DEFINITION]: "config",
    site,
    ...(name === undefined ? {} : { name }),
    definitions: Object.freeze([...definitions]),
    timeZone,
    windowBounds,
    ...(maxRejected === undefined ? {} : { maxRejected }),
    stores: Object.freeze({ ...stores }),
  });
}

/** A name as the IANA database spells it. Offsets such as `+02:00` have no calendar and are refused. */
function spelledZone(name: unknown): string | undefined {
  if (typeof name !== "string" || !/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) return undefined;
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return timeZoneId(name);
  } catch {
    return undefined;
  }
}
