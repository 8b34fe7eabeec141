import {
  FetchIsolationLevels,
  offsetCommitV8,
  offsetCommitV9,
  type Admin,
  type Consumer,
} from "@platformatic/kafka";
import {
  partitionName,
  type Assignment,
  type Partition,
  type Position,
  type StartAt,
} from "../../../ports.js";

/** The protocol's names of the first offset that is still there, and of the one behind the last. */
const EARLIEST = -2n;
const LATEST = -1n;

/** Where the group stands in partitions, and what they hold. */
export async function describe(
  admin: Admin,
  groupId: string,
  mine: readonly Partition[],
): Promise<readonly Assignment[]> {
  if (mine.length === 0) return [];
  const committed = new Map<string, { readonly offset: number; readonly note: string }>();
  const topics = Array.from(byTopic(mine), ([name, partitionIndexes]) => ({ name, partitionIndexes }));
  for (const group of await admin.listConsumerGroupOffsets({ groups: [{ groupId, topics }] })) {
    for (const { name: topic, partitions } of group.topics) {
      for (const { partitionIndex: partition, committedOffset, metadata } of partitions) {
        if (committedOffset < 0n) continue;
        const known = { offset: Number(committedOffset), note: metadata ?? "" };
        committed.set(partitionName({ topic, partition }), known);
      }
    }
  }
  const [begins, ends, metadata] = await Promise.all([
    offsetsAt(admin, mine, EARLIEST),
    offsetsAt(admin, mine, LATEST),
    admin.metadata({ topics: topics.map(({ name }) => name) }),
  ]);
  return mine.map((partition): Assignment => {
    const name = partitionName(partition);
    const known = committed.get(name);
    const partitions = metadata.topics.get(partition.topic)?.partitionsCount ?? 0;
    const range = { begin: begins.get(name) ?? 0, end: ends.get(name) ?? 0, partitions };
    return { ...partition, ...range, ...(known === undefined ? {} : { committed: known }) };
  });
}

export async function offsetOf(admin: Admin, start: StartAt, assignment: Assignment): Promise<number> {
  if (typeof start === "number") return start;
  if (start === "beginning") return assignment.begin;
  if (start === "latest") return assignment.end;
  const found = await offsetsAt(admin, [assignment], BigInt(start.timestamp));
  const offset = found.get(partitionName(assignment)) ?? -1;
  // None is as late as that.
  return offset < 0 ? assignment.end : offset;
}

async function offsetsAt(
  admin: Admin,
  partitions: readonly Partition[],
  timestamp: bigint,
): Promise<ReadonlyMap<string, number>> {
  const topics = Array.from(byTopic(partitions), ([name, all]) => ({
    name,
    partitions: all.map((partitionIndex) => ({ partitionIndex, timestamp })),
  }));
  const isolationLevel = FetchIsolationLevels.READ_UNCOMMITTED;
  const found = new Map<string, number>();
  for (const { name: topic, partitions: all } of await admin.listOffsets({ topics, isolationLevel })) {
    for (const { partitionIndex: partition, offset } of all) {
      found.set(partitionName({ topic, partition }), Number(offset));
    }
  }
  return found;
}

/**
 * Commits as a member of one generation of the group, whichever the client is in by now: what it has joined in the
 * meantime does not make positions of before its own. The client's own commit joins anew by itself, and takes no notes.
 */
export async function commitAs(
  member: Consumer,
  { generationId, memberId }: { readonly generationId: number; readonly memberId: string },
  positions: readonly Position[],
): Promise<void> {
  const coordinator = await member.findGroupCoordinator();
  const [connection] = (await member.connectToBrokers([coordinator])).values();
  if (connection === undefined) return;
  const apis = await member.listApis();
  const newest = apis.find(({ name }) => name === "OffsetCommit")?.maxVersion ?? 8;
  const { api } = newest >= 9 ? offsetCommitV9 : offsetCommitV8;
  const topics = Array.from(byTopic(positions), ([name]) => ({
    name,
    partitions: positions
      .filter(({ topic }) => topic === name)
      .map(({ partition, offset, note }) => ({
        ...{ partitionIndex: partition, committedOffset: BigInt(offset), committedLeaderEpoch: -1 },
        committedMetadata: note,
      })),
  }));
  await api.async(connection, member.groupId, generationId, memberId, null, topics);
}

function byTopic(partitions: readonly Partition[]): ReadonlyMap<string, number[]> {
  const topics = new Map<string, number[]>();
  for (const { topic, partition } of partitions) {
    const all = topics.get(topic) ?? [];
    all.push(partition);
    topics.set(topic, all);
  }
  return topics;
}
