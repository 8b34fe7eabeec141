import { showInstant, type JobReport } from "@pinion/runtime";

/** What a job did, in words. */
export function reportText(report: JobReport): string {
  const { sources, sinks, seconds, cutoffs, keys, resumedKeys } = report;
  const lines = sources.map(
    ({ source, rowsRead, rowsRejected }) =>
      `${source}: ${rowsRead.toLocaleString("en")} rows read${rowsRejected === 0 ? "" : `, ${rowsRejected} rejected`}`,
  );
  for (const { rejected } of sources) {
    for (const { reason, rows, samples } of rejected) {
      lines.push(
        `  ${rows} rejected: ${reason}${
          samples.length === 0
            ? ""
            : `, such as ${samples
                .slice(0, 3)
                .map((sample) => JSON.stringify(sample))
                .join(", ")}`
        }`,
      );
    }
  }
  for (const { sink, rows, partitions } of sinks) {
    lines.push(
      `${sink}: ${rows.toLocaleString("en")} rows${partitions === undefined ? "" : ` in ${partitions.length} partitions`}`,
    );
  }
  const last = cutoffs.at(-1);
  lines.push(
    `${keys.toLocaleString("en")} keys as of ${last === undefined ? "" : showInstant(last)}${cutoffs.length > 1 ? `, and ${cutoffs.length - 1} times before` : ""}, in ${seconds.total.toFixed(2)} s`,
  );
  if (resumedKeys > 0) {
    lines.push(`${resumedKeys.toLocaleString("en")} keys of them had been written by an earlier attempt`);
  }
  return lines.join("\n");
}
