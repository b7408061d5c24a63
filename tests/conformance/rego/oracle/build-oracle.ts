import { buildGo, type Oracle } from '../../oracle/build-go.ts';

/** The real OPA behind our questions. */
export function buildOracle(): Oracle {
  return buildGo({
    name: 'OPA',
    cache: 'rego',
    module: import.meta.dirname,
    package: '.',
    sources: ['main.go', 'question.go', 'syntax.go', 'bench.go'],
    duration: 'a minute or two',
  });
}
