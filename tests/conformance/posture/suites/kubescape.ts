import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { items, record, text, texts } from '@bulwark/model';
import { meaningOf } from '@bulwark/store';
import { type JsonValue, parseJson, SourceText } from '@bulwark/text';
import type { PostureCase } from '../posture-case.ts';
import { readResources } from '../read-resources.ts';
import { readFolder, suites } from './suite-folder.ts';

/** kubescape's tests of its rules, under the first control that uses the rule and has a counterpart here. */
export function kubescapeCases(): readonly PostureCase[] {
  const folder = mkdtempSync(join(tmpdir(), 'bulwark-kubescape-'));
  try {
    const input = execFileSync('zstd', ['-dc', join(suites, 'kubescape.tar.zst')], { maxBuffer: 2 ** 28 });
    execFileSync('tar', ['-x', '-C', folder], { input });
    return casesIn(join(folder, 'kubescape'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function casesIn(folder: string): readonly PostureCase[] {
  const controls = controlsByRule(join(folder, 'controls'));
  const rules = readdirSync(join(folder, 'rules')).filter((rule) => existsSync(join(folder, 'rules', rule, 'test')));
  return rules.sort().flatMap((rule) => {
    const known = controls.get(nameOf(join(folder, 'rules', rule))) ?? [];
    const check = known.find((id) => meaningOf('kubescape', id)) ?? known[0] ?? rule;
    const cases = join(folder, 'rules', rule, 'test');
    const complete = readdirSync(cases).filter((name) => existsSync(join(cases, name, 'input')));
    return complete.sort().map((name) => {
      const resources = readResources(readFolder(join(cases, name, 'input')), { live: true });
      const expected = expectedOf(readFileSync(join(cases, name, 'expected.json'), 'utf8'));
      const parameters = parametersOf(join(cases, name, 'data.json'));
      return {
        tool: 'kubescape' as const,
        name: `${rule}/${name}`,
        check,
        resources,
        expected,
        live: true,
        parameters,
      };
    });
  });
}

/** Controls know a rule by the name in its metadata, which its folder need not have. */
function nameOf(rule: string): string {
  const { name }: { name: string } = JSON.parse(readFileSync(join(rule, 'rule.metadata.json'), 'utf8'));
  return name;
}

function controlsByRule(folder: string): ReadonlyMap<string, readonly string[]> {
  const byRule = new Map<string, string[]>();
  for (const file of readdirSync(folder).sort()) {
    const control: { controlID: string; rulesNames?: string[] } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    for (const rule of control.rulesNames ?? []) byRule.set(rule, [...(byRule.get(rule) ?? []), control.controlID]);
  }
  return byRule;
}

/** The settings of a case that ours have too. */
function parametersOf(file: string): NonNullable<PostureCase['parameters']> {
  const data = existsSync(file)
    ? parseJson(new SourceText(file, readFileSync(file, 'utf8'))).documents[0]?.value
    : null;
  const allowed = texts(record(record(data)['postureControlInputs'])['imageRepositoryAllowList']);
  return { 'image-registry-not-allowed': { registries: allowed.flatMap((host) => [host, `*.${host}`]) } };
}

/** Of each alert the objects it names: those of the API, or those that make a subject guilty. */
function expectedOf(json: string): readonly ReadonlySet<string>[] {
  const alerts = items(parseJson(new SourceText('expected.json', json)).documents[0]?.value ?? []);
  return alerts.map((alert) => {
    const { k8sApiObjects, externalObjects } = record(record(alert)['alertObject']);
    const objects = items(k8sApiObjects);
    return new Set((objects.length > 0 ? objects : items(record(externalObjects)['relatedObjects'])).map(named));
  });
}

function named(object: JsonValue): string {
  const { kind, name, metadata } = record(object);
  return `${text(kind) ?? ''} ${text(record(metadata)['name']) ?? text(name) ?? ''}`;
}
