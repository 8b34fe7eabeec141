import { kept } from "./kept.js";

export const first = kept(
  {
    name: "first",
    summary:
      "The first value in time that is not NULL; of equal times, the one that comes first in the source.",
  },
  (earlier, later) => earlier ?? later,
  "arg_min",
);
