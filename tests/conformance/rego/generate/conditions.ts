import { literal } from './literals.ts';
import { deeper, type Grammar, type Scope } from './scope.ts';

/** A statement that OPA's rule index looks at: a comparison of input or base data with a constant. */
export function indexed(grammar: Grammar, scope: Scope): { text: string; scope: Scope } {
  const { random } = scope;
  const root = random.pick(['input', 'input', 'data.base']);
  const text = (): string => literal(random, 'string', 0);
  const any = (): string => literal(random, 'any', 1);
  const place = `${root}.${random.pick(['s', 's', 'n', 'list', 'any', 'obj', 'rows', 't'])}`;
  const makers: readonly (() => string)[] = [
    () => `${place} == ${any()}`,
    () => `${any()} = ${place}`,
    () => `${random.pick(['startswith', 'endswith'])}(${place}, ${text()})`,
    () => `strings.${random.pick(['any_prefix_match', 'any_suffix_match'])}(${place}, [${text()}, ${text()}])`,
    () =>
      `glob.match(${random.pick(['"*"', '"a*"', '"foo/*"', '"a.*"', text()])}, ${random.pick(['[]', '["/"]', 'null'])}, ${place})`,
    () => `${place}[_] == ${any()}`,
    () => `${place}[${root}.s]`,
    () => (scope.isOld ? `${place} == ${text()}` : `${place} in [${text()}, ${any()}]`),
    () => (scope.isOld ? place : `${any()} in ${place}`),
    () => `${place} != ${grammar.term(deeper(scope), 'any')}`,
    () => `not ${place}`,
    () => place,
  ];
  return { text: random.pick(makers)(), scope };
}

/** `and`, `or` and `not { … }`, which v2 has; variables of their bodies are their own. */
export function logical(grammar: Grammar, scope: Scope): { text: string; scope: Scope } {
  const { random } = scope;
  if (!scope.isNew) return indexed(grammar, scope);
  const operand = (): string => {
    if (random.once(2)) return `{ ${grammar.body(deeper(scope), 2).statements.join('; ')} }`;
    return random.once(3) ? `not ${indexed(grammar, scope).text.replace(/^not /, '')}` : indexed(grammar, scope).text;
  };
  const first = operand();
  if (random.once(4)) return { text: `not { ${grammar.body(deeper(scope), 2).statements.join('; ')} }`, scope };
  const more = random.several(1, 2, () => ` ${random.pick(['and', 'or'])} ${operand()}`);
  return { text: `${first}${more.join('')}`, scope };
}
