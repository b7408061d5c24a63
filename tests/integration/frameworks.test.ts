import { readdirSync, readFileSync } from 'node:fs';
import { checks } from '@bulwark/checks';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

interface Control {
  readonly id: string;
  readonly purpose: string;
  readonly grade: string;
  readonly checks: readonly string[];
}

interface Framework {
  readonly id: string;
  readonly title: string;
  readonly controls: readonly Control[];
}

const folder = 'content/frameworks';
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const frameworks = names.map((name) => parse(readFileSync(`${folder}/${name}`, 'utf8')) as Framework);
const known = new Set(checks.map((check) => check.id));

/** How many controls the catalogue has: none gets lost. */
const sizes: Readonly<Record<string, number>> = {
  'cis-k8s-2.0.1': 131,
  'csf-2.0': 89,
  gdpr: 30,
  hipaa: 52,
  'iso-27001-2022': 77,
  'nsa-1.2': 28,
  'owasp-k8s-2025': 10,
  'pci-4.0.1': 138,
  soc2: 27,
};

test('every framework of the catalogue is there, in a file of its name', () => {
  expect(names).toEqual(Object.keys(sizes).map((id) => `${id}.yaml`));
  expect(Object.fromEntries(frameworks.map(({ id, controls }) => [id, controls.length]))).toEqual(sizes);
});

describe.each(frameworks.map((framework) => [framework.id, framework] as const))('%s', (_id, { title, controls }) => {
  test('has a title, and controls of the agreed form', () => {
    expect(title).toMatch(/\S/);
    const malformed = controls.filter(
      ({ id, purpose, grade, checks: ids }) =>
        typeof id !== 'string' ||
        !/^[A-Z].*\.$|^cluster-admin .*\.$|^etcd .*\.$/.test(purpose) ||
        !/^[APH]$/.test(grade) ||
        !Array.isArray(ids),
    );
    expect(malformed).toEqual([]);
  });

  test('names no control twice, and no check twice in a control', () => {
    expect(repeated(controls.map(({ id }) => id))).toEqual([]);
    expect(controls.flatMap(({ id, checks: ids }) => repeated(ids).map((check) => `${id}: ${check}`))).toEqual([]);
  });

  test('names checks that exist', () => {
    const unknown = controls.flatMap(({ id, checks: ids }) =>
      ids.filter((check) => !known.has(check)).map((check) => `${id}: ${check}`),
    );
    expect(unknown).toEqual([]);
  });

  test('no scan decides a control that only people can attest', () => {
    expect(controls.filter(({ grade, checks: ids }) => grade === 'H' && ids.length > 0)).toEqual([]);
  });
});

test('every check serves a control', () => {
  const served = new Set(frameworks.flatMap(({ controls }) => controls.flatMap(({ checks: ids }) => ids)));
  const idle = [...known].filter((check) => !served.has(check));
  process.stdout.write(`frameworks: ${known.size - idle.length} of ${known.size} checks serve a control\n`);
  expect(idle).toEqual([]);
});

function repeated(list: readonly string[]): string[] {
  return list.filter((item, index) => list.indexOf(item) !== index);
}
