// The sets' features over columns with validity, by hand: one pass, as one would write it.
import { codePoints, dayOfWeek, hour, seconds, trim } from "./rows.js";

/** @param {any} column @param {number} i */
const isNull = (column, i) => column !== null && (column[i >> 3] & (1 << (i & 7))) === 0;

export const columns = {
  /** @param {number} count @param {any[]} columns @param {any[]} out */
  taxi(count, columns, out) {
    const [pickups, dropoffs, distances, fares, passengers] = columns.map(({ values }) => values);
    const [vp, vd, vt, vf, vc] = columns.map(({ validity }) => validity);
    const [o0, o1, o2, o3, o4, o5, o6, o7] = out.map(({ values }) => values);
    const [s0, s1, s2, s3, s4, s5, s6, s7] = out.map(({ validity }) => validity);
    for (const { validity } of out) validity.fill(0);
    s6.fill(255);
    s7.fill(255);
    for (let i = 0; i < count; i++) {
      const byte = i >> 3;
      const bit = 1 << (i & 7);
      const hasDistance = !isNull(vt, i);
      const hasPickup = !isNull(vp, i);
      const hasDropoff = !isNull(vd, i);
      const hasFare = !isNull(vf, i);
      if (hasDistance) {
        const distance = distances[i];
        o0[i] = distance;
        s0[byte] |= bit;
        o1[i] = distance > 30 ? 1 : 0;
        s1[byte] |= bit;
        if (hasFare && distance !== 0) {
          o5[i] = fares[i] / distance;
          s5[byte] |= bit;
        }
      }
      if (hasDropoff) {
        o3[i] = dayOfWeek(dropoffs[i]);
        s3[byte] |= bit;
      }
      if (hasPickup) {
        o4[i] = hour(pickups[i]);
        s4[byte] |= bit;
        if (hasDropoff) {
          o2[i] = (seconds(dropoffs[i]) - seconds(pickups[i])) / 60;
          s2[byte] |= bit;
        }
      }
      const n = isNull(vc, i) ? 0 : passengers[i];
      o6[i] = n > 4 ? 2 : n > 1 ? 1 : 0;
      o7[i] = (hasFare ? fares[i] : 0) * 1.1;
    }
  },

  /** @param {number} count @param {any[]} columns @param {any[]} out */
  arithmetic(count, columns, out) {
    const [as, bs, cs, is, js] = columns.map(({ values }) => values);
    const [va, vb, vc, vi] = columns.map(({ validity }) => validity);
    const [o0, o1, o2, o3, o4, o5, o6, o7] = out.map(({ values }) => values);
    const [s0, s1, s2, s3, s4, s5, s6, s7] = out.map(({ validity }) => validity);
    for (const { validity } of out) validity.fill(0);
    for (let k = 0; k < count; k++) {
      const byte = k >> 3;
      const bit = 1 << (k & 7);
      const hasA = !isNull(va, k);
      const hasB = !isNull(vb, k);
      const hasC = !isNull(vc, k);
      const a = as[k];
      const b = bs[k];
      const c = cs[k];
      if (hasA && hasB) {
        const difference = a - b;
        const square = difference * difference;
        if (hasC) {
          o0[k] = square + c;
          s0[byte] |= bit;
          o1[k] = Math.sqrt(square + c * c);
          s1[byte] |= bit;
          o2[k] = a * 2 + b * 3 - c / 4;
          s2[byte] |= bit;
        }
        const far = Math.abs(difference) > 10;
        if (!far || hasC) {
          o5[k] = far && c < 5 ? 1 : 0;
          s5[byte] |= bit;
        }
      } else if (hasC && c >= 5) {
        o5[k] = 0;
        s5[byte] |= bit;
      }
      if (!isNull(vi, k)) {
        const i = is[k];
        const j = js[k];
        o3[k] = Math.imul(i, 2) + j;
        s3[byte] |= bit;
        o4[k] = i % 10;
        s4[byte] |= bit;
        o6[k] = (i & 255) | (j << 2);
        s6[byte] |= bit;
      }
      const isFirstA = hasA && hasB && a > b;
      const isSecondC = hasA && hasC && a > c;
      if ((isFirstA || hasB) && (isSecondC || hasA)) {
        o7[k] = (isFirstA ? a : b) - (isSecondC ? c : a);
        s7[byte] |= bit;
      }
    }
  },

  /** @param {number} count @param {any[]} columns @param {any[]} out */
  texts(count, columns, out) {
    const [payments, cities, codes] = columns.map(({ values }) => values);
    const [vp, vc] = columns.map(({ validity }) => validity);
    const [o0, o1, o2, o3, o4, o5, o6, o7] = out.map(({ values }) => values);
    const [s0, s1, s2, s3, s4, s5, s6, s7] = out.map(({ validity }) => validity);
    for (const { validity } of out) validity.fill(0);
    s4.fill(255);
    for (let i = 0; i < count; i++) {
      const byte = i >> 3;
      const bit = 1 << (i & 7);
      const hasPayment = !isNull(vp, i);
      const hasCity = !isNull(vc, i);
      const code = codes[i];
      if (hasPayment) {
        const payment = payments[i];
        o0[i] = payment.toUpperCase();
        s0[byte] |= bit;
        o2[i] = payment === "cash" || payment === "credit" ? 1 : 0;
        s2[byte] |= bit;
        o6[i] = trim(payment);
        s6[byte] |= bit;
      }
      if (hasCity) {
        const city = cities[i];
        o1[i] = city + "-" + code;
        s1[byte] |= bit;
        o3[i] = codePoints(city) + codePoints(code);
        s3[byte] |= bit;
      }
      o4[i] = hasCity ? cities[i] : "none";
      const fixed = code === "a1" ? "first" : code.startsWith("b") ? "second" : null;
      if (fixed !== null || hasCity) {
        o5[i] = fixed ?? cities[i];
        s5[byte] |= bit;
      }
      if (!hasCity || hasPayment) {
        o7[i] = !hasCity || payments[i] === "cash" ? 1 : 0;
        s7[byte] |= bit;
      }
    }
  },
};
