import type { Term } from '../ast/ast.ts';
import { isScalar } from './build-terms.ts';
import type { Occurrence } from './local-scopes.ts';

/** Why a variable cannot be declared here. */
export function redeclared(name: string, known: Occurrence): string {
  switch (known) {
    case 'seen':
      return `var ${name} referenced above`;
    case 'assigned':
      return `var ${name} assigned above`;
    case 'declared':
      return `var ${name} declared above`;
    case 'argument':
      return `arg ${name} redeclared`;
  }
}

/** The name of the function that a term calls. */
export function callName(term: Extract<Term, { type: 'call' }>): string {
  const { operator } = term;
  const parts = operator.path.map((part) => (part.type === 'string' ? `.${part.value}` : ''));
  return `${operator.head.type === 'var' ? operator.head.name : ''}${parts.join('')}`;
}

/** What OPA calls a kind of term in messages. */
export function kindName(term: Term): string {
  if (isScalar(term)) return term.type;
  return term.type.toLowerCase();
}
