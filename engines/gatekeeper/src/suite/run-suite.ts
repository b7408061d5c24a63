import type { Resource } from '@bulwark/model';
import { diagnosticText } from '@bulwark/text';
import { placeOf } from '../diagnosed.ts';
import { Expander } from '../expansion/expander.ts';
import { reviewGenerated } from '../expansion/review-generated.ts';
import { Gatekeeper, type GatekeeperOptions } from '../gatekeeper.ts';
import { isConstraint, isExpansionTemplate, isTemplate } from '../kinds.ts';
import { isAdmissionReview, reviewOfAdmission, reviewOfObject } from '../review/review.ts';
import type { Violation } from '../review/violation.ts';
import { assertionProblem } from './assertion-problem.ts';
import type { Suite, SuiteCase, SuiteTest } from './suite.ts';
import { type ReadFile, SuiteFiles } from './suite-files.ts';
import type { SuiteFilter } from './suite-filter.ts';

export interface SuiteResult {
  readonly suite: Suite;
  readonly skipped: boolean;
  readonly tests: readonly TestResult[];
}

export interface TestResult {
  readonly name: string;
  readonly outcome: 'pass' | 'fail' | 'skip';
  /** Why the test as a whole failed: its template, its constraint, its expansion. */
  readonly problem?: string;
  readonly line?: number;
  /** What was said about the template and the constraint without being an error. */
  readonly notes: readonly string[];
  readonly cases: readonly CaseResult[];
}

export interface CaseResult {
  readonly name: string;
  readonly outcome: 'pass' | 'fail' | 'skip';
  readonly problem?: string;
  readonly line?: number;
}

export interface RunOptions extends GatekeeperOptions {
  readonly read: ReadFile;
  readonly filter: SuiteFilter;
}

/** Runs a suite as `gator verify` does: each case with its own inventory. */
export function runSuite(suite: Suite, options: RunOptions): SuiteResult {
  if (suite.skip) return { suite, skipped: true, tests: [] };
  const files = new SuiteFiles(options.read, suite.path);
  const tests = suite.tests.map((test): TestResult => {
    const skipped = { name: test.name, outcome: 'skip', notes: [], cases: [] } as const;
    if (test.skip || !options.filter.takesTest(test)) return skipped;
    const { line } = placeOf(suite.resource, test.pointer);
    return { ...runTest(test, { suite, files, options }), ...(line === undefined ? {} : { line }) };
  });
  return { suite, skipped: false, tests };
}

/** Whether nothing in a suite failed. */
export function suitePassed({ tests }: SuiteResult): boolean {
  return tests.every(({ outcome }) => outcome !== 'fail');
}

interface Running {
  readonly suite: Suite;
  readonly files: SuiteFiles;
  readonly options: RunOptions;
}

function runTest(test: SuiteTest, running: Running): TestResult {
  const parts = partsOf(test, running.files);
  const { name } = test;
  if ('problem' in parts) return { name, outcome: 'fail', problem: parts.problem, notes: [], cases: [] };
  const ready = prepared(parts, running.options);
  if (test.invalid) {
    if (ready.refused?.isSchema) return { name, outcome: 'pass', notes: ready.notes, cases: [] };
    const problem = `constraint should have failed schema validation: ${ready.refused?.text ?? 'it was accepted'}`;
    return { name, outcome: 'fail', problem, notes: ready.notes, cases: [] };
  }
  if (ready.refused !== undefined)
    return { name, outcome: 'fail', problem: ready.refused.text, notes: ready.notes, cases: [] };
  const cases = test.cases.map((one) => runCase(one, { ...running, test, ready }));
  const failed = cases.some(({ outcome }) => outcome === 'fail');
  return { name, outcome: failed ? 'fail' : 'pass', notes: ready.notes, cases };
}

interface Parts {
  readonly template: Resource;
  readonly constraint: Resource;
  readonly expansions: readonly Resource[];
}

