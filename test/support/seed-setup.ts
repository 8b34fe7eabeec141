// PINION_SEED draws the same again in every property, those that name no seed of their own too.
const seed = process.env["PINION_SEED"];
if (seed !== undefined) {
  const { default: fc } = await import("fast-check");
  fc.configureGlobal({ seed: Number(seed) });
}
