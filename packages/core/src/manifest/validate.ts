import { PinionError } from "../diagnostics/error.js";
import { danglingOf } from "./check-references.js";
import { misfitOf, type Misfit } from "./check-schema.js";
import { manifestHash } from "./hash.js";
import { MANIFEST_VERSION, type Manifest } from "./manifest.js";
import { manifestSchema } from "./schema.js";

/**
 * What was read from `manifest.json`, known to be a manifest: of this version, of the right shape, naming
 * only what is there, unchanged since it was written. Throws PN4002, PN4003 or PN4004.
 */
export function validateManifest(json: unknown): Manifest {
  checkVersion(json);
  refuse(misfitOf(json, manifestSchema));
  const manifest = json as Manifest;
  if (manifestHash(manifest) !== manifest.hash) {
    throw new PinionError("PN4003", "the manifest was changed after it was built", { help: BUILD });
  }
  refuse(danglingOf(manifest));
  return manifest;
}

const BUILD = "build the project again: `pinion build`";

/** First of all, since another version may look otherwise. */
function checkVersion(json: unknown): void {
  if (typeof json !== "object" || json === null || !("format" in json) || json.format !== "pinion") {
    throw new PinionError("PN4002", "the file is no manifest of Pinion's", { help: BUILD });
  }
  const version: unknown = "version" in json ? json.version : undefined;
  if (version === MANIFEST_VERSION) return;
  const shown = typeof version === "number" ? ` ${version}` : "";
  throw new PinionError(
    "PN4004",
    `the manifest has version${shown || " unknown"}, expected ${MANIFEST_VERSION}`,
    {
      help: BUILD,
    },
  );
}

function refuse(misfit: Misfit | undefined): void {
  if (misfit === undefined) return;
  const where = misfit.path === "" ? "the manifest" : JSON.stringify(misfit.path.slice(0, 200));
  throw new PinionError("PN4002", `the manifest is malformed: ${where} ${misfit.message}`, { help: BUILD });
}
