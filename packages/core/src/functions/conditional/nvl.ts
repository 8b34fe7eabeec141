import type { FunctionRecord } from "../record.js";
import { firstThere } from "./coalesce.js";

export const nvl: FunctionRecord = {
  name: "nvl",
  aliases: ["ifnull"],
  family: "conditional",
  usage: "nvl(x, fallback)",
  summary: "The value, or the fallback where it is NULL. The same as `coalesce(x, fallback)`.",
  examples: [
    { expr: "nvl(NULL, array('2'))", text: '["2"]' },
    { expr: "ifnull(1, 2.1d)", text: "1.0" },
  ],
  arity: [2, 2],
  resolve: firstThere,
};
