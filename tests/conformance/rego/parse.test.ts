import { parseModule } from '@bulwark/rego';
import { isList, isObject } from '@bulwark/text';
import { describe, expect, test } from 'vitest';
import { compileCases, evaluationCases, modulesOf, type OpaCase, suiteIsThere } from './opa-cases.ts';

const skipped = "skipped: OPA's cases (../shared/suites/opa-rego) are not there";

describe.skipIf(!suiteIsThere)(`parsing OPA's modules${suiteIsThere ? '' : ` ${skipped}`}`, () => {
  test('every module reads, but for those that must not', () => {
    const cases = [...evaluationCases(), ...compileCases()];
    const wrong = cases.flatMap(complaintsAbout);
    console.log(`score: rego-parse ${cases.length - wrong.length}/${cases.length}`);
    expect(wrong).toEqual([]);
    expect(cases.length).toBeGreaterThan(3000);
  });
});

if (!suiteIsThere) console.warn(skipped);

function complaintsAbout(opaCase: OpaCase): string[] {
  const errors = modulesOf(opaCase).flatMap((text) => parseModule(text, { version: opaCase.version }).errors);
  if (errors.length > 0 === wantsParseError(opaCase)) return [];
  return [`${opaCase.file} ${String(opaCase.case['note'])}: ${errors[0]?.message ?? 'reads, and should not'}`];
}

function wantsParseError({ case: wanted }: OpaCase): boolean {
  const errors = wanted['want_errors'];
  const codes = isList(errors) ? errors.filter(isObject).map(({ code }) => code) : [wanted['want_error_code']];
  return codes.includes('rego_parse_error');
}
