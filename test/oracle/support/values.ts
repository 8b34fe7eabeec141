import type { Value } from "@pinion/core";
import type { Random } from "@pinion/core/testing";

/** The types of keys and of the values that features are taken of. */
export type ValueType = "double" | "float" | "bigint" | "int" | "string" | "boolean" | "array<double>";

const TEXTS = ["a", "b", "ä☃", "x,y", 'say "hi"', "tab\there", "NULL", " ", "", "a\nb", "'", "#%", "𝒳"];

export function drawValue(random: Random, type: ValueType): Value {
  switch (type) {
    case "double":
      return drawDouble(random);
    case "float":
      return Math.fround(drawDouble(random));
    case "bigint":
      return random.chance(0.5) ? random.int(11) - 5 : normal(random.bits());
    case "int":
      return random.chance(0.7) ? random.int(11) - 5 : Number(BigInt.asIntN(32, random.bits()));
    case "string":
      return random.pick(TEXTS);
    case "boolean":
      return random.chance(0.5);
    case "array<double>":
      return Array.from({ length: random.int(4) }, () => (random.chance(0.1) ? null : drawDouble(random)));
  }
}

function drawDouble(random: Random): number {
  if (random.chance(0.4)) return random.int(7) - 3;
  return (random.int(2_000_000_001) - 1_000_000_000) / (random.chance(0.5) ? 1000 : 7777.7);
}

/** As values hold integers. */
export function normal(exact: bigint): Value {
  const number = Number(exact);
  return Number.isSafeInteger(number) ? number : exact;
}
