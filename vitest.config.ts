import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.js";

// Tests run on the sources of every package, without a build.
// "import" is no condition of ours: packages that are loaded by require would take it too.
const conditions = ["pinion-source", "node"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["packages/*/test/**/*.test.ts", "test/**/*.test.ts"],
    globalSetup: ["test/support/scratch-setup.ts"],
    setupFiles: ["test/support/seed-setup.ts"],
    // A limit is for what never ends: a starved machine takes many times as long as an idle one.
    testTimeout: 150_000,
    hookTimeout: 150_000,
    maxWorkers: 3,
    // Loading modules anew for each file took as long as half of the tests; no test changes what another one sees.
    isolate: false,
    sequence: { sequencer: LongestFirst },
  },
});
