// The sets' features over rows, by hand.

const MICROS_PER_DAY = 86_400_000_000;
/** @param {number} micros */
const seconds = (micros) => Math.floor(micros / 1_000_000);
/** @param {number} micros 1970-01-01 was a Thursday; 1 is Sunday. */
const dayOfWeek = (micros) => {
  const day = (Math.floor(micros / MICROS_PER_DAY) + 4) % 7;
  return (day < 0 ? day + 7 : day) + 1;
};
/** @param {number} micros */
const hour = (micros) => {
  const inDay = micros - Math.floor(micros / MICROS_PER_DAY) * MICROS_PER_DAY;
  return Math.floor(inDay / 3_600_000_000);
};

export const rows = {
  /** @param {readonly any[]} r @param {any[]} o */
  taxi(r, o) {
    const pickup = r[0];
    const dropoff = r[1];
    const distance = r[2];
    const fare = r[3];
    const passengers = r[4];
    o[0] = distance === null ? null : Math.fround(distance);
    o[1] = distance === null ? null : distance > 30;
    o[2] =
      pickup === null || dropoff === null ? null : Math.fround((seconds(dropoff) - seconds(pickup)) / 60);
    o[3] = dropoff === null ? null : dayOfWeek(dropoff);
    o[4] = pickup === null ? null : hour(pickup);
    o[5] = fare === null || distance === null || distance === 0 ? null : fare / distance;
    o[6] = passengers === null ? 0 : passengers > 4 ? 2 : passengers > 1 ? 1 : 0;
    o[7] = (fare === null ? 0 : fare) * 1.1;
  },

  /** @param {readonly any[]} r @param {any[]} o */
  arithmetic(r, o) {
    const a = r[0];
    const b = r[1];
    const c = r[2];
    const i = r[3];
    const j = r[4];
    const hasA = a !== null;
    const hasB = b !== null;
    const hasC = c !== null;
    if (hasA && hasB) {
      const difference = a - b;
      const square = difference * difference;
      o[0] = hasC ? square + c : null;
      o[1] = hasC ? Math.sqrt(square + c * c) : null;
      o[5] = Math.abs(difference) > 10 ? (hasC ? c < 5 : null) : false;
    } else {
      o[0] = null;
      o[1] = null;
      o[5] = hasC && c >= 5 ? false : null;
    }
    o[2] = hasA && hasB && hasC ? a * 2 + b * 3 - c / 4 : null;
    o[3] = i === null ? null : (Math.imul(i, 2) + j) | 0;
    o[4] = i === null ? null : i % 10;
    o[6] = i === null ? null : (i & 255) | (j << 2);
    const first = hasA && hasB && a > b ? a : b;
    const second = hasA && hasC && a > c ? c : a;
    o[7] = first === null || second === null ? null : first - second;
  },

  /** @param {readonly any[]} r @param {any[]} o */
  texts(r, o) {
    const payment = r[0];
    const city = r[1];
    const code = r[2];
    o[0] = payment === null ? null : payment.toUpperCase();
    o[1] = city === null ? null : city + "-" + code;
    o[2] = payment === null ? null : payment === "cash" || payment === "credit";
    o[3] = city === null ? null : codePoints(city) + codePoints(code);
    o[4] = city === null ? "none" : city;
    o[5] = code === "a1" ? "first" : code.startsWith("b") ? "second" : city;
    o[6] = payment === null ? null : trim(payment);
    o[7] = city === null ? true : payment === null ? null : payment === "cash";
  },
};

/** @param {string} text The length in characters, not in UTF-16 units. */
export function codePoints(text) {
  let length = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) length--;
  }
  return length;
}

/** @param {string} text Only spaces go. */
export function trim(text) {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) === 32) start++;
  while (end > start && text.charCodeAt(end - 1) === 32) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

export { dayOfWeek, hour, seconds };
