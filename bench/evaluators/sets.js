// Sets of features, and what one who knows JavaScript well would write for them by hand: over rows, and over
// columns with validity. Each writes the outputs in the order of the features' names.

import { domains } from "./domains.js";

/** @typedef {{ name: string, columns: Record<string, string>, features: Record<string, string>, values: (random: () => number) => unknown[] }} Set */

const NULLS = 0.02;
/** @param {() => number} random @param {unknown} value */
const orNull = (random, value) => (random() < NULLS ? null : value);
const DAY = 86_400_000_000;
const EPOCH_2020 = 1_577_836_800_000_000;

/** The features of the reference system's taxi sample, and some of their kind. */
const taxi = {
  name: "taxi",
  columns: {
    pickup: "t.timestamp()",
    dropoff: "t.timestamp()",
    trip_distance: "t.double()",
    fare_amount: "t.double()",
    passenger_count: "t.int32()",
  },
  features: {
    f_a_trip_distance: `expr("cast_float(trip_distance)")`,
    f_b_is_long: `expr("trip_distance > 30.0")`,
    f_c_duration: `expr("(to_unix_timestamp(dropoff) - to_unix_timestamp(pickup)) / 60").as(t.float())`,
    f_d_day_of_week: `expr("dayofweek(dropoff)")`,
    f_e_hour: `expr("hour(pickup)")`,
    f_f_per_mile: `expr("fare_amount / trip_distance")`,
    f_g_size: `expr("case when passenger_count > 4 then 2 when passenger_count > 1 then 1 else 0 end")`,
    f_h_fare: `expr("coalesce(fare_amount, 0.0) * 1.1")`,
  },
  /** @param {() => number} random */
  values(random) {
    const pickup = EPOCH_2020 + Math.floor(random() * 90 * DAY);
    return [
      orNull(random, pickup),
      orNull(random, pickup + Math.floor(random() * 3600) * 1_000_000),
      orNull(random, random() < 0.01 ? 0 : random() * 50),
      orNull(random, random() * 100),
      orNull(random, Math.floor(random() * 6)),
    ];
  },
};

/** Arithmetic with parts in common. */
const arithmetic = {
  name: "arithmetic",
  columns: {
    a: "t.double()",
    b: "t.double()",
    c: "t.double()",
    i: "t.int32()",
    j: "t.int32({ nullable: false })",
  },
  features: {
    f_a: `expr("(a - b) * (a - b) + c")`,
    f_b: `expr("sqrt((a - b) * (a - b) + c * c)")`,
    f_c: `expr("a * 2 + b * 3 - c / 4")`,
    f_d: `expr("i * 2 + j")`,
    f_e: `expr("i % 10")`,
    f_f: `expr("abs(a - b) > 10 and c < 5")`,
    f_g: `expr("(i & 255) | (j << 2)")`,
    f_h: `expr("if(a > b, a, b) - if(a > c, c, a)")`,
  },
  /** @param {() => number} random */
  values(random) {
    return [
      orNull(random, random() * 100),
      orNull(random, random() * 100),
      orNull(random, random() * 10),
      orNull(random, Math.floor(random() * 1000)),
      Math.floor(random() * 1000),
    ];
  },
};

const WORDS = ["credit", "cash", " Dispute", "no charge", "unknown", "voided trip"];

/** Texts. */
const texts = {
  name: "texts",
  columns: { payment: "t.string()", city: "t.string()", code: "t.string({ nullable: false })" },
  features: {
    f_a: `expr("upper(payment)")`,
    f_b: `expr("concat(city, '-', code)")`,
    f_c: `expr("payment in ('cash', 'credit')")`,
    f_d: `expr("length(city) + length(code)")`,
    f_e: `expr("coalesce(city, 'none')")`,
    f_f: `expr("case when code = 'a1' then 'first' when code like 'b%' then 'second' else city end")`,
    f_g: `expr("trim(payment)")`,
    f_h: `expr("city is null or payment = 'cash'")`,
  },
  /** @param {() => number} random */
  values(random) {
    const word = () => WORDS[Math.floor(random() * WORDS.length)];
    return [
      orNull(random, word()),
      orNull(random, word()),
      `${random() < 0.5 ? "a" : "b"}${Math.floor(random() * 10)}`,
    ];
  },
};

/** Those whose columns are written by hand, too, and the twelve of four domains. */
export const sets = [taxi, arithmetic, texts, ...domains];
