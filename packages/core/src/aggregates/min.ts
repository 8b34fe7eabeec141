import { extreme } from "./extremes.js";

export const min = extreme("min", "The least value; of vectors, element by element.");
