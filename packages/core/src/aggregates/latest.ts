import { kept } from "./kept.js";

export const latest = kept(
  {
    name: "latest",
    summary:
      "The last value in time that is not NULL; of equal times, the one that comes last in the source.",
  },
  (earlier, later) => later ?? earlier,
  "arg_max",
);
