import type { Site } from "../brand.js";
import type { TextSetting } from "../definitions.js";
import { DefinitionError } from "../error.js";
import { shown } from "../name.js";

/** Checks the folder of pushed rows. One from the environment is only known at run time. */
export function pushedOf(
  pushed: TextSetting | undefined,
  source: string,
  site: Site,
): { readonly pushed?: TextSetting } {
  const given: unknown = pushed;
  if (given === undefined) return {};
  const reference = typeof given === "object" && given !== null && "kind" in given && given.kind === "env";
  const folder = typeof given === "string" && given !== "" && !/[*?{}]|^[a-z][a-z0-9+.-]+:\/\//iu.test(given);
  if (reference || folder) return { pushed: pushed as TextSetting };
  throw new DefinitionError(
    "PN1105",
    `the folder of pushed rows of source \`${source}\` is ${shown(given)}`,
    { site, path: [1, "pushed"] },
    { help: `name one folder of this machine, such as "data/pushed/${source}"` },
  );
}
