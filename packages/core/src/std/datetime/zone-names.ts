import { fold, offsetAt, type Zone } from "./zone.js";
import { showOffset } from "./zone-id.js";

/** A name of a zone's time, as java.time has it in English. */
export interface ZoneName {
  readonly short: string;
  readonly long: string;
  /** The zone that the name means where it is read; null where another of the same name comes first. */
  readonly parsesTo: string | null;
}

const name = (short: string, long: string, parsesTo: string | null): ZoneName => ({ short, long, parsesTo });

export const ZONE_NAMES: readonly ZoneName[] = [
  name("UTC", "Coordinated Universal Time", "UTC"),
  name("GMT", "Greenwich Mean Time", "GMT"),
  name("PST", "Pacific Standard Time", "America/Los_Angeles"),
  name("PDT", "Pacific Daylight Time", "America/Los_Angeles"),
  name("MST", "Mountain Standard Time", "America/Denver"),
  name("MDT", "Mountain Daylight Time", "America/Denver"),
  name("CST", "Central Standard Time", "America/Chicago"),
  name("CDT", "Central Daylight Time", "America/Chicago"),
  name("EST", "Eastern Standard Time", "America/New_York"),
  name("EDT", "Eastern Daylight Time", "America/New_York"),
  name("AKST", "Alaska Standard Time", "America/Juneau"),
  name("AKDT", "Alaska Daylight Time", "America/Juneau"),
  name("HST", "Hawaii-Aleutian Standard Time", "Pacific/Honolulu"),
  name("HDT", "Hawaii-Aleutian Daylight Time", "Pacific/Honolulu"),
  name("AST", "Atlantic Standard Time", "America/Halifax"),
  name("ADT", "Atlantic Daylight Time", "America/Halifax"),
  name("NST", "Newfoundland Standard Time", "America/St_Johns"),
  name("NDT", "Newfoundland Daylight Time", "America/St_Johns"),
  name("BRT", "Brasilia Standard Time", "America/Sao_Paulo"),
  name("BRST", "Brasilia Summer Time", "America/Sao_Paulo"),
  name("ART", "Argentina Standard Time", "America/Argentina/Buenos_Aires"),
  name("CLT", "Chile Standard Time", "America/Santiago"),
  name("CLST", "Chile Summer Time", "America/Santiago"),
  name("COT", "Colombia Standard Time", "America/Bogota"),
  name("PET", "Peru Standard Time", "America/Lima"),
  name("VET", "Venezuela Time", "America/Caracas"),
  name("UYT", "Uruguay Standard Time", "America/Montevideo"),
  name("AZOT", "Azores Standard Time", "Atlantic/Azores"),
  name("AZOST", "Azores Summer Time", "Atlantic/Azores"),
  name("BST", "British Summer Time", null),
  name("IST", "Irish Standard Time", null),
  name("WET", "Western European Standard Time", "Atlantic/Canary"),
  name("WEST", "Western European Summer Time", "Atlantic/Canary"),
  name("CET", "Central European Standard Time", "Europe/Paris"),
  name("CEST", "Central European Summer Time", "Europe/Paris"),
  name("EET", "Eastern European Standard Time", "Europe/Bucharest"),
  name("EEST", "Eastern European Summer Time", "Europe/Bucharest"),
  name("MSK", "Moscow Standard Time", "Europe/Moscow"),
  name("MSD", "Moscow Summer Time", "Europe/Moscow"),
  name("SAMT", "Samara Standard Time", "Europe/Samara"),
  name("TRT", "Türkiye Standard Time", "Europe/Istanbul"),
  name("WAT", "West Africa Time", "Africa/Lagos"),
  name("CAT", "Central Africa Time", "Africa/Maputo"),
  name("EAT", "East Africa Time", "Africa/Nairobi"),
  name("SAST", "South Africa Standard Time", "Africa/Johannesburg"),
  name("AST", "Arabian Standard Time", null),
  name("GST", "Gulf Standard Time", null),
  name("IRST", "Iran Standard Time", "Asia/Tehran"),
  name("IRDT", "Iran Daylight Time", "Asia/Tehran"),
  name("IST", "Israel Standard Time", null),
  name("IDT", "Israel Daylight Time", null),
  name("AFT", "Afghanistan Time", "Asia/Kabul"),
  name("PKT", "Pakistan Standard Time", "Asia/Karachi"),
  name("IST", "India Standard Time", "Asia/Kolkata"),
  name("NPT", "Nepal Time", "Asia/Kathmandu"),
  name("BDT", "Bangladesh Standard Time", "Asia/Dhaka"),
  name("MMT", "Myanmar Time", "Asia/Yangon"),
  name("UZT", "Uzbekistan Standard Time", "Asia/Tashkent"),
  name("ICT", "Indochina Time", "Asia/Bangkok"),
  name("WIB", "Western Indonesia Time", "Asia/Jakarta"),
  name("WITA", "Central Indonesia Time", "Asia/Makassar"),
  name("WIT", "Eastern Indonesia Time", "Asia/Jayapura"),
  name("MYT", "Malaysia Time", "Asia/Kuching"),
  name("SGT", "Singapore Standard Time", "Asia/Singapore"),
  name("CST", "China Standard Time", null),
  name("CST", "Taiwan Standard Time", null),
  name("HKT", "Hong Kong Standard Time", "Asia/Hong_Kong"),
  name("PST", "Philippine Standard Time", null),
  name("JST", "Japan Standard Time", "Asia/Tokyo"),
  name("KST", "Korean Standard Time", "Asia/Seoul"),
  name("YEKT", "Yekaterinburg Standard Time", "Asia/Yekaterinburg"),
  name("OMST", "Omsk Standard Time", "Asia/Omsk"),
  name("KRAT", "Krasnoyarsk Standard Time", "Asia/Krasnoyarsk"),
  name("IRKT", "Irkutsk Standard Time", "Asia/Irkutsk"),
  name("YAKT", "Yakutsk Standard Time", "Asia/Yakutsk"),
  name("VLAT", "Vladivostok Standard Time", "Asia/Vladivostok"),
  name("AWST", "Australian Western Standard Time", "Australia/Perth"),
  name("ACST", "Australian Central Standard Time", "Australia/Adelaide"),
  name("ACDT", "Australian Central Daylight Time", "Australia/Adelaide"),
  name("AEST", "Australian Eastern Standard Time", "Australia/Sydney"),
  name("AEDT", "Australian Eastern Daylight Time", "Australia/Sydney"),
  name("LHST", "Lord Howe Standard Time", "Australia/Lord_Howe"),
  name("LHDT", "Lord Howe Daylight Time", "Australia/Lord_Howe"),
  name("NZST", "New Zealand Standard Time", "Pacific/Auckland"),
  name("NZDT", "New Zealand Daylight Time", "Pacific/Auckland"),
  name("FJT", "Fiji Standard Time", "Pacific/Fiji"),
  name("SST", "American Samoa Standard Time", "Pacific/Pago_Pago"),
];

