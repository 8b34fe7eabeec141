/** The features of the project by name, with the types of their values; null where there is none. */
export interface PinionFeatures {
  readonly "f_last_zone": string | null;
  readonly "f_modified_streaming_count": number | null;
  readonly "f_modified_streaming_count2": number | null;
  readonly "f_reports_1h": number | bigint | null;
  readonly "f_trips_7d": number | bigint | null;
  readonly "f_trips_per_report": number | null;
}

/** The keys of the project by name, with the types that they are given as. */
export interface PinionKeys {
  readonly "driver_id": number | bigint | `${bigint}`;
}

/** The keys of each feature, in order. */
export interface PinionFeatureKeys {
  readonly "f_last_zone": readonly ["driver_id"];
  readonly "f_modified_streaming_count": readonly ["driver_id"];
  readonly "f_modified_streaming_count2": readonly ["driver_id"];
  readonly "f_reports_1h": readonly ["driver_id"];
  readonly "f_trips_7d": readonly ["driver_id"];
  readonly "f_trips_per_report": readonly ["driver_id"];
}
