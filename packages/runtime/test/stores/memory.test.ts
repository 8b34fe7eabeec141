import { memoryStore } from "../../src/stores/memory/index.js";
import { onlineStoreContract } from "./online-store.contract.js";

onlineStoreContract("memory", async () => {
  const store = memoryStore();
  return { store, close: () => store.close() };
});