const shortNames = new Map(ZONE_NAMES.map(({ long, short }) => [long, short]));
const offsetNames = new Map([
  ["UTC", "Coordinated Universal Time"],
  ["GMT", "Greenwich Mean Time"],
]);

/** Formatters by zone and style; there are as many as zones that a pattern with a name has been used in. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** What `zzzz` writes: `Pacific Daylight Time`; `vvvv`: `Pacific Time`. */
export function longZoneName(zone: Zone, seconds: number, generic: boolean): string {
  if (zone.region === null) return offsetNames.get(zone.id) ?? zone.id;
  const text = namedAt(zone, seconds, generic ? "longGeneric" : "long");
  return text.startsWith("GMT") ? offsetName(zone, seconds) : text;
}

/** What `z` writes: `PDT`; `v`: `PT`. */
export function shortZoneName(zone: Zone, seconds: number, generic: boolean): string {
  if (zone.region === null) return zone.id;
  if (generic) {
    const text = intlName(zone, MODERN, "shortGeneric");
    if (/^[A-Z]+$/.test(text) && text !== "GMT") return text;
  }
  return shortNames.get(namedAt(zone, seconds, "long")) ?? offsetName(zone, seconds);
}

/** 2020-01-01: by then every zone has its present names. */
const MODERN = 1_577_836_800;
const HALF_A_YEAR = 15_724_800;

/** The name at a time; of one before the zone's time had a name, that of its present standard time. */
function namedAt(zone: Zone, seconds: number, style: "long" | "longGeneric"): string {
  if (style === "longGeneric") return intlName(zone, MODERN, style);
  const text = intlName(zone, seconds, style);
  if (!text.startsWith("GMT")) return text;
  const winter = offsetAt(zone, MODERN) <= offsetAt(zone, MODERN + HALF_A_YEAR);
  return intlName(zone, winter ? MODERN : MODERN + HALF_A_YEAR, style);
}

function intlName(zone: Zone, seconds: number, style: "long" | "longGeneric" | "shortGeneric"): string {
  const key = `${zone.id} ${style}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", { timeZone: zone.id, timeZoneName: style });
    formats.set(key, format);
  }
  const parts = format.formatToParts(fold(seconds) * 1000);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone.id;
}

const offsetName = (zone: Zone, seconds: number): string => {
  const offset = offsetAt(zone, seconds);
  return offset === 0 ? "GMT" : `GMT${showOffset(offset)}`;
};
