import type { KafkaMessage } from "./driver.js";

/** A broker takes about 1 MB at once of a partition unless it is told otherwise. */
const MOST_BYTES = 512 << 10;
/** What a record takes besides its key and value, at most. */
const RECORD_BYTES = 32;

/** Messages in their order, as many at once as any broker takes; one that is longer goes alone. */
export function* inPieces<T extends KafkaMessage>(messages: readonly T[]): Generator<readonly T[]> {
  let piece: T[] = [];
  let bytes = 0;
  for (const message of messages) {
    const own = RECORD_BYTES + (message.key?.length ?? 0) + (message.value?.length ?? 0);
    if (piece.length > 0 && bytes + own > MOST_BYTES) {
      yield piece;
      piece = [];
      bytes = 0;
    }
    piece.push(message);
    bytes += own;
  }
  if (piece.length > 0) yield piece;
}
