import { resolve } from "node:path";

/** A folder on the command line is relative to where one stands. */
export const fromHere = (store: string): string =>
  store.startsWith("embedded:") ? `embedded:${resolve(store.slice("embedded:".length))}` : store;
