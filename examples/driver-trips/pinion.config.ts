import { defineConfig, embeddedStore } from "@pinion/dsl";

export default defineConfig({
  name: "driver-trips",
  definitions: ["features/*.ts"],
  stores: { online: embeddedStore({ path: ".pinion/store" }) },
});
