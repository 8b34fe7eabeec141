import type {
  AnchorDefinition,
  ConfigDefinition,
  DerivedDefinition,
  FeatureDefinition,
  KeyDefinition,
  LookupDefinition,
  SourceDefinition,
} from "@pinion/dsl";

/**
 * A project's definitions, in the order of the files they are written in. Every site is
 * `file:line:column`, the file relative to the project's folder.
 */
export interface Evaluated {
  /** The absolute path of the project's folder. */
  readonly projectDir: string;
  /** Its name is given or the folder's. */
  readonly config: ConfigDefinition & { readonly name: string };
  readonly sources: readonly SourceDefinition[];
  readonly keys: readonly KeyDefinition[];
  readonly anchors: readonly AnchorDefinition[];
  /** The features of the anchors, and those that derived features take from anchors that are not exported. */
  readonly features: readonly FeatureDefinition[];
  readonly derived: readonly DerivedDefinition[];
  readonly lookups: readonly LookupDefinition[];
  /** The definition files, relative to the project's folder. */
  readonly files: readonly string[];
  /** All files that the definitions depend on, the configuration and Avro schemas among them. */
  readonly inputs: readonly string[];
}
