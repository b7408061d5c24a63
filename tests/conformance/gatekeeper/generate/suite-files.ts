import type { JsonObject, JsonValue } from '@bulwark/text';
import type { Random } from '../../rego/generate/random.ts';
import { broken } from './broken.ts';
import { podExpansion, wrapOf } from './expansions.ts';
import { suitePlan } from './suites.ts';

/** A suite with its files, by name, and what `--run` chooses of it. */
export interface SuiteWorld {
  readonly files: Readonly<Record<string, readonly JsonObject[]>>;
  readonly run: string | undefined;
}

/** Tests and cases of which some are skipped, refused, or assert what is not so. */
export function suiteWorld(random: Random): SuiteWorld {
  const files: Record<string, readonly JsonObject[]> = {};
  const tests = random.several(1, 4, (at) => testOf(random, at, files));
  files['suite.yaml'] = [{ apiVersion: 'test.gatekeeper.sh/v1alpha1', kind: 'Suite', metadata: { name: 's' }, tests }];
  return { files, run: random.once(4) ? random.pick(filters) : undefined };
}

const filters: readonly string[] = ['t-1', 't-1//', '//c-0', 't//c-[12]', '//^c-0$', '^c-1$', 'none', '^t-0$//c'];

function testOf(random: Random, at: number, files: Record<string, readonly JsonObject[]>): JsonObject {
  const { template, constraint, inventory, objects } = suitePlan(random);
  const add = (what: string, content: readonly JsonObject[]): string => {
    if (random.once(25)) return 'missing.yaml';
    files[`${what}-${at}.yaml`] = content;
    return `${what}-${at}.yaml`;
  };
  const asked = random.once(4) ? [...objects, wrapOf(random, 0)] : objects;
  return {
    name: `t-${at}`,
    template: add('template', [template]),
    constraint: add('constraint', [random.once(6) ? withKind(broken(random, constraint), constraint) : constraint]),
    ...(random.once(3) ? { expansion: add('expansion', [podExpansion]) } : {}),
    ...(random.once(8) ? { invalid: random.once(2) } : {}),
    ...(random.once(8) ? { skip: true } : {}),
    cases: asked.map((object, index) => ({
      name: `c-${index}`,
      object: add(`object-${index}`, random.once(15) ? [object, object] : [object]),
      ...(random.once(2) ? { inventory: [add('inventory', inventory)] } : {}),
      ...(random.once(8) ? { skip: true } : {}),
      assertions: random.several(random.once(8) ? 0 : 1, 2, () => assertionOf(random)),
    })),
  };
}

function withKind(object: JsonObject, { apiVersion, kind }: JsonObject): JsonObject {
  return { ...object, apiVersion: apiVersion ?? '', kind: kind ?? '' };
}

function assertionOf(random: Random): JsonObject {
  const violations = random.pick<JsonValue>(['yes', 'no', 0, 1, 2, 3]);
  // Gator looks at a broken pattern only where there is a violation to try it on; here it always fails its case.
  const message = random.pick(['.', '^m', 'namespace', '"uid"', 'a|b', 'image "', '(?i)NO', '']);
  return { ...(random.once(5) ? {} : { violations }), ...(random.once(2) ? { message } : {}) };
}
