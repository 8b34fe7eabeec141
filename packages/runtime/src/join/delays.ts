import { isAnchored, PinionError, type FeatureEntry } from "@pinion/core";
import { showGiven } from "../options/given.js";

const SECONDS: ReadonlyMap<string, number> = new Map([
  ["s", 1],
  ["m", 60],
  ["h", 3_600],
  ["d", 86_400],
  ["w", 604_800],
  ["y", 31_536_000],
]);

export const DELAY_HELP = "write a whole number and a unit: `36h`, `7d`, `2w`";

/** The length of a delay in microseconds; undefined where it is none. */
export function delayMicros(text: unknown): number | undefined {
  const match = typeof text === "string" ? /^(\d{1,9})([smhdwy])$/u.exec(text) : null;
  const micros = Number(match?.[1] ?? NaN) * (SECONDS.get(match?.[2] ?? "") ?? NaN) * 1_000_000;
  return Number.isSafeInteger(micros) ? micros : undefined;
}

/** Throws PN7010 where the text is no length of time. */
function readDelay(text: unknown, what: string): number {
  const micros = delayMicros(text);
  if (micros !== undefined) return micros;
  throw new PinionError("PN7010", `\`${what}\` is no length of time: ${showGiven(text)}`, {
    help: DELAY_HELP,
  });
}

export interface Delays {
  readonly simulateTimeDelay?: string;
  readonly overrideTimeDelay?: Readonly<Partial<Record<string, string>>>;
}

/** How long before the observation each of these features is as of, in microseconds. Throws PN7001 or PN7010. */
export function delaysOf(
  { simulateTimeDelay, overrideTimeDelay = {} }: Delays,
  needed: readonly FeatureEntry[],
): ReadonlyMap<string, number> {
  const all = simulateTimeDelay === undefined ? 0 : readDelay(simulateTimeDelay, "simulateTimeDelay");
  const own = new Map<string, number>();
  for (const [name, text] of Object.entries(overrideTimeDelay)) {
    const feature = needed.find((candidate) => candidate.name === name);
    if (feature === undefined || !isAnchored(feature)) {
      throw new PinionError(
        "PN7010",
        feature === undefined
          ? `\`overrideTimeDelay\` names \`${name}\`, which is not joined`
          : `\`overrideTimeDelay\` names \`${name}\`, which is computed from other features`,
        {
          help: feature === undefined ? "name a feature of the join" : "name those that it is computed from",
        },
      );
    }
    own.set(name, readDelay(text, `overrideTimeDelay.${name}`));
  }
  return new Map(needed.map(({ name }) => [name, own.get(name) ?? all]));
}
