/** Definitions are immutable. Unlike `Object.freeze`, keeps the type that is expected of the value. */
export const frozen = <T extends object>(definition: T): T => Object.freeze(definition);
