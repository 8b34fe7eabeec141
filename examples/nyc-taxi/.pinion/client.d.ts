/** The features of the project by name, with the types of their values; null where there is none. */
export interface PinionFeatures {
  readonly "f_day_of_month": number | null;
  readonly "f_day_of_week": number | null;
  readonly "f_hour_of_day": number | null;
  readonly "f_is_long_trip_distance": boolean | null;
  readonly "f_location_avg_fare": number | null;
  readonly "f_location_max_fare": number | null;
  readonly "f_trip_distance": number | null;
  readonly "f_trip_speed": number | null;
  readonly "f_trip_time_duration": number | null;
}

/** The keys of the project by name, with the types that they are given as. */
export interface PinionKeys {
  readonly "DOLocationID": number | bigint | `${bigint}`;
}

/** The keys of each feature, in order. */
export interface PinionFeatureKeys {
  readonly "f_day_of_month": readonly ["DOLocationID"];
  readonly "f_day_of_week": readonly ["DOLocationID"];
  readonly "f_hour_of_day": readonly ["DOLocationID"];
  readonly "f_is_long_trip_distance": readonly ["DOLocationID"];
  readonly "f_location_avg_fare": readonly ["DOLocationID"];
  readonly "f_location_max_fare": readonly ["DOLocationID"];
  readonly "f_trip_distance": readonly ["DOLocationID"];
  readonly "f_trip_speed": readonly ["DOLocationID"];
  readonly "f_trip_time_duration": readonly ["DOLocationID"];
}
