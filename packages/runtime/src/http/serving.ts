import type { FeatureEntry, Manifest } from "@pinion/core";
import type { Zone } from "@pinion/core/std";
import type { Client } from "../client.js";
import { deadlines, type Deadlines } from "../time/deadlines.js";
import { projectZone } from "../time/instant.js";
import { heldFeatures, type HeldFeatures } from "./held-features.js";
import { typeNamed } from "../materialise/evaluate.js";
import { answerWriter, featureAppenders, type WriteAnswer } from "./json/answer-writer.js";
import { columnWriter, type ColumnWriter } from "./json/column-writer.js";
import { rowWriter, type RowWriter } from "./json/row-writer.js";
import type { FeatureForms } from "./json/stored-fields.js";
import type { Metrics } from "./metrics/metrics.js";
import { withDefaults } from "../options/given.js";
import { LIMITS, type HttpOptions, type Limits } from "./options.js";
import type { Tracing } from "./tracing.js";

/** What the routes share. */
export interface Serving {
  readonly client: Client<object>;
  readonly manifest: Manifest;
  readonly features: ReadonlyMap<string, FeatureEntry>;
  readonly zone: Zone;
  readonly limits: Limits;
  readonly metrics: Metrics;
  readonly deadlines: Deadlines;
  readonly tracing: Tracing;
  readonly writeAnswer: WriteAnswer;
  readonly rowWriter: RowWriter;
  readonly columnWriter: ColumnWriter;
  readonly heldFeatures: HeldFeatures;
}

export function servingOf(options: HttpOptions, metrics: Metrics, tracing: Tracing): Serving {
  const { client } = options;
  const { manifest } = client;
  const features = new Map(manifest.features.map((feature) => [feature.name, feature]));
  const forms: FeatureForms = {
    typeOf: (name) => typeNamed(features.get(name)?.type ?? ""),
    appenderOf: featureAppenders(features, manifest.project.timeZone),
  };
  return {
    client,
    manifest,
    features,
    zone: projectZone(manifest.project.timeZone),
    limits: withDefaults(LIMITS, options.limits),
    metrics,
    deadlines: deadlines(),
    tracing,
    writeAnswer: answerWriter(features, manifest.project.timeZone),
    rowWriter: rowWriter(forms),
    columnWriter: columnWriter(forms),
    heldFeatures: heldFeatures(client),
  };
}
