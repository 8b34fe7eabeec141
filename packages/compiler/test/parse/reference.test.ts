import { expect, it, test } from "vitest";
import { ExpressionGrammar } from "../../src/parse/grammar/expression.js";
import { shapeOf } from "./helpers/parse.js";

// Expressions of the reference system's samples.
test.each([
  ["trip_distance", "trip_distance"],
  ["trip_distance > 30.0", "(> trip_distance 30.0)"],
  ["cast_float(trip_distance)>30", "(> (cast_float trip_distance) 30)"],
  ["dayofweek(lpep_dropoff_datetime)", "(dayofweek lpep_dropoff_datetime)"],
  [
    "(to_unix_timestamp(lpep_dropoff_datetime) - to_unix_timestamp(lpep_pickup_datetime))/60",
    "(/ (- (to_unix_timestamp lpep_dropoff_datetime) (to_unix_timestamp lpep_pickup_datetime)) 60)",
  ],
  ["f_trip_distance * f_trip_time_duration", "(* f_trip_distance f_trip_time_duration)"],
  ["f_trip_time_duration % 10", "(% f_trip_time_duration 10)"],
  ["fare_amount > 0", "(> fare_amount 0)"],
  [
    "feature_user_gift_card_balance + if(boolean(feature_user_has_valid_credit_card), 100, 0)",
    "(+ feature_user_gift_card_balance (if (boolean feature_user_has_valid_credit_card) 100 0))",
  ],
  ["isUserRegistered==TRUE", "(= isUserRegistered true)"],
  [
    "time_duration(lpep_pickup_datetime, lpep_dropoff_datetime, 'minutes')",
    '(time_duration lpep_pickup_datetime lpep_dropoff_datetime "minutes")',
  ],
  ["if_else(user_embedding, user_embedding, [])", "(if_else user_embedding user_embedding (array))"],
  ["substring(x, 0)", "(substring x 0)"],
  ["concat(x, '1')", '(concat x "1")'],
  ["Id in (10, 11)", "(in Id 10 11)"],
  ["timestamp/1000", "(/ timestamp 1000)"],
  ['CASE WHEN Id2 IS NOT NULL THEN Id2 ELSE "null" END', '(case-else (is-not-null Id2) Id2 "null")'],
  ["float(fare_amount)", "(float fare_amount)"],
  ["case when x = 5 then null else x end", "(case-else (= x 5) null x)"],
  ["cast(source as int)", "(cast-int source)"],
  [
    'coalesce(fv, ARRAY(ARRAY("aa", "bb"), ARRAY("UNK", "UNK")))',
    '(coalesce fv (ARRAY (ARRAY "aa" "bb") (ARRAY "UNK" "UNK")))',
  ],
  [
    "case when arg1 = 'Boeing' then ':aviation' else arg2 end",
    '(case-else (= arg1 "Boeing") ":aviation" arg2)',
  ],
])("%s", (text, expected) => {
  expect(shapeOf(text)).toBe(expected);
});

it("the grammar itself is in order: at run time nothing checks it", () => {
  expect(() => new ExpressionGrammar(false)).not.toThrow();
});
