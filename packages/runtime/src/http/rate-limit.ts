/** So many requests a second on average, and so many at once. */
export interface RateLimit {
  readonly perSecond: number;
  /** Default: what one second allows, at least 1. */
  readonly burst?: number;
}

export interface RateLimiter {
  /** Takes one from a caller's bucket: 0, or the seconds until there is one. */
  readonly take: (id: string, limit?: RateLimit) => number;
  /** The same without taking. */
  readonly wait: (id: string, limit?: RateLimit) => number;
}

interface Bucket {
  tokens: number;
  readonly at: number;
}

/** Beyond these the bucket that was used least lately is forgotten. */
const MOST_BUCKETS = 10_000;

/** Token buckets, one a caller, of this process. `now` in milliseconds. */
export function rateLimiter(standard: RateLimit, now: () => number = Date.now): RateLimiter {
  const buckets = new Map<string, Bucket>();

  const bucketOf = (id: string, { perSecond, burst = Math.max(1, perSecond) }: RateLimit): Bucket => {
    const at = now();
    const before = buckets.get(id);
    const since = before === undefined ? 0 : Math.max(0, at - before.at);
    const tokens = before === undefined ? burst : Math.min(burst, before.tokens + (since * perSecond) / 1000);
    const bucket = { tokens, at };
    // A map goes through its entries in the order they were put in: the first is the one used least lately.
    buckets.delete(id);
    buckets.set(id, bucket);
    if (buckets.size > MOST_BUCKETS) {
      const [oldest] = buckets.keys();
      if (oldest !== undefined) buckets.delete(oldest);
    }
    return bucket;
  };
  const secondsUntil = ({ tokens }: Bucket, { perSecond }: RateLimit): number =>
    tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond));

  return {
    take: (id, limit = standard) => {
      const bucket = bucketOf(id, limit);
      const wait = secondsUntil(bucket, limit);
      if (wait === 0) bucket.tokens--;
      return wait;
    },
    wait: (id, limit = standard) => secondsUntil(bucketOf(id, limit), limit),
  };
}
