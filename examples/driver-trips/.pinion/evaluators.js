// evaluators
export function row_s1(r, o, f) {
  //! key driver_id
  const c0 = r[0];
  o[0] = c0;
  //! latest: zone
  const c2 = r[2];
  o[1] = c2;
  //! f_modified_streaming_count: trips_today + 1
  const c1 = r[1];
  o[2] = (c1 + 1) | 0;
  //! f_modified_streaming_count2: trips_today + 2
  o[3] = (c1 + 2) | 0;
  //! sum: trips_today
  o[4] = c1;
}
export function row_w1(r, o, f) {
  //! string to string
  const c0 = r[0];
  o[0] = c0;
}
export function row_w2(r, o, f) {
  //! bigint to bigint
  const c0 = r[0];
  o[0] = c0;
}
export function row_w3(r, o, f) {
  //! bigint to bigint
  const c0 = r[0];
  o[0] = c0;
}
export function row_d1(r, o, f) {
  //! f_trips_per_report: trips / reports
  const c0 = r[0];
  const c1 = r[1];
  o[0] = null;
  b1: {
    if (c0 === null || c1 === null) break b1;
    const t1 = Number(c1);
    if (t1 === 0) {
      f[0]++;
      break b1;
    }
    o[0] = c0 / t1;
  }
}
//# sourceMappingURL=evaluators.js.map
