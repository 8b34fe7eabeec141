import type { FunctionRecord } from "../record.js";
import { cosineSimilarity } from "./cosine-similarity.js";
import { dotProduct } from "./dot-product.js";
import { l2Distance } from "./l2-distance.js";
import { l2Norm } from "./l2-norm.js";
import { vectorCosineSimilarity } from "./vector-cosine-similarity.js";
import { vectorInnerProduct } from "./vector-inner-product.js";
import { vectorL2Distance } from "./vector-l2-distance.js";
import { vectorNorm } from "./vector-norm.js";
import { vectorNormalize } from "./vector-normalize.js";

export const vectorFunctions: readonly FunctionRecord[] = [
  cosineSimilarity,
  dotProduct,
  l2Distance,
  l2Norm,
  vectorCosineSimilarity,
  vectorInnerProduct,
  vectorL2Distance,
  vectorNorm,
  vectorNormalize,
];
