import { endValues } from "./ends.js";

export const lastN = endValues(
  "lastN",
  "The last `n` values that are not NULL, the earliest first; fewer where there are fewer.",
);
