import {
  partitionName,
  type Assignment,
  type Position,
  type ReadHandlers,
  type RecordBatch,
  type StartAt,
  type StreamLog,
} from "./ports.js";

/**
 * A log that several parts of a job read together, such as the keys of one source: each record is fetched once, by one
 * group. Every part stands where it stands; the group stands at the least of these, and what is noted beside its offset
 * tells them apart.
 */
export interface SharedLog {
  /** The log as each part sees it, in the order of the parts. */
  readonly parts: readonly PartLog[];
  /** Reads for all parts: handlers in the order of the parts. */
  readonly read: (handlers: readonly ReadHandlers[], signal: AbortSignal) => Promise<void>;
}

export type PartLog = Pick<StreamLog, "holds" | "commit" | "others">;

/** `ids` name the parts in what is noted. */
export function sharedLog(log: StreamLog, ids: readonly string[]): SharedLog {
  if (ids.length === 1) return { parts: [log], read: ([only], signal) => log.read(must(only), signal) };

  /** By partition, where each part stands. */
  const stands = new Map<string, Map<string, Position>>();
  /** Where a part begins in a partition: what comes before is not for it. */
  const begins = ids.map(() => new Map<string, StartAt>());
  let committing: Promise<void> = Promise.resolve();

  const commit = async (names: ReadonlySet<string>): Promise<void> => {
    const positions = [...names].flatMap((name): readonly Position[] => {
      const all = ids.map((id) => stands.get(name)?.get(id));
      // Where a part does not know its place yet, the group has none.
      return all.every((one) => one !== undefined) ? [together(ids, all)] : [];
    });
    if (positions.length > 0) await log.commit(positions);
  };
  const assigned = async (
    handlers: readonly ReadHandlers[],
    assignments: readonly Assignment[],
  ): Promise<readonly StartAt[]> => {
    for (const assignment of assignments) {
      const { topic, partition, committed } = assignment;
      const all = new Map<string, Position>();
      for (const id of ids) {
        const own = committed === undefined ? undefined : partOf(committed, id);
        if (own !== undefined) all.set(id, { topic, partition, ...own });
      }
      stands.set(partitionName(assignment), all);
    }
    const starts = await Promise.all(
      handlers.map((each, i) =>
        each.assigned(assignments.map((assignment) => ownAssignment(assignment, ids[i] ?? ""))),
      ),
    );
    return assignments.map((assignment, i) => {
      const own = starts.map((each) => each[i] ?? "beginning");
      own.forEach((start, part) => begins[part]?.set(partitionName(assignment), start));
      return earliest(own, assignment);
    });
  };
  /** What of a batch is for a part; undefined where nothing is. */
  const ownBatch = (part: number, batch: RecordBatch): RecordBatch | undefined => {
    const name = partitionName(batch);
    const start = begins[part]?.get(name);
    if (typeof start === "number" && batch.next <= start) return undefined;
    if (typeof start !== "object") return batch;
    const records = [...batch.records];
    const first = records.findIndex(({ timestamp }) => timestamp >= start.timestamp);
    if (first < 0) return undefined;
    begins[part]?.delete(name);
    return { ...batch, records: records.slice(first) };
  };

  return {
    read: (handlers, signal) =>
      log.read(
        {
          assigned: (assignments) => assigned(handlers, assignments),
          revoked: async (gone) => {
            await Promise.all(handlers.map((each) => each.revoked(gone)));
          },
          batch: async (batch) => {
            await Promise.all(
              handlers.map(async (each, part) => {
                const own = ownBatch(part, batch);
                if (own !== undefined) await each.batch(own);
              }),
            );
          },
        },
        signal,
      ),
    parts: ids.map((id) => ({
      holds: (partition) => log.holds(partition),
      commit: (positions) => {
        for (const position of positions) stands.get(partitionName(position))?.set(id, position);
        const names = new Set(positions.map(partitionName));
        const done = committing.then(() => commit(names));
        committing = done.catch(() => undefined);
        return done;
      },
      others: async () =>
        (await log.others()).map((other) => ({ ...other, note: partOf(other, id)?.note ?? "" })),
    })),
  };
}

interface Stand {
  readonly offset: number;
  readonly note: string;
}

function together(ids: readonly string[], all: readonly Position[]): Position {
  const [{ topic, partition }] = all as readonly [Position];
  const note = JSON.stringify({ parts: ids.map((id, i) => [id, all[i]?.offset, all[i]?.note]) });
  return { topic, partition, offset: Math.min(...all.map(({ offset }) => offset)), note };
}

/**
 * Where a part stands; undefined where it is a new one. A note that knows no parts is of a job that had one alone: all
 * before its offset is acknowledged.
 */
function partOf({ offset, note }: Stand, id: string): Stand | undefined {
  let parts: unknown;
  try {
    ({ parts } = JSON.parse(note) as { readonly parts?: unknown });
  } catch {
    return { offset, note: "" };
  }
  if (!Array.isArray(parts)) return { offset, note: "" };
  const found = (parts as readonly (readonly [unknown, unknown, unknown])[]).find(([name]) => name === id);
  if (found === undefined || typeof found[1] !== "number" || typeof found[2] !== "string") return undefined;
  return { offset: found[1], note: found[2] };
}

function ownAssignment({ committed, ...rest }: Assignment, id: string): Assignment {
  const own = committed === undefined ? undefined : partOf(committed, id);
  return own === undefined ? rest : { ...rest, committed: own };
}

/** A time is an offset that is not known here: beside an offset, all is read, and parts leave out what is not for them. */
function earliest(starts: readonly StartAt[], { begin, end }: Assignment): StartAt {
  const [first = "beginning", ...more] = starts;
  if (more.every((one) => JSON.stringify(one) === JSON.stringify(first))) return first;
  return Math.min(...starts.map((one) => (typeof one === "number" ? one : one === "latest" ? end : begin)));
}

function must(handlers: ReadHandlers | undefined): ReadHandlers {
  if (handlers === undefined) throw new Error("a part of a stream without its handlers");
  return handlers;
}
