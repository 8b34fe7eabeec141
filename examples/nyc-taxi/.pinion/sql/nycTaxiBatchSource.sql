-- What features read of the rows of source 'nycTaxiBatchSource', for DuckDB.
SELECT
  -- key DOLocationID
  c2 AS o0,
  -- f_day_of_month: dayofmonth(lpep_dropoff_datetime)
  (CAST(day((CAST(c1 AS DATE))) AS INTEGER)) AS o1,
  -- f_day_of_week: dayofweek(lpep_dropoff_datetime)
  (CAST(dayofweek((CAST(c1 AS DATE))) + 1 AS INTEGER)) AS o2,
  -- f_hour_of_day: hour(lpep_dropoff_datetime)
  (CAST(hour(c1) AS INTEGER)) AS o3
  -- f_is_long_trip_distance: cast_float(trip_distance) > 30
  -- computed in JavaScript
  -- avg: cast_float(fare_amount)
  -- computed in JavaScript
  -- f_trip_distance: trip_distance
  -- computed in JavaScript
  -- f_trip_time_duration: (to_unix_timestamp(lpep_dropoff_datetime) - to_unix_timestamp(lpep_pickup_datetime)) / 60
  -- computed in JavaScript
FROM (
  SELECT
    "lpep_pickup_datetime" AS c0, -- timestamp
    "lpep_dropoff_datetime" AS c1, -- timestamp
    "DOLocationID" AS c2, -- int
    "trip_distance" AS c3, -- double
    "fare_amount" AS c4 -- double
  FROM "nycTaxiBatchSource"
);
