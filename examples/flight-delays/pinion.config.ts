import { defineConfig, embeddedStore, folderStore } from "@pinion/dsl";

export default defineConfig({
  name: "flight-delays",
  definitions: ["features/*.ts"],
  timeZone: "UTC",
  stores: {
    online: embeddedStore({ path: ".pinion/store" }),
    offline: folderStore({ path: "offline" }),
  },
});
