/** The features of the project by name, with the types of their values; null where there is none. */
export interface PinionFeatures {
  readonly "f_airport_avg_delay_1d": number | null;
  readonly "f_airport_avg_delay_30d": number | null;
  readonly "f_airport_avg_delay_7d": number | null;
  readonly "f_airport_flights_1d": number | bigint | null;
  readonly "f_airport_flights_30d": number | bigint | null;
  readonly "f_airport_flights_7d": number | bigint | null;
  readonly "f_airport_late_share_1d": number | null;
  readonly "f_airport_late_share_30d": number | null;
  readonly "f_airport_late_share_7d": number | null;
  readonly "f_airport_max_delay_30d": number | bigint | null;
  readonly "f_airport_max_delay_7d": number | bigint | null;
  readonly "f_route_avg_delay_30d": number | null;
  readonly "f_route_avg_delay_7d": number | null;
  readonly "f_route_flights_30d": number | bigint | null;
  readonly "f_route_flights_7d": number | bigint | null;
  readonly "f_route_late_share_30d": number | null;
  readonly "f_route_late_share_7d": number | null;
  readonly "f_route_max_delay_30d": number | bigint | null;
  readonly "f_route_to_airport_late": number | null;
}

/** The keys of the project by name, with the types that they are given as. */
export interface PinionKeys {
  readonly "destination": string;
  readonly "origin": string;
}

/** The keys of each feature, in order. */
export interface PinionFeatureKeys {
  readonly "f_airport_avg_delay_1d": readonly ["origin"];
  readonly "f_airport_avg_delay_30d": readonly ["origin"];
  readonly "f_airport_avg_delay_7d": readonly ["origin"];
  readonly "f_airport_flights_1d": readonly ["origin"];
  readonly "f_airport_flights_30d": readonly ["origin"];
  readonly "f_airport_flights_7d": readonly ["origin"];
  readonly "f_airport_late_share_1d": readonly ["origin"];
  readonly "f_airport_late_share_30d": readonly ["origin"];
  readonly "f_airport_late_share_7d": readonly ["origin"];
  readonly "f_airport_max_delay_30d": readonly ["origin"];
  readonly "f_airport_max_delay_7d": readonly ["origin"];
  readonly "f_route_avg_delay_30d": readonly ["origin", "destination"];
  readonly "f_route_avg_delay_7d": readonly ["origin", "destination"];
  readonly "f_route_flights_30d": readonly ["origin", "destination"];
  readonly "f_route_flights_7d": readonly ["origin", "destination"];
  readonly "f_route_late_share_30d": readonly ["origin", "destination"];
  readonly "f_route_late_share_7d": readonly ["origin", "destination"];
  readonly "f_route_max_delay_30d": readonly ["origin", "destination"];
  readonly "f_route_to_airport_late": readonly ["origin", "destination"];
}
