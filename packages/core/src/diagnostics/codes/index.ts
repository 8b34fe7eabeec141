import { artifactCodes } from "./artifacts.js";
import { checkCodes } from "./check.js";
import { clientCodes } from "./client.js";
import { dataCodes } from "./data.js";
import { definitionCodes } from "./definitions.js";
import { featureCodes } from "./features.js";
import { httpCodes } from "./http.js";
import type { CodePage } from "./page.js";
import { parseCodes } from "./parse.js";
import { storeCodes } from "./stores.js";
import { streamCodes } from "./streams.js";
import { usageCodes } from "./usage.js";

export type { CodePage, ExpressionExample, ProjectExample, TextExample } from "./page.js";

const catalogue = {
  ...definitionCodes,
  ...parseCodes,
  ...checkCodes,
  ...featureCodes,
  ...artifactCodes,
  ...dataCodes,
  ...storeCodes,
  ...clientCodes,
  ...streamCodes,
  ...usageCodes,
  ...httpCodes,
};

export type Code = keyof typeof catalogue;

/** Every code with its page. */
export const codes: Readonly<Record<Code, CodePage>> = catalogue;
