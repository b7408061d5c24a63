import { body } from './bodies.ts';
import type { Grammar } from './scope.ts';
import { term } from './terms.ts';

/** Terms and bodies of Rego. */
export const grammar: Grammar = {
  term: (scope, kind) => term(grammar, scope, kind),
  body: (scope, most) => body(grammar, scope, most),
};
