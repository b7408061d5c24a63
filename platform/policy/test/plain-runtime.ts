import type { PolicyRuntime } from '../src/policy-runtime.ts';

/** Lends policies nothing but `print`, and all the time they want. */
export const plainRuntime: PolicyRuntime = {
  begin: () => ({ limits: {}, named: (failure) => failure }),
  host: (print) => ({ print: (text) => print(String(text)) }),
  milliseconds: () => 0,
};
