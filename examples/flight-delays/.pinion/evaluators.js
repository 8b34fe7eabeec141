// evaluators
export function row_s1(r, o, f) {
  //! key origin
  const c1 = r[1];
  o[0] = c1;
  //! avg: delay
  const c0 = r[0];
  o[1] = c0;
  //! avg: if(delay >= 15, 1.0D, 0.0D)
  o[2] = c0 !== null && c0 >= 15 ? 1 : 0;
  //! key destination
  const c2 = r[2];
  o[3] = c2;
}
function kernel_s1_1(count, columns, out, f) {
  const target0 = out[0];
  const out0 = target0.values;
  const set0 = target0.validity;
  set0.fill(0, 0, (count + 7) >> 3);
  const column1 = columns[1];
  const in1 = column1.values;
  const valid1 = column1.validity;
  for (let i = 0; i < count; i++) {
    const byte = i >> 3;
    const bit = 1 << (i & 7);
    //! key origin
    const c1 = in1[i];
    const c1null = valid1 !== null && (valid1[byte] & bit) === 0;
    if (!c1null) {
      out0[i] = c1;
      set0[byte] |= bit;
    }
  }
}
function kernel_s1_2(count, columns, out, f) {
  const target1 = out[1];
  let out1 = target1.values;
  const set1 = target1.validity;
  set1.fill(0, 0, (count + 7) >> 3);
  const column0 = columns[0];
  const in0 = column0.values;
  const valid0 = column0.validity;
  for (let i = 0; i < count; i++) {
    const byte = i >> 3;
    const bit = 1 << (i & 7);
    //! avg: delay
    const c0 = in0[i];
    const c0null = valid0 !== null && (valid0[byte] & bit) === 0;
    if (!c0null) {
      if (typeof c0 === "bigint" && !Array.isArray(out1)) {
        out1 = Array.from(out1);
        target1.values = out1;
      }
      out1[i] = c0;
      set1[byte] |= bit;
    }
  }
}
function kernel_s1_3(count, columns, out, f) {
  const target2 = out[2];
  const out2 = target2.values;
  const set2 = target2.validity;
  set2.fill(255, 0, (count + 7) >> 3);
  const column0 = columns[0];
  const in0 = column0.values;
  const valid0 = column0.validity;
  for (let i = 0; i < count; i++) {
    const byte = i >> 3;
    const bit = 1 << (i & 7);
    //! avg: if(delay >= 15, 1.0D, 0.0D)
    const c0 = in0[i];
    const c0null = valid0 !== null && (valid0[byte] & bit) === 0;
    out2[i] = !c0null && c0 >= 15 ? 1 : 0;
  }
}
function kernel_s1_4(count, columns, out, f) {
  const target3 = out[3];
  const out3 = target3.values;
  const set3 = target3.validity;
  set3.fill(0, 0, (count + 7) >> 3);
  const column2 = columns[2];
  const in2 = column2.values;
  const valid2 = column2.validity;
  for (let i = 0; i < count; i++) {
    const byte = i >> 3;
    const bit = 1 << (i & 7);
    //! key destination
    const c2 = in2[i];
    const c2null = valid2 !== null && (valid2[byte] & bit) === 0;
    if (!c2null) {
      out3[i] = c2;
      set3[byte] |= bit;
    }
  }
}
export function kernel_s1(count, columns, out, f) {
  if (out[0] !== undefined) {
    kernel_s1_1(count, columns, out, f);
  }
  if (out[1] !== undefined) {
    kernel_s1_2(count, columns, out, f);
  }
  if (out[2] !== undefined) {
    kernel_s1_3(count, columns, out, f);
  }
  if (out[3] !== undefined) {
    kernel_s1_4(count, columns, out, f);
  }
}
export function row_w1(r, o, f) {
  //! double to double
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
  //! f_route_to_airport_late: f_route_late_share_30d / f_airport_late_share_30d
  const c0 = r[0];
  const c1 = r[1];
  o[0] = null;
  b1: {
    if (c0 === null || c1 === null) break b1;
    if (c1 === 0) {
      f[0]++;
      break b1;
    }
    o[0] = c0 / c1;
  }
}
//# sourceMappingURL=evaluators.js.map
