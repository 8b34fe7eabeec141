// Materialisation against the SQL that one would write by hand for DuckDB: same file, same machine, same run.
import { rmSync } from "node:fs";
import { join } from "node:path";
import {
  client,
  compiled,
  connection,
  folder,
  from,
  hand,
  handDays,
  materialise,
  ROWS,
  TWO,
  until,
  WINDOWS,
} from "./batch/trips.js";
import { inTurn, report } from "./support.js";

const TEN = [
  ...WINDOWS.flatMap((window) => [`m_avg_fare_${window}`, `m_max_fare_${window}`]),
  "m_sum_distance_30d",
  "m_count_7d",
];
const MANY = compiled.manifest.features.map(({ name }) => name).filter((name) => name.startsWith("m_"));

const handMany = () =>
  connection.runAndReadAll(
    `SELECT location, ${WINDOWS.map((window) => {
      const only = `FILTER (WHERE dropoff >= ${until} - INTERVAL ${window.slice(0, -1)} DAY)`;
      return `avg(fare) ${only}, max(fare) ${only}, sum(distance) ${only}, count(*) ${only}, min(fare) ${only}`;
    }).join(
      ", ",
    )} FROM ${from} WHERE dropoff >= ${until} - INTERVAL 90 DAY AND dropoff < ${until} GROUP BY location`,
  );
const handTen = () => {
  const only = (days) => `FILTER (WHERE dropoff >= ${until} - INTERVAL ${days} DAY)`;
  const fares = WINDOWS.map((window) => only(window.slice(0, -1)));
  return connection.runAndReadAll(
    `SELECT location, ${fares.map((filter) => `avg(fare) ${filter}, max(fare) ${filter}`).join(", ")}, sum(distance) ${only(30)}, count(*) ${only(7)}
     FROM ${from} WHERE dropoff >= ${until} - INTERVAL 90 DAY AND dropoff < ${until} GROUP BY location`,
  );
};

const times = await inTurn(
  {
    limit: () =>
      connection.runAndReadAll(
        `SELECT min(location), min(epoch_us(dropoff)), sum(fare) FROM ${from} WHERE hash(location) <> 0`,
      ),
    hand,
    one: () => materialise(TWO, 1),
    handTen,
    ten: () => materialise(TEN, 1),
    handMany,
    many: () => materialise(MANY, 1),
    twenty: () => materialise(TWO, 20),
    ninety: () => materialise(TWO, 90),
    twentyOffline: () => materialise(TWO, 20, "offline"),
    handTwenty: () => handDays(20),
  },
  { rounds: 5 },
);
const ms = (name) => times[name] ?? NaN;
const line = (subject, peer, a, b) =>
  report({
    bench: "batch",
    subject,
    peer,
    ratio: ms(a) / ms(b),
    rows: ROWS,
    subjectMs: ms(a),
    peerMs: ms(b),
  });
line("avg+max over 90d, one cutoff, into LMDB", "the same as hand-written DuckDB SQL", "one", "hand");
line("avg+max over 90d, one cutoff, into LMDB", "reading the columns needed", "one", "limit");
line("10 features over four windows", "the same as hand-written DuckDB SQL", "ten", "handTen");
line("20 features over four windows", "the same as hand-written DuckDB SQL", "many", "handMany");
line("backfill of 20 days", "one day", "twenty", "one");
line("backfill of 90 days", "one day", "ninety", "one");
line("backfill of 20 days", "one hand-written query a day", "twenty", "handTwenty");
line("backfill of 20 days into Parquet", "one hand-written query a day", "twentyOffline", "handTwenty");
await client.close();
rmSync(join(folder, "offline"), { recursive: true, force: true });
