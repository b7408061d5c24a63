import { describe, expect, test } from 'vitest';
import { printTerm } from '../ast/print-term.ts';
import { parseModule } from './parse.ts';

describe('metadata', () => {
  test('is read whole, and attached by its scope', () => {
    const { module, errors } = parseModule(
      [
        '# METADATA',
        '# title: About the package',
        '# authors:',
        '# - Ann Lee <ann@example.org>',
        '# - name: Bo',
        '# organizations: [Acme]',
        '# related_resources:',
        '# - https://example.org',
        '# - {ref: "https://example.org/2", description: more}',
        'package a',
        '# METADATA',
        '# scope: document',
        '# description: all of p',
        '',
        '# METADATA',
        '# title: first',
        '# schemas:',
        '# - input.x: schema.x',
        '# - input.y: {type: string}',
        '# custom: {level: 5}',
        'p := 1 if input.x',
        'p := 2 if input.y',
      ].join('\n'),
    );
    expect(errors).toEqual([]);
    const [about] = module?.annotations ?? [];
    expect(about).toMatchObject({
      scope: 'package',
      title: 'About the package',
      authors: [
        { name: 'Ann Lee', email: 'ann@example.org' },
        { name: 'Bo', email: undefined },
      ],
      organizations: ['Acme'],
      relatedResources: [
        { ref: 'https://example.org', description: undefined },
        { ref: 'https://example.org/2', description: 'more' },
      ],
    });
    expect(module?.rules.map((rule) => rule.annotations.map(({ scope, title }) => [scope, title]))).toEqual([
      [
        ['document', undefined],
        ['rule', 'first'],
      ],
      [['document', undefined]],
    ]);
    const [, first] = module?.rules[0]?.annotations ?? [];
    expect(first?.custom).toEqual({ level: 5 });
    expect(
      first?.schemas.map(({ path, schema, definition }) => [printTerm(path), schema && printTerm(schema), definition]),
    ).toEqual([
      ['input.x', 'schema.x', undefined],
      ['input.y', undefined, { type: 'string' }],
    ]);
  });

  test.each([
    [
      '# title: x\nimport data.b',
      "invalid annotation scope 'import'. Use one of 'rule', 'document', 'package', or 'subpackages'",
    ],
    ['# scope: package\np := 1', "annotation scope 'package' must be applied to package (have rule)"],
    ['# scope: rule', "annotation scope 'rule' must be applied to rule"],
    [
      '# scope: rule\n# entrypoint: true\np := 1',
      "annotation entrypoint applied to non-document or package scope 'rule'",
    ],
    ['\np := 1', 'expected METADATA block, found whitespace'],
    ['# authors:\n# - ""\np := 1', 'invalid author definition : author is an empty string'],
    [
      '# related_resources:\n# - description: x\np := 1',
      "invalid related-resource definition map[description:x]: 'ref' value required in object",
    ],
    ['# schemas:\n# - input: foo\np := 1', 'invalid schema reference'],
    ['# schemas:\n# - 1 + 1: schema\np := 1', 'invalid document reference'],
  ])('%j: %s', (block, message) => {
    const { errors } = parseModule(`package a\n# METADATA\n${block}\n`);
    expect(errors.map((error) => error.message)).toEqual([message]);
    expect(errors[0]?.location?.row).toBe(2);
  });

  test('a block ends where a line is left out, and none begins behind code', () => {
    const { module } = parseModule('package a\n# METADATA\n# title: x\n\n# title: y\np := 1 # METADATA\n# title: z\n');
    expect(module?.annotations.map(({ title }) => title)).toEqual(['x']);
  });
});
