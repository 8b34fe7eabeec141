/** What tests of every package share. */
export {};
