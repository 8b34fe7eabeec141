-- What features read of the rows of source 'kafkaStreamingSource', for DuckDB.
SELECT
  -- key driver_id
  c0 AS o0,
  -- latest: zone
  c2 AS o1,
  -- f_modified_streaming_count: trips_today + 1
  (CAST((((CAST(c1 AS BIGINT) + CAST(CAST('1' AS INTEGER) AS BIGINT)) + 2147483648) & 4294967295) - 2147483648 AS INTEGER)) AS o2,
  -- f_modified_streaming_count2: trips_today + 2
  (CAST((((CAST(c1 AS BIGINT) + CAST(CAST('2' AS INTEGER) AS BIGINT)) + 2147483648) & 4294967295) - 2147483648 AS INTEGER)) AS o3,
  -- sum: trips_today
  c1 AS o4
FROM (
  SELECT
    "driver_id" AS c0, -- bigint
    "trips_today" AS c1, -- int
    "zone" AS c2 -- string
  FROM "kafkaStreamingSource"
);
