import { showInstant, type JobReport } from "@pinion/runtime";

type SourceReport = JobReport["sources"][number];

/** What was read of a source, and below it why rows of it were rejected. */
export const sourceLines = ({
  source,
  rowsRead,
  rowsRejected,
  rejected,
}: SourceReport): readonly string[] => [
  `${source}: ${rowsRead.toLocaleString("en")} rows read${rowsRejected === 0 ? "" : `, ${rowsRejected} rejected`}`,
  ...rejectionLines(rejected),
];

/** Each reason with some of what was found. */
export const rejectionLines = (rejected: SourceReport["rejected"]): readonly string[] =>
  rejected.map(({ reason, rows, samples }) => {
    const shown = samples.slice(0, 3).map((sample) => JSON.stringify(sample));
    return `  ${rows} rejected: ${reason}${shown.length === 0 ? "" : `, such as ${shown.join(", ")}`}`;
  });

/** What a job did, in words. */
export function reportText(report: JobReport): string {
  const { sources, sinks, seconds, cutoffs, keys, resumedKeys } = report;
  const lines = sources.flatMap(sourceLines);
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
