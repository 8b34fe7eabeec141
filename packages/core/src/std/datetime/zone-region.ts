/*
 * Offsets of a region's time zone, read from the host's copy of the IANA database through Intl. The zone
 * is always named, so that the host's own never counts.
 */

/** Reads seconds east of UTC at an instant, in seconds since the epoch. */
export type ReadOffset = (seconds: number) => number;

/** Words in the ids of regions that are not spelled like `Los_Angeles`. */
const ODD_WORDS: ReadonlySet<string> = new Set(
  (
    "ACT BajaNorte BajaSur CET ComodRivadavia Dar_es_Salaam DeNoronha DumontDUrville EET EST5 EST5EDT EasterIsland " +
    "AST4 AST4ADT CST6 CST6CDT GB GB-Eire GMT GMT0 HST10 Isle_of_Man Knox_IN LHI MET MST7 MST7MDT McMurdo NSW NZ " +
    "NZ-CHAT PRC PST8 PST8PDT Port-au-Prince Port_of_Spain ROK SystemV UCT US UTC W-SU WET YST9 YST9YDT"
  ).split(" "),
);

const oddByLower = new Map([...ODD_WORDS].map((word) => [word.toLowerCase(), word]));

/** An id as it is spelled, given in any case: `america/los_angeles` is `America/Los_Angeles`. */
export function spelled(id: string): string {
  if (/^etc\/gmt[+-]\d\d?$/i.test(id)) return `Etc/GMT${id.slice(7)}`;
  const capitalised = (word: string): string =>
    oddByLower.get(word) ?? word.replace(/(^|[_-])[a-z]/g, (first) => first.toUpperCase());
  return id.toLowerCase().split("/").map(capitalised).join("/");
}

/** Intl takes ids in any case and short ones such as `EST`, java.time takes neither. */
const isSpelledRight = (id: string): boolean => spelled(id) === id && !/^[A-Z][a-z]{2}$/.test(id);

/** The offsets of a region; undefined where there is no such region. */
export function readRegion(id: string): ReadOffset | undefined {
  if (!isSpelledRight(id)) return undefined;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
      timeZone: id,
      timeZoneName: "longOffset",
    });
  } catch {
    return undefined;
  }
  return (seconds) => offsetIn(format.format(seconds * 1000));
}

/** The offset in `1/1/1970, GMT-07:52:58`; none stands for Greenwich. */
function offsetIn(text: string): number {
  const match = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text);
  if (match === null) throw new Error(`Intl shows no offset in ${text}`);
  const [, sign, hours = 0, minutes = 0, seconds = 0] = match;
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === "-" && total !== 0 ? -total : total;
}
