import { endValues } from "./ends.js";

export const firstN = endValues(
  "firstN",
  "The first `n` values that are not NULL, the earliest first; fewer where there are fewer.",
);
