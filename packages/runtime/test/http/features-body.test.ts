import fc from "fast-check";
import { expect, it } from "vitest";
import { parseBody } from "../../src/http/json/parse.js";
import { LIMITS } from "../../src/http/options.js";
import { featuresBodyReader } from "../../src/http/read/features-body.js";
import { readFeaturesRequest } from "../../src/http/read/features-request.js";

const outcome = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message: string };
    return { code, message };
  }
};

const name = fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom("f", "a]b", '"', "\\", "é", "__proto__"));
const space = fc.constantFrom("", " ", "\n\t", "\u00a0");
const member = fc.constantFrom(
  '"entities":[{"id":1}]',
  '"entities":[{"id":9007199254740993}]',
  '"features":["g"]',
  '"asOf":true',
  '"other":1',
  '"__proto__":{"asOf":true}',
  '"entities":[',
  "",
  ",",
  "1",
);
const body = fc
  .tuple(fc.array(name, { maxLength: 3 }), fc.array(member, { maxLength: 3 }), space, fc.boolean(), space)
  .map(([names, members, gap, first, end]) => {
    const features = `"features"${gap}:${gap}${JSON.stringify(names)}`;
    const all = first ? [features, ...members] : [...members, features];
    return `${gap}{${gap}${all.join(`${gap},${gap}`)}${end}}${end}`;
  });

it("reads any body as if none had been read before", () => {
  const read = featuresBodyReader(LIMITS);
  fc.assert(
    fc.property(fc.array(body, { minLength: 1, maxLength: 4 }), (bodies) => {
      for (const text of [...bodies, ...bodies]) {
        expect(outcome(() => read(Buffer.from(text)))).toEqual(
          outcome(() => readFeaturesRequest(parseBody(text), LIMITS)),
        );
      }
    }),
    { numRuns: 300 },
  );
});
