import { setTimeout as sleep } from "node:timers/promises";
import { PinionError } from "@pinion/core";
import { packedRecords } from "../../../packed-records.js";
import type { Partition, RecordBatch } from "../../../ports.js";
import { fetchLoop, lanes, type Fetched, type Lanes, type Reading } from "../fetch-loop.js";
import type { KafkaSettings } from "../settings.js";
import { WireFault } from "./bytes.js";
import { openConnection, RefusedFault, type Address, type Connection } from "./connection.js";
import { fetchRecords } from "./fetch.js";
import { placement, type Placement } from "./metadata.js";
import { BatchFault, readBatches } from "./record-batch.js";
import { SaslFault } from "./sasl.js";

/** Where a partition is read from. */
export interface Begin extends Partition {
  readonly offset: number;
  /** Of its topic, where the broker tells. */
  readonly id?: string;
}

export interface ReadOptions {
  readonly begins: readonly Begin[];
  /** One at a time of each partition. */
  readonly deliver: (batch: RecordBatch) => Promise<void>;
  /** Throws why the records at these offsets are not there; resolves where they are by now. */
  readonly outOfRange: (wanted: readonly Begin[]) => Promise<void>;
  readonly over: () => boolean;
}

/** Records of topics, straight from the brokers that lead them. */
export interface WireReader {
  /** Of topics that the brokers tell the ids of. */
  readonly ids: (topics: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Reads until it is over; a broker that does not answer is waited for. Throws PN5502, PN5503, PN5509 and what the options throw. */
  readonly read: (options: ReadOptions) => Promise<void>;
  readonly close: () => void;
}

const MAX_BYTES = 16 << 20;
const MAX_BYTES_PER_PARTITION = 2 << 20;
const AGAIN_MS = 100;
const LONGEST_AGAIN_MS = 1_000;
/** A broker that has just begun may not know a topic yet. */
const MOST_UNKNOWN = 60;

/** The protocol's numbers of what a broker says. */
const OFFSET_OUT_OF_RANGE = 1;
const UNKNOWN_TOPIC = 3;
const REFUSED: ReadonlySet<number> = new Set([29, 30, 31]);
const UNKNOWN_COMPRESSION = 76;

type WireReading = Reading & { readonly id?: string };

export function wireReader(settings: KafkaSettings): WireReader {
  const { label } = settings;
  const connections = new Map<string, Promise<Connection>>();
  let closed = false;

  const connection = async (address: Address): Promise<Connection> => {
    const name = `${address.host}:${address.port}`;
    const known = await connections.get(name)?.catch(() => undefined);
    if (known?.isOpen() === true) return known;
    const opened = openConnection(address, settings);
    connections.set(name, opened);
    const found = await opened;
    if (closed) found.close();
    return found;
  };
  const place = async (topics: readonly string[]): Promise<Placement> => {
    let last: unknown = new WireFault("no broker answers");
    for (const broker of settings.brokers) {
      try {
        return await placement(await connection(addressOf(broker)), topics);
      } catch (error) {
        if (!isPassing(error)) throw error;
        last = error;
      }
    }
    throw last;
  };

  /** One try: until a partition is led by another broker, or one does not answer. */
  const readOnce = async (all: Lanes<WireReading>, options: ReadOptions): Promise<void> => {
    const { brokers, topics } = await place([...new Set(all.all.map(({ topic }) => topic))]);
    const byLeader = new Map<number, WireReading[]>();
    const moved: WireReading[] = [];
    for (const reading of all.all) {
      const topic = topics.get(reading.topic);
      if (topic?.error === UNKNOWN_TOPIC) throw new UnknownTopic(reading.topic);
      if (topic !== undefined && REFUSED.has(topic.error))
        throw new RefusedFault("a topic is not to be read");
      if (reading.id !== undefined && topic?.id !== undefined && topic.id !== reading.id) moved.push(reading);
      const leader = topic?.leaders.get(reading.partition) ?? -1;
      byLeader.set(leader, [...(byLeader.get(leader) ?? []), reading]);
    }
    if (moved.length > 0) await options.outOfRange(moved);
    let ended = false;
    const over = (): boolean => ended || options.over();
    const loops = Array.from(byLeader, async ([node, readings]) => {
      try {
        const address = brokers.get(node);
        if (address === undefined) throw new WireFault("a partition has no leader");
        const broker = await connection(address);
        const fetch = (wanted: readonly WireReading[], maxWaitMs: number) =>
          fetchFrom(broker, wanted, maxWaitMs, options);
        await fetchLoop({ lanes: all, readings, fetch, over });
      } finally {
        ended = true;
      }
    });
    // What is still fetched by one must not be fetched by another.
    const failed = (await Promise.allSettled(loops)).find((loop) => loop.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  };

  const read = async (options: ReadOptions): Promise<void> => {
    const readings = options.begins.map((begin): WireReading => ({ ...begin }));
    const all = lanes(readings, options.deliver, options.over);
    let unknown = 0;
    for (let pause = AGAIN_MS; !options.over(); pause = Math.min(pause * 2, LONGEST_AGAIN_MS)) {
      const before = readings.map(({ offset }) => offset);
      try {
        await readOnce(all, options);
        return;
      } catch (error) {
        all.check();
        unknown = error instanceof UnknownTopic ? unknown + 1 : 0;
        if (!isPassing(error) || unknown > MOST_UNKNOWN) throw coded(error);
      }
      if (readings.some(({ offset }, i) => offset !== before[i])) pause = AGAIN_MS;
      if (!options.over()) await sleep(pause);
    }
  };
  const coded = (error: unknown): unknown => {
    if (error instanceof RefusedFault || error instanceof SaslFault) {
      return new PinionError("PN5502", `${label} refused the credentials`, {
        ...{ cause: error, help: "check the user, the secret and the mechanism" },
      });
    }
    if (error instanceof UnknownTopic) {
      return new PinionError("PN5503", `${label} lacks a topic of the source`, { cause: error });
    }
    if (error instanceof BatchFault) {
      return new PinionError("PN5509", `a record of ${label} cannot be read: ${error.message}`, {
        cause: error,
      });
    }
    return error;
  };

  return {
    ids: async (topics) => {
      const found = await place(topics);
      return new Map(
        Array.from(found.topics, ([topic, { id }]) => [topic, id ?? ""] as const).filter(
          ([, id]) => id !== "",
        ),
      );
    },
    read,
    close: () => {
      closed = true;
      for (const each of connections.values())
        each.then(
          ({ close }) => close(),
          () => undefined,
        );
    },
  };
}

class UnknownTopic extends Error {}

async function fetchFrom(
  broker: Connection,
  wanted: readonly WireReading[],
  maxWaitMs: number,
  { outOfRange }: ReadOptions,
): Promise<readonly Fetched<WireReading>[]> {
  const limits = { maxWaitMs, maxBytes: MAX_BYTES, maxBytesPerPartition: MAX_BYTES_PER_PARTITION };
  const found = await fetchRecords(broker, wanted, limits);
  const outside = found.filter(({ error }) => error === OFFSET_OUT_OF_RANGE).map((each) => each.wanted);
  if (outside.length > 0) await outOfRange(outside);
  for (const { error } of found) {
    if (REFUSED.has(error)) throw new RefusedFault("a topic is not to be read");
    if (error === UNKNOWN_COMPRESSION) throw new BatchFault("this broker is too old to send its compression");
  }
  const fetched = found.flatMap(({ wanted: reading, error, records, aborted, highWatermark }) => {
    if (error !== 0 || records.length === 0) return [];
    const { topic, partition, offset } = reading;
    const { pack, next } = readBatches(records, offset, aborted);
    if (next <= offset) return [];
    return [{ reading, batch: { topic, partition, records: packedRecords(pack), next, end: highWatermark } }];
  });
  // What came is handed on first: it is asked for again only from behind it.
  if (fetched.length === 0 && found.some(({ error }) => error !== 0))
    throw new WireFault(`a broker answered with error ${found.find(({ error }) => error !== 0)?.error}`);
  return fetched;
}

/** Whether the same may succeed in a moment: a broker that is not there, or does not lead a partition any more. */
function isPassing(error: unknown): boolean {
  if (error instanceof PinionError) return error.code === "PN5501";
  if (error instanceof WireFault || error instanceof UnknownTopic) return true;
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).code === "string";
}

function addressOf(broker: string): Address {
  const colon = broker.lastIndexOf(":");
  return { host: broker.slice(0, colon).replace(/^\[(.*)\]$/u, "$1"), port: Number(broker.slice(colon + 1)) };
}
