export { preprocessed, preprocessor } from "./preprocess.js";
