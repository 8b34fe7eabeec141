// evaluators
function row_s1(r, o, f) {
  //! key driver_id
  const c0 = r[0];
  o[0] = c0;
  //! latest: zone
  const c2 = r[2];
  o[1] = c2;
  //! f_modified_streaming_count: trips_today + 1
  const c1 = r[1];
  o[2] = c1 + 1 | 0;
  //! f_modified_streaming_count2: trips_today + 2
  o[3] = c1 + 2 | 0;
  //! sum: trips_today
  o[4] = c1;
}
function kernel_s1_1(count, columns, out, f) {
  const target0 = out[0];
  let out0 = target0.values;
  const set0 = target0.validity;
  set0.fill(255, 0, count + 7 >> 3);
  const column0 = columns[0];
  const in0 = column0.values;
  for (let i = 0; i < count; i++) {
    const byte = i >> 3;
    const bit = 1 << (i & 7);
    //! key driver_id
    const c0 = in0[i];
    if (typeof c0 === "bigint" && !Array.isArray(out0)) {
      out0 = Array.from(out0);
      target0.values = out0;
    }
    out0[i] = c0;
  }
}
function kernel_s1_2(count, columns, out, f) {
  const target1 = out[1];
  const out1 = target1.values;
  const set1 = target1.validity;
  set1.fill(0, 0, count + 7 >> 3);
  const column2 = columns[2];
  const in2 = column2.values;
  const valid2 = column2.validity;
  for (let i = 0; i < count; i++) {
    const byte = i >> 3;
    const bit = 1 << (i & 7);
    //! latest: zone
    const c2 = in2[i];
    const c2null = valid2 !== null && (valid2[byte] & bit) === 0;
    if (!c2null) {
      out1[i] = c2;
      set1[byte] |= bit;
    }
  }
}
function kernel_s1_3(count, columns, out, f) {
  const target2 = out[2];
  const out2 = target2.values;
  const set2 = target2.validity;
  set2.fill(255, 0, count + 7 >> 3);
  const column1 = columns[1];
  const in1 = column1.values;
  for (let i = 0; i < count; i++) {
    //! f_modified_streaming_count: trips_today + 1
    const c1 = in1[i];
    out2[i] = c1 + 1 | 0;
  }
}
function kernel_s1_4(count, columns, out, f) {
  const target3 = out[3];
  const out3 = target3.values;
  const set3 = target3.validity;
  set3.fill(255, 0, count + 7 >> 3);
  const column1 = columns[1];
  const in1 = column1.values;
  for (let i = 0; i < count; i++) {
    //! f_modified_streaming_count2: trips_today + 2
    const c1 = in1[i];
    out3[i] = c1 + 2 | 0;
  }
}
function kernel_s1_5(count, columns, out, f) {
  const target4 = out[4];
  const out4 = target4.values;
  const set4 = target4.validity;
  set4.fill(255, 0, count + 7 >> 3);
  const column1 = columns[1];
  const in1 = column1.values;
  for (let i = 0; i < count; i++) {
    //! sum: trips_today
    const c1 = in1[i];
    out4[i] = c1;
  }
}
function kernel_s1(count, columns, out, f) {
  if (out[0] !== void 0) {
    kernel_s1_1(count, columns, out, f);
  }
  if (out[1] !== void 0) {
    kernel_s1_2(count, columns, out, f);
  }
  if (out[2] !== void 0) {
    kernel_s1_3(count, columns, out, f);
  }
  if (out[3] !== void 0) {
    kernel_s1_4(count, columns, out, f);
  }
  if (out[4] !== void 0) {
    kernel_s1_5(count, columns, out, f);
  }
}
function row_w1(r, o, f) {
  //! string to string
  const c0 = r[0];
  o[0] = c0;
}
function row_w2(r, o, f) {
  //! bigint to bigint
  const c0 = r[0];
  o[0] = c0;
}
function row_w3(r, o, f) {
  //! bigint to bigint
  const c0 = r[0];
  o[0] = c0;
}
function row_d1(r, o, f) {
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
export {
  kernel_s1,
  row_d1,
  row_s1,
  row_w1,
  row_w2,
  row_w3
};
//# sourceMappingURL=evaluators.js.map
