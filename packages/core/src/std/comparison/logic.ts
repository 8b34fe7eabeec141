export const notBoolean = (x: boolean): boolean => !x;
export const isNaNFloat = (x: number): boolean => x !== x;
