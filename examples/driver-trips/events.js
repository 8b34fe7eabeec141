// Events of 500 drivers over a day: out of order, some twice, a few that cannot be read.

/** @param {number} seed */
function random(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

const ZONES = ["Astoria", "Chelsea", "Harlem", "SoHo", null];
const MINUTE = 60_000_000;

/** @returns {{ driver_id: number, trips_today: number, zone: string | null, datetime: number }[]} */
export function driverEvents(count = 20_000) {
  const next = random(42);
  const start = (Date.now() - 24 * 3_600_000) * 1000;
  return Array.from({ length: count }, (_, i) => ({
    driver_id: 1 + Math.floor(next() * 500),
    trips_today: Math.floor((i / count) * 30 + next() * 3),
    zone: ZONES[Math.floor(next() * ZONES.length)] ?? null,
    datetime: Math.floor(start + ((i / count) * 1440 - next() * 20) * MINUTE),
  }));
}