function partsOf(test: SuiteTest, files: SuiteFiles): Parts | { readonly problem: string } {
  if (test.template === '') return { problem: 'invalid Suite: missing template' };
  if (test.constraint === '') return { problem: 'invalid Suite: missing constraint' };
  const template = files.first(test.template);
  if ('problem' in template) return template;
  if (!isTemplate(template.object)) return { problem: `not a ConstraintTemplate: ${test.template}` };
  const constraint = files.first(test.constraint);
  if ('problem' in constraint) return constraint;
  if (!isConstraint(constraint.object)) return { problem: `not a Constraint: ${test.constraint}` };
  const expansions = test.expansion === '' ? { objects: [] } : files.objects(test.expansion);
  if ('problem' in expansions) return expansions;
  if (!expansions.objects.every(isExpansionTemplate))
    return { problem: `not an Expansion Template: ${test.expansion}` };
  return { template: template.object, constraint: constraint.object, expansions: expansions.objects };
}

interface Ready {
  readonly gatekeeper: Gatekeeper;
  readonly expander: Expander;
  readonly refused: { readonly text: string; readonly isSchema: boolean } | undefined;
  readonly notes: readonly string[];
}

function prepared({ template, constraint, expansions }: Parts, options: RunOptions): Ready {
  const gatekeeper = new Gatekeeper(options);
  const expander = new Expander();
  const aboutTemplate = gatekeeper.addTemplate(template);
  const isUsable = gatekeeper.templates.length > 0;
  const aboutConstraint = isUsable ? gatekeeper.addConstraint(constraint) : [];
  const aboutExpansion = expansions.flatMap((one) => expander.addTemplate(one));
  const all = [...aboutTemplate, ...aboutConstraint, ...aboutExpansion];
  const errors = all.filter(({ severity }) => severity === 'error');
  const notes = all.filter(({ severity }) => severity === 'warning').map(diagnosticText);
  if (errors.length === 0) return { gatekeeper, expander, refused: undefined, notes };
  const refused = {
    text: errors.map(diagnosticText).join('; '),
    isSchema: errors.some(({ code }) => code === 'constraint-schema'),
  };
  return { gatekeeper, expander, refused, notes };
}

interface RunningCase extends Running {
  readonly test: SuiteTest;
  readonly ready: Ready;
}

function runCase(one: SuiteCase, running: RunningCase): CaseResult {
  const { suite, test, options } = running;
  if (one.skip || !options.filter.takesCase(test.name, one.name)) return { name: one.name, outcome: 'skip' };
  const problem = caseProblem(one, running);
  if (problem === undefined) return { name: one.name, outcome: 'pass' };
  const { line } = placeOf(suite.resource, one.pointer);
  return { name: one.name, outcome: 'fail', problem, ...(line === undefined ? {} : { line }) };
}

function caseProblem(one: SuiteCase, running: RunningCase): string | undefined {
  if (one.object === '') return 'invalid Case: must define object';
  if (one.assertions.length === 0) return 'invalid Case: assertions must be non-empty';
  const found = violationsOf(one, running);
  if ('problem' in found) return found.problem;
  for (const assertion of one.assertions) {
    const problem = assertionProblem(assertion, found.violations);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

type Found = { readonly violations: readonly Violation[] } | { readonly problem: string };

function violationsOf(one: SuiteCase, { files, ready }: RunningCase): Found {
  const { inventory } = ready.gatekeeper;
  const object = files.object(one.object);
  if ('problem' in object) return object;
  const known: Resource[] = [];
  for (const path of one.inventory) {
    const found = files.objects(path);
    if ('problem' in found) return found;
    known.push(...found.objects);
  }
  for (const resource of known) inventory.add(resource);
  const found = reviewed(object.object, ready);
  for (const resource of known) inventory.remove(resource);
  return found;
}

function reviewed({ object }: Resource, { gatekeeper, expander }: Ready): Found {
  if (isAdmissionReview(object)) {
    const review = reviewOfAdmission(object);
    return 'problem' in review ? review : { violations: gatekeeper.review(review) };
  }
  const own = gatekeeper.review(reviewOfObject(object));
  const expanded = expander.expand(object);
  if ('problem' in expanded) return expanded;
  return { violations: [...own, ...expanded.generated.flatMap((made) => reviewGenerated(gatekeeper, made))] };
}
