import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { harmless } from './manifests.ts';
import { shopPolicy } from './policies.ts';
import { Workspace } from './workspace.ts';

let workspace: Workspace;
beforeAll(() => {
  workspace = new Workspace({ 'good.yaml': harmless, 'shop.rego': shopPolicy });
});
afterAll(() => workspace.remove());

function loadedBy(...args: readonly string[]): readonly string[] {
  const preload = pathToFileURL(`${import.meta.dirname}/loaded-modules.mjs`).href;
  const { stderr } = workspace.runWith({ node: ['--import', preload] }, ...args);
  return (/LOADED: (.*)/.exec(stderr)?.[1] ?? 'nothing was told').split(' ');
}

test('help and scan do without Rego and Gatekeeper; policy eval does without checks and Gatekeeper', () => {
  const engines = ['languages/rego', 'engines/gatekeeper'];
  for (const args of [['--help'], ['policy', 'eval', '--help'], ['scan', 'good.yaml']]) {
    expect(
      loadedBy(...args).filter((name) => engines.includes(name)),
      args.join(' '),
    ).toEqual([]);
  }
  const loaded = loadedBy('policy', 'eval', '-d', 'shop.rego', 'data.shop.names');
  expect(loaded).toContain('languages/rego');
  expect(loaded.filter((name) => name === 'engines/checks' || name === 'engines/gatekeeper')).toEqual([]);
});
