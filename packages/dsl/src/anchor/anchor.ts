import { DEFINITION, type Site } from "../brand.js";
import type { AnchorDefinition, FeatureDefinition } from "../definitions.js";
import { DefinitionError, type DefinitionPlace } from "../error.js";
import { DRAFT, isDraft, type Draft, type DraftContent } from "../features/draft.js";
import type { FeaturesOf } from "../features/reference.js";
import type { Key } from "../key.js";
import { noExpression, orMistaken } from "../mistakes.js";
import { checkFeatureName, checkName, shown } from "../name.js";
import { callSite } from "../site.js";
import type { EventOf, Source } from "../source/types.js";
import type { TypeMistake } from "../types/type.js";
import { checkKeys } from "./check-keys.js";
import { checkWindow } from "./check-window.js";
import type { FitKeys } from "./key-fit.js";
import { frozen } from "../frozen.js";

/** The features of an anchor by their names, before the anchor gives them its source and key. */
export type Drafts = Readonly<Record<string, Draft>>;
/** One key, or the parts of a composite one, in order. */
export type Keys = Key | readonly Key[];

/** The features of an anchor, typed: `anchor.features.name` is what derived features take as input. */
export interface Anchor<Name extends string = string, F extends Drafts = Drafts> extends AnchorDefinition {
  readonly name: Name;
  readonly features: FeaturesOf<F>;
}

interface AnchorOptions<S extends Source, F extends Drafts> {
  readonly source: S;
  /** The features by name: `^[a-zA-Z_][a-zA-Z0-9_]+$`, unique in the project. */
  readonly features: F;
  readonly description?: string;
}

/** A key, or several for a composite one, that fit the source; none over a request source. */
type KeyRule<S extends Source, K> = S["kind"] extends "request"
  ? { readonly key?: TypeMistake<"features over a request source have no key"> }
  : { readonly key: K & FitKeys<S, K> };

/** Windows need rows with a time. */
type WindowRule<S extends Source, F> = S["kind"] extends "request"
  ? NoWindows<F, "a request has no rows to aggregate: use expr over a request source">
  : [EventOf<S>] extends [never]
    ? NoWindows<F, "a window needs a source with an eventTimestamp">
    : unknown;

type NoWindows<F, Message extends string> = {
  readonly [Name in keyof F]: F[Name] extends Draft<"expression"> ? unknown : TypeMistake<Message>;
};

/** Features of one source under one key, single or composite. */
export function anchor<
  const Name extends string,
  S extends Source,
  F extends Drafts,
  const K extends Keys = Keys,
>(
  name: Name,
  options: AnchorOptions<S, F> & { readonly key?: K; readonly features: WindowRule<S, F> } & KeyRule<S, K>,
): Anchor<Name, F> {
  const site = callSite(anchor);
  checkName(name, "an anchor", { site, path: [0] });
  const { source, description } = options;
  checkSource(source, name, site);
  const keys = checkKeys(options.key, source, name, site);
  const head = Object.freeze({ name, site });
  const features: Record<string, FeatureDefinition> = Object.create(null) as Record<
    string,
    FeatureDefinition
  >;
  for (const [feature, draft] of draftsOf(options.features, name, site)) {
    const content = orMistaken(
      () => contentOf(feature, draft, source, { site, path: [1, "features", feature] }),
      (): DraftContent => ({ kind: "expression", site, expression: noExpression(site) }),
    );
    features[feature] = frozen<FeatureDefinition>({
      [DEFINITION]: "feature",
      ...content,
      name: feature,
      anchor: head,
      source,
      keys,
    });
  }
  return frozen({
    [DEFINITION]: "anchor",
    site,
    name,
    source,
    keys,
    features: Object.freeze(features) as FeaturesOf<F>,
    ...(description === undefined ? {} : { description }),
  });
}

function contentOf(name: string, draft: unknown, source: Source, place: DefinitionPlace): DraftContent {
  checkFeatureName(name, place);
  if (!isDraft(draft)) {
    throw new DefinitionError("PN1114", `\`${name}\` is ${shown(draft)}, not a feature`, place, {
      help: 'make it by expr, sum, count, avg, min, max, latest or first, as in expr("trip_distance")',
    });
  }
  const content = draft[DRAFT];
  if (content.kind === "window") checkWindow(name, source, place);
  return content;
}

function checkSource(source: unknown, anchor: string, site: Site): void {
  if (typeof source === "object" && source !== null && DEFINITION in source) {
    if (source[DEFINITION] === "source") return;
  }
  throw new DefinitionError(
    "PN1108",
    `the source of anchor \`${anchor}\` is ${shown(source)}, not a source`,
    {
      site,
      path: [1, "source"],
    },
  );
}

function draftsOf(features: unknown, anchor: string, site: Site): readonly [string, unknown][] {
  if (typeof features === "object" && features !== null && Object.keys(features).length > 0) {
    return Object.entries(features);
  }
  throw new DefinitionError("PN1114", `anchor \`${anchor}\` has no features`, {
    site,
    path: [1, "features"],
  });
}
