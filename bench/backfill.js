// Backfills against one day, and against one hand-written query a day: same file, same machine, same run.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { client, folder, handDays, materialise, ROWS, TWO } from "./batch/trips.js";
import { inTurn, report } from "./support.js";

const times = await inTurn(
  {
    one: () => materialise(TWO, 1),
    twenty: () => materialise(TWO, 20),
    ninety: () => materialise(TWO, 90),
    oneOffline: () => materialise(TWO, 1, "offline"),
    twentyOffline: () => materialise(TWO, 20, "offline"),
    ninetyOffline: () => materialise(TWO, 90, "offline"),
    handTwenty: () => handDays(20),
    handNinety: () => handDays(90),
  },
  { rounds: Number(process.env.PINION_BENCH_ROUNDS ?? 3) },
);
const line = (subject, peer, a, b) =>
  report({
    bench: "backfill",
    subject,
    peer,
    ratio: (times[a] ?? NaN) / (times[b] ?? NaN),
    rows: ROWS,
    subjectMs: times[a],
    peerMs: times[b],
  });
for (const [where, sink] of [
  ["", "LMDB"],
  ["Offline", "Parquet"],
]) {
  line(`20 days into ${sink}`, "one day", `twenty${where}`, `one${where}`);
  line(`90 days into ${sink}`, "one day", `ninety${where}`, `one${where}`);
  line(`20 days into ${sink}`, "one hand-written query a day", `twenty${where}`, "handTwenty");
  line(`90 days into ${sink}`, "one hand-written query a day", `ninety${where}`, "handNinety");
}
await client.close();
rmSync(join(folder, "offline"), { recursive: true, force: true });
