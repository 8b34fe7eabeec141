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
  at: number;
}

/** Buckets beyond these are looked through, and those that are full again forgotten. */
const MANY = 10_000;

/** Token buckets, one a caller, of this process. `now` in milliseconds. */
export function rateLimiter(standard: RateLimit, now: () => number = Date.now): RateLimiter {
  const buckets = new Map<string, Bucket>();

  const bucketOf = (id: string, { perSecond, burst = Math.max(1, perSecond) }: RateLimit): Bucket => {
    const at = now();
    let bucket = buckets.get(id);
    if (bucket === undefined) {
      if (buckets.size >= MANY) forget(buckets, at);
      bucket = { tokens: burst, at };
      buckets.set(id, bucket);
      return bucket;
    }
    bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, at - bucket.at) * perSecond) / 1000);
    bucket.at = at;
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

/** Drops the buckets that nobody has used for a minute; where all are in use, the oldest. */
function forget(buckets: Map<string, Bucket>, now: number): void {
  for (const [id, { at }] of buckets) if (now - at > 60_000) buckets.delete(id);
  for (const id of buckets.keys()) {
    if (buckets.size < MANY) break;
    buckets.delete(id);
  }
}
