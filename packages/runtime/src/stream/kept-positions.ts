import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { partitionName, type Position, type StreamLog } from "./ports.js";

export interface KeptOptions {
  readonly folder: string;
  /** Tells groups and logs apart. */
  readonly group: string;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** A partition's position is kept so often: an older one is as good, since what was read is known again. */
const EVERY_MS = 2_000;

/**
 * A log whose positions are kept in a folder too, with their notes. A broker forgets a group's offsets with the topic, or when
 * nobody read for long: what the folder has stands in for them, so that a topic that was made anew is told from the one before.
 */
export function keptPositions(log: StreamLog, { folder, group, now = Date.now }: KeptOptions): StreamLog {
  const waiting = new Map<string, Position>();
  const keptAt = new Map<string, number>();
  let running = Promise.resolve();

  const keep = async (due: (name: string) => boolean): Promise<void> => {
    for (const [name, position] of waiting) {
      if (!due(name)) continue;
      waiting.delete(name);
      keptAt.set(name, now());
      // A folder that takes nothing is no reason to end: there is nothing then to stand in.
      await write(fileOf(folder, name), JSON.stringify({ group, ...position })).catch(() => undefined);
    }
  };
  return {
    ...log,
    read: (handlers, signal) =>
      log.read(
        {
          ...handlers,
          assigned: async (assignments) =>
            handlers.assigned(
              await Promise.all(
                assignments.map(async (assignment) => {
                  if (assignment.committed !== undefined) return assignment;
                  const kept = await read(fileOf(folder, partitionName(assignment)), group);
                  return kept === undefined ? assignment : { ...assignment, committed: kept };
                }),
              ),
            ),
        },
        signal,
      ),
    commit: async (positions) => {
      await log.commit(positions);
      for (const position of positions) {
        if (log.holds(position)) waiting.set(partitionName(position), position);
      }
      running = running.then(() => keep((name) => now() - (keptAt.get(name) ?? -Infinity) >= EVERY_MS));
      await running;
    },
    close: async () => {
      await running.then(() => keep(() => true));
      await log.close();
    },
  };
}

/** Topics have names that files may have, but for their slash. */
const fileOf = (folder: string, name: string): string =>
  join(folder, "positions", `${encodeURIComponent(name)}.json`);

async function write(path: string, text: string): Promise<void> {
  await mkdir(join(path, ".."), { recursive: true });
  // Where several readers have the folder each partition is one's alone.
  const aside = `${path}.${process.pid}.tmp`;
  await writeFile(aside, text);
  await rename(aside, path);
}

async function read(
  path: string,
  group: string,
): Promise<{ readonly offset: number; readonly note: string } | undefined> {
  try {
    const kept = JSON.parse(await readFile(path, "utf8")) as Partial<Position & { readonly group: string }>;
    const { offset, note } = kept;
    if (kept.group !== group || typeof offset !== "number" || typeof note !== "string") return undefined;
    return Number.isSafeInteger(offset) ? { offset, note } : undefined;
  } catch {
    // None was kept, or it was cut.
    return undefined;
  }
}
