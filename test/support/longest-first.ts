import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Folders of tests that start processes and servers, or run for a minute by themselves: longest first. */
const LONG = [
  "test/oracle/",
  "test/chaos/",
  "test/chaos-batch/",
  "test/stream/",
  "test/e2e/",
  "test/http/",
  "test/",
];

const place = (file: string): number => {
  const found = LONG.findIndex((folder) => file.startsWith(folder));
  return found < 0 ? LONG.length : found;
};

/** Files of tests in an order in which no worker is left alone with a long one at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const within = (file: TestSpecification): string => file.moduleId.slice(this.ctx.config.root.length + 1);
    return sorted.toSorted((a, b) => place(within(a)) - place(within(b)));
  }
}
