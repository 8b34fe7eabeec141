import { defineConfig, embeddedStore } from "@pinion/dsl";

export default defineConfig({
  name: "nyc-taxi",
  definitions: ["features/*.ts"],
  // The city's times have no zone; reading them as UTC keeps days whole.
  timeZone: "UTC",
  stores: { online: embeddedStore({ path: ".pinion/store" }) },
});
