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
function meet(s, v, count) {
  if (v !== null) {
    for (let i = 0; i < (count + 7) >> 3; i++) {
      s[i] &= v[i];
    }
  }
}
function kernel_s1_1_row(i, out0, in1) {
  //! key origin
  const c1 = in1[i] ?? "";
  out0[i] = c1;
}
function kernel_s1_1(count, columns, out, f) {
  if (out[0] === undefined) return;
  const target0 = out[0];
  const out0 = target0.values;
  const set0 = target0.validity;
  set0.fill(255, 0, (count + 7) >> 3);
  const column1 = columns[1];
  const in1 = column1.values;
  const valid1 = column1.validity;
  meet(set0, valid1, count);
  const turns = count - count % 8;
  for (let i = 0; i < turns; i += 8) {
    kernel_s1_1_row(i, out0, in1);
    kernel_s1_1_row(i + 1, out0, in1);
    kernel_s1_1_row(i + 2, out0, in1);
    kernel_s1_1_row(i + 3, out0, in1);
    kernel_s1_1_row(i + 4, out0, in1);
    kernel_s1_1_row(i + 5, out0, in1);
    kernel_s1_1_row(i + 6, out0, in1);
    kernel_s1_1_row(i + 7, out0, in1);
  }
  for (let i = turns; i < count; i++) {
    kernel_s1_1_row(i, out0, in1);
  }
}
function kernel_s1_2(count, columns, out, f) {
  if (out[1] === undefined) return;
  const target1 = out[1];
  let out1 = target1.values;
  const set1 = target1.validity;
  set1.fill(255, 0, (count + 7) >> 3);
  const column0 = columns[0];
  const in0 = column0.values;
  const valid0 = column0.validity;
  meet(set1, valid0, count);
  for (let i = 0; i < count; i++) {
    //! avg: delay
    const c0 = in0[i] ?? 0;
    if (typeof c0 === "bigint" && !Array.isArray(out1)) {
      out1 = Array.from(out1);
      target1.values = out1;
    }
    out1[i] = c0;
  }
}
const pairOfNumbers = new Float64Array(2);
function kernel_s1_3_row(i, bit, bits0, out2, in0) {
  //! avg: if(delay >= 15, 1.0D, 0.0D)
  const c0 = in0[i] ?? 0;
  const c0null = (bits0 & bit) === 0;
  const t1 = (+c0null | +(!(c0 >= 15))) === 0;
  pairOfNumbers[0] = 0;
  pairOfNumbers[1] = 1;
  const t2 = pairOfNumbers[+t1];
  out2[i] = t2;
}
function kernel_s1_3(count, columns, out, f) {
  if (out[2] === undefined) return;
  const target2 = out[2];
  const out2 = target2.values;
  const set2 = target2.validity;
  set2.fill(255, 0, (count + 7) >> 3);
  const column0 = columns[0];
  const in0 = column0.values;
  const valid0 = column0.validity;
  const turns = count - count % 8;
  for (let i = 0; i < turns; i += 8) {
    const byte = i >> 3;
    const bit = 1 << (i & 7);
    const bits0 = valid0 === null ? 255 : valid0[byte];
    kernel_s1_3_row(i, bit, bits0, out2, in0);
    kernel_s1_3_row(i + 1, bit << 1, bits0, out2, in0);
    kernel_s1_3_row(i + 2, bit << 2, bits0, out2, in0);
    kernel_s1_3_row(i + 3, bit << 3, bits0, out2, in0);
    kernel_s1_3_row(i + 4, bit << 4, bits0, out2, in0);
    kernel_s1_3_row(i + 5, bit << 5, bits0, out2, in0);
    kernel_s1_3_row(i + 6, bit << 6, bits0, out2, in0);
    kernel_s1_3_row(i + 7, bit << 7, bits0, out2, in0);
  }
  for (let i = turns; i < count; i++) {
    const byte = i >> 3;
    const bit = 1 << (i & 7);
    const bits0 = valid0 === null ? 255 : valid0[byte];
    kernel_s1_3_row(i, bit, bits0, out2, in0);
  }
}
function kernel_s1_4_row(i, out3, in2) {
  //! key destination
  const c2 = in2[i] ?? "";
  out3[i] = c2;
}
function kernel_s1_4(count, columns, out, f) {
  if (out[3] === undefined) return;
  const target3 = out[3];
  const out3 = target3.values;
  const set3 = target3.validity;
  set3.fill(255, 0, (count + 7) >> 3);
  const column2 = columns[2];
  const in2 = column2.values;
  const valid2 = column2.validity;
  meet(set3, valid2, count);
  const turns = count - count % 8;
  for (let i = 0; i < turns; i += 8) {
    kernel_s1_4_row(i, out3, in2);
    kernel_s1_4_row(i + 1, out3, in2);
    kernel_s1_4_row(i + 2, out3, in2);
    kernel_s1_4_row(i + 3, out3, in2);
    kernel_s1_4_row(i + 4, out3, in2);
    kernel_s1_4_row(i + 5, out3, in2);
    kernel_s1_4_row(i + 6, out3, in2);
    kernel_s1_4_row(i + 7, out3, in2);
  }
  for (let i = turns; i < count; i++) {
    kernel_s1_4_row(i, out3, in2);
  }
}
const kernel_s1_groups = [kernel_s1_1, kernel_s1_2, kernel_s1_3, kernel_s1_4];
export function kernel_s1(count, columns, out, f) {
  for (let i = 0; i < kernel_s1_groups.length; i++) {
    kernel_s1_groups[i](count, columns, out, f);
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
