import { extreme } from "./extremes.js";

export const max = extreme(
  "max",
  "The greatest value, NaN above every number; of vectors, element by element.",
);
