// Makes a month of plausible trips in the city's own columns, the same at every run: data/trips.csv.
import { createWriteStream, mkdirSync } from "node:fs";
import { once } from "node:events";

const ROWS = Number(process.argv[2] ?? 35_000);
const START = Date.UTC(2020, 3, 1);
const MONTH_SECONDS = 30 * 86_400;
const ZONES = 265;

/** Numbers from 0 to 1, the same sequence each time (mulberry32). @param {number} seed */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const random = randomFrom(20200401);
/** Few zones are popular. */
const zone = () => 1 + Math.floor(ZONES * random() ** 2);
/** @param {number} millis */
const text = (millis) => new Date(millis).toISOString().slice(0, 19).replace("T", " ");

const folder = new URL("../data/", import.meta.url);
mkdirSync(folder, { recursive: true });
const file = createWriteStream(new URL("trips.csv", folder));
file.write(
  "lpep_pickup_datetime,lpep_dropoff_datetime,PULocationID,DOLocationID,trip_distance,fare_amount\n",
);
for (let i = 0; i < ROWS; i++) {
  const pickup = START + Math.floor((i / ROWS) * MONTH_SECONDS) * 1000;
  const miles = Math.round(-Math.log(1 - random()) * 300) / 100;
  const minutes = 2 + miles * (2 + 4 * random());
  const fare = Math.round((2.5 + 2.5 * miles + 0.5 * minutes) * 2) / 2;
  // One ride in two hundred is refunded.
  const paid = random() < 0.005 ? -fare : fare;
  const cells = [text(pickup), text(pickup + Math.round(minutes * 60) * 1000), zone(), zone(), miles, paid];
  if (!file.write(`${cells.join(",")}\n`)) await once(file, "drain");
}
file.end();
await once(file, "finish");
console.log(`${ROWS} trips in examples/nyc-taxi/data/trips.csv`);
