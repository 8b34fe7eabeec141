/** The parts that EXTRACT and `date_part` take of dates, timestamps and intervals, each by its other names. */
const NAMES = {
  year: ["y", "years", "yr", "yrs"],
  yearofweek: [],
  quarter: ["qtr"],
  month: ["mon", "mons", "months"],
  week: ["w", "weeks"],
  day: ["d", "days"],
  dayofweek: ["dow"],
  dayofweek_iso: ["dow_iso"],
  doy: [],
  hour: ["h", "hours", "hr", "hrs"],
  minute: ["m", "min", "mins", "minutes"],
  second: ["s", "sec", "seconds", "secs"],
} as const satisfies Record<string, readonly string[]>;

export type Part = keyof typeof NAMES;

export const PARTS = Object.keys(NAMES) as readonly Part[];

const parts: ReadonlyMap<string, Part> = new Map(
  PARTS.flatMap((part) => [part, ...NAMES[part]].map((name): [string, Part] => [name, part])),
);

/** The part of a name in any case. */
export const findPart = (name: string): Part | undefined => parts.get(name.toLowerCase());
