import { PinionError } from "@pinion/core";
import type { Redis } from "ioredis";

/**
 * Watches what comes from each node. A node is silent while something is wanted of it and not one byte comes, whoever asks
 * and however long each caller waits. A connection that says nothing for too long is given up, since its other end may be gone
 * without a word, and is made anew; who would wait less than the silence lasts already is refused at once.
 */
export interface Silence {
  /**
   * A call begins to wait for the node of a key, at most so many milliseconds; the answer is to be told that it ended. Throws PN6008
   * where the node has been silent for longer than that.
   */
  readonly enter: (key: string | undefined, withinMs: number) => Waiting;
  readonly close: () => void;
}

export interface Waiting {
  readonly leave: () => void;
}

export interface SilenceParts {
  readonly label: string;
  /** The node of a key, the empty name where there is but one; undefined where a call is not for one node. */
  readonly nodeOf: (key: string | undefined) => string | undefined;
  /** What is connected, or was: by the names of the nodes. */
  readonly connections: () => Iterable<readonly [string, Redis]>;
}

/** What is looked at so often, in milliseconds, while anything is wanted. */
const EVERY_MS = 250;
/**
 * A connection of which nothing came for half the time of the hastiest caller is given up, so that the other half is left for the next
 * connection, but not before the first of these, and not after the second; each that follows it without a word may be silent for twice as long.
 */
const PATIENCE_MS = 1_000;
const LONGEST_PATIENCE_MS = 5_000;
/** What nobody asked for during so many looks is forgotten. */
const FORGOTTEN_AFTER = 240;

type Stream = Redis["stream"];

interface Node extends Waiting {
  readonly name: string;
  waiting: number;
  /** Since when nothing came although something was wanted, in whole looks. */
  silentMs: number;
  /** Of the connection that there is, and how long the next may be silent. */
  stream: Stream | undefined;
  bytes: number;
  streamMs: number;
  doublings: number;
  /** The shortest time that a caller gave it since something came. */
  hastiestMs: number;
  wanted: boolean;
  idle: number;
}

export function silence({ label, nodeOf, connections }: SilenceParts): Silence {
  const nodes = new Map<string, Node>();
  let timer: NodeJS.Timeout | undefined;

  const nodeNamed = (name: string): Node => {
    let node = nodes.get(name);
    if (node === undefined) nodes.set(name, (node = newNode(name)));
    return node;
  };

  const look = (): void => {
    const connected = new Map(connections());
    for (const name of connected.keys()) nodeNamed(name);
    for (const node of nodes.values()) {
      judge(node, connected.get(node.name));
      if (node.idle > FORGOTTEN_AFTER || (node.idle > 0 && node.silentMs === 0)) nodes.delete(node.name);
    }
    if (nodes.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };

  return {
    enter: (key, withinMs) => {
      const name = nodeOf(key);
      // A process that stood still finds its timers before what came meanwhile: that is read first.
      timer ??= setInterval(() => setImmediate(look), EVERY_MS).unref();
      if (name === undefined) return NOBODY;
      const node = nodeNamed(name);
      node.idle = 0;
      if (node.silentMs >= Math.max(PATIENCE_MS, withinMs)) throw leftAlone(label, node);
      node.waiting++;
      if (withinMs < node.hastiestMs) node.hastiestMs = withinMs;
      return node;
    },
    close: () => {
      clearInterval(timer);
      nodes.clear();
    },
  };
}

const NOBODY: Waiting = { leave: () => undefined };

function newNode(name: string): Node {
  const node: Node = {
    name,
    waiting: 0,
    silentMs: 0,
    stream: undefined,
    bytes: 0,
    streamMs: 0,
    doublings: 0,
    hastiestMs: Infinity,
    wanted: false,
    idle: 0,
    leave: () => void node.waiting--,
  };
  return node;
}

/** Time counts between two looks that both found something wanted, so that a process without a processor blames nobody. */
function judge(node: Node, redis: Redis | undefined): void {
  const stream = redis?.stream;
  const open = stream !== undefined && !stream.destroyed;
  const bytes = stream?.bytesRead ?? 0;
  const isNew = stream !== node.stream;
  const heard = isNew ? bytes > 0 : bytes > node.bytes;
  // What a caller wanted who has gone since is wanted still: it stays in the connection's queue.
  const wanted = node.waiting > 0 || (open && (redis?.commandQueue.length ?? 0) > 0);
  if (heard || (!wanted && node.silentMs < PATIENCE_MS)) {
    node.silentMs = 0;
    node.streamMs = 0;
    node.hastiestMs = Infinity;
    if (heard) node.doublings = 0;
  } else if (wanted && node.wanted) {
    node.silentMs += EVERY_MS;
    node.streamMs = isNew ? 0 : node.streamMs + EVERY_MS;
  }
  node.idle = node.waiting > 0 || wanted ? 0 : node.idle + 1;
  node.wanted = wanted;
  node.stream = stream;
  node.bytes = bytes;
  // One that is still being made has a time of its own.
  if (!open || stream.connecting || node.streamMs < patienceOf(node)) return;
  node.streamMs = 0;
  node.doublings++;
  stream.destroy(new Error("nothing came over the connection, which is made anew"));
}

const patienceOf = ({ hastiestMs, doublings }: Node): number =>
  Math.min(Math.max(PATIENCE_MS, hastiestMs / 2) * 2 ** doublings, LONGEST_PATIENCE_MS);

const leftAlone = (label: string, { name, silentMs }: Node): PinionError =>
  new PinionError(
    "PN6008",
    `${name === "" ? label : `${label}, node ${name},`} has said nothing for ${Math.floor(silentMs / 1000)} s and is left alone`,
    { help: "calls go on by themselves once it answers again; check that it runs" },
  );
