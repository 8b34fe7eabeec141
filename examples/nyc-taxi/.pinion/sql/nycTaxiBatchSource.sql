-- What features read of the rows of source 'nycTaxiBatchSource', for DuckDB.
SELECT
  -- key DOLocationID
  c2 AS o0,
  -- f_day_of_month: dayofmonth(lpep_dropoff_datetime)
  (CAST(day((CAST(c1 AS DATE))) AS INTEGER)) AS o1,
  -- f_day_of_week: dayofweek(lpep_dropoff_datetime)
  (CAST(dayofweek((CAST(c1 AS DATE))) + 1 AS INTEGER)) AS o2,
  -- f_hour_of_day: hour(lpep_dropoff_datetime)
  (CAST(hour(c1) AS INTEGER)) AS o3,
  -- f_is_long_trip_distance: cast_float(trip_distance) > 30
  ((coalesce(try_cast(c3 AS FLOAT), CASE WHEN c3 > 0 THEN 'Infinity'::FLOAT WHEN c3 < 0 THEN '-Infinity'::FLOAT END)) > CAST('30' AS FLOAT)) AS o4,
  -- avg: cast_float(fare_amount)
  (coalesce(try_cast(c4 AS FLOAT), CASE WHEN c4 > 0 THEN 'Infinity'::FLOAT WHEN c4 < 0 THEN '-Infinity'::FLOAT END)) AS o5,
  -- f_trip_distance: trip_distance
  (coalesce(try_cast(c3 AS FLOAT), CASE WHEN c3 > 0 THEN 'Infinity'::FLOAT WHEN c3 < 0 THEN '-Infinity'::FLOAT END)) AS o6,
  -- f_trip_time_duration: (to_unix_timestamp(lpep_dropoff_datetime) - to_unix_timestamp(lpep_pickup_datetime)) / 60
  (coalesce(try_cast(((CAST((CAST((((CAST((epoch_us(c1) // 1000000 - CASE WHEN epoch_us(c1) % 1000000 < 0 THEN 1 ELSE 0 END) AS HUGEINT) - CAST((epoch_us(c0) // 1000000 - CASE WHEN epoch_us(c0) % 1000000 < 0 THEN 1 ELSE 0 END) AS HUGEINT)) + 9223372036854775808) & 18446744073709551615) - 9223372036854775808 AS BIGINT)) AS DOUBLE)) / CAST('60' AS DOUBLE)) AS FLOAT), CASE WHEN ((CAST((CAST((((CAST((epoch_us(c1) // 1000000 - CASE WHEN epoch_us(c1) % 1000000 < 0 THEN 1 ELSE 0 END) AS HUGEINT) - CAST((epoch_us(c0) // 1000000 - CASE WHEN epoch_us(c0) % 1000000 < 0 THEN 1 ELSE 0 END) AS HUGEINT)) + 9223372036854775808) & 18446744073709551615) - 9223372036854775808 AS BIGINT)) AS DOUBLE)) / CAST('60' AS DOUBLE)) > 0 THEN 'Infinity'::FLOAT WHEN ((CAST((CAST((((CAST((epoch_us(c1) // 1000000 - CASE WHEN epoch_us(c1) % 1000000 < 0 THEN 1 ELSE 0 END) AS HUGEINT) - CAST((epoch_us(c0) // 1000000 - CASE WHEN epoch_us(c0) % 1000000 < 0 THEN 1 ELSE 0 END) AS HUGEINT)) + 9223372036854775808) & 18446744073709551615) - 9223372036854775808 AS BIGINT)) AS DOUBLE)) / CAST('60' AS DOUBLE)) < 0 THEN '-Infinity'::FLOAT END)) AS o7
FROM (
  SELECT
    "lpep_pickup_datetime" AS c0, -- timestamp
    "lpep_dropoff_datetime" AS c1, -- timestamp
    "DOLocationID" AS c2, -- int
    "trip_distance" AS c3, -- double
    "fare_amount" AS c4 -- double
  FROM "nycTaxiBatchSource"
);
