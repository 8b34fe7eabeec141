import { expect, test } from "vitest";
import { typeText, type Columns } from "./support.js";

/*
 * Expressions as the samples of the reference system have them, over columns of types that they are used with:
 * all of them must compile.
 */

const trip: Columns = {
  trip_distance: "double",
  fare_amount: "double",
  lpep_pickup_datetime: "string",
  lpep_dropoff_datetime: "string",
  f_trip_distance: "float",
  f_trip_time_duration: "int",
  trips_today: "int",
  old_tip_amount: "string",
  number_of_credit_cards: "int",
  feature_user_gift_card_balance: "double",
  feature_user_has_valid_credit_card: "int",
  isUserRegistered: "string",
  transaction_amount: "double",
  avg_transaction_amount: "double",
  user_embedding: "array<double>",
  item_embedding: "array<double>",
  x: "string",
  n: "int",
  Id: "int",
  Id2: "string",
  timestamp: "bigint",
  source: "string",
  fv: "array<array<string>>",
  arg1: "string",
  arg2: "string",
};

test.each([
  ["trip_distance", "double"],
  ["trip_distance > 30.0", "boolean"],
  ["cast_float(trip_distance)>30", "boolean"],
  ["dayofweek(lpep_dropoff_datetime)", "int"],
  ["dayofmonth(lpep_dropoff_datetime)", "int"],
  ["hour(lpep_dropoff_datetime)", "int"],
  ["(to_unix_timestamp(lpep_dropoff_datetime) - to_unix_timestamp(lpep_pickup_datetime))/60", "double"],
  ["f_trip_distance * f_trip_time_duration", "float"],
  ["f_trip_distance / f_trip_time_duration", "double"],
  ["f_trip_time_duration % 10", "int"],
  ["cast_float(fare_amount)", "float"],
  ["fare_amount > 0", "boolean"],
  ["trips_today + 1", "int"],
  ["cast_double(old_tip_amount)", "double"],
  ["number_of_credit_cards > 0", "boolean"],
  ["feature_user_gift_card_balance + if(boolean(feature_user_has_valid_credit_card), 100, 0)", "double"],
  ["isUserRegistered==TRUE", "boolean"],
  ["transaction_amount - avg_transaction_amount", "double"],
  ["time_duration(lpep_pickup_datetime, lpep_dropoff_datetime, 'minutes')", "double"],
  ["cosine_similarity(user_embedding, item_embedding)", "double"],
  ["if_else(user_embedding, user_embedding, [])", "array<double>"],
  ["substring(x, 0)", "string"],
  ["concat(x, '1')", "string"],
  ["Id in (10, 11)", "boolean"],
  ["timestamp/1000", "double"],
  ['CASE WHEN Id2 IS NOT NULL THEN Id2 ELSE "null" END', "string"],
  ["float(fare_amount)", "float"],
  ["case when n = 5 then null else n end", "int"],
  ["cast(source as int)", "int"],
  ['coalesce(fv, ARRAY(ARRAY("aa", "bb"), ARRAY("UNK", "UNK")))', "array<array<string>>"],
  ["case when arg1 = 'Boeing' then ':aviation' else arg2 end", "string"],
])("%s is %s", (text, type) => {
  expect(typeText(text, trip).replace("!", "")).toBe(type);
});
