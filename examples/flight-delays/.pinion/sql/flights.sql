-- What features read of the rows of source 'flights', for DuckDB.
SELECT
  -- key origin
  c1 AS o0,
  -- avg: delay
  c0 AS o1,
  -- avg: if(delay >= 15, 1.0D, 0.0D)
  (CASE WHEN (c0 >= CAST('15' AS BIGINT)) THEN CAST('1' AS DOUBLE) ELSE CAST('0' AS DOUBLE) END) AS o2,
  -- key destination
  c2 AS o3
FROM (
  SELECT
    "delay" AS c0, -- bigint
    "origin" AS c1, -- string
    "destination" AS c2 -- string
  FROM "flights"
);
