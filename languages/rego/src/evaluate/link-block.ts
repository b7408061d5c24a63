import type { Block, ClosureStep, EveryStep, PlainStep, ScanStep, Step } from '../plan/plan.ts';
import { membersInOrder } from '../values/compare.ts';
import { equal } from '../values/equal.ts';
import { get, keysInOrder } from '../values/object.ts';
import { isArray, isObject, isSet, type RegoArray, type RegoObject, type RegoValue } from '../values/value.ts';
import type { Check, Linker, Match, Run } from './link.ts';
import { linkCallCheck, linkRelation } from './link-call.ts';
import { linkFilter } from './link-filter.ts';
import { linkPattern } from './link-pattern.ts';
import { linkWith } from './link-with.ts';
import type { Frame, Machine } from './machine.ts';
import { observedStep } from './observe.ts';
import { patientStep } from './patient.ts';

/** Makes a block ready to run; `next` runs once for each of its solutions. */
export function linkBlock(block: Block, linker: Linker, next: Run): Run {
  if (linker.isObserved) return block.reduceRight((after, step) => linkObserved(step, linker, after), next);
  if (linker.isPatient) {
    return block.reduceRight((after, step) => patientStep((inner) => linkStep(step, linker, inner), after), next);
  }
  let after = next;
  let checks: Check[] = [];
  for (const step of [...block].reverse()) {
    const check = linkCheck(step, linker);
    if (check !== undefined) {
      checks.push(check);
      continue;
    }
    after = linkIteration(step, linker, sequence(checks.reverse(), after));
    checks = [];
  }
  return sequence(checks.reverse(), after);
}

function linkObserved(step: Step, linker: Linker, next: Run): Run {
  return observedStep(step.place, (after) => linkStep(step, linker, after), next);
}

function linkStep(step: Step, linker: Linker, next: Run): Run {
  const check = linkCheck(step, linker);
  return check === undefined ? linkIteration(step, linker, next) : sequence([check], next);
}

/** Checks one after the other, then what follows: a flat body takes no more stack than a short one. */
function sequence(checks: readonly Check[], next: Run): Run {
  const [a, b, c, ...more] = checks;
  if (a === undefined) return next;
  if (b === undefined) return (machine, frame) => a(machine, frame) && next(machine, frame);
  if (c === undefined) return (machine, frame) => a(machine, frame) && b(machine, frame) && next(machine, frame);
  if (more.length === 0) {
    return (machine, frame) => a(machine, frame) && b(machine, frame) && c(machine, frame) && next(machine, frame);
  }
  return (machine, frame) => {
    for (const check of checks) if (!check(machine, frame)) return false;
    return next(machine, frame);
  };
}

/** A step with one solution at most; undefined for any other. */
function linkCheck(step: Step, linker: Linker): Check | undefined {
  switch (step.op) {
    case 'scan':
    case 'scanData':
    case 'with':
      return undefined;
    case 'call':
      return linkCallCheck(step, linker);
    case 'every':
      return linkEvery(step, linker);
    case 'not':
    case 'and':
    case 'or':
      return linkClosure(step, linker);
    default:
      return linkPlain(step, linker);
  }
}

function linkIteration(step: Step, linker: Linker, next: Run): Run {
  if (step.op === 'scan') return linkScan(step, linker, next);
  if (step.op === 'scanData') return linkDataScan(step, linker, next);
  if (step.op === 'with') return linkWith(step, linker, next);
  return step.op === 'call' ? linkRelation(step, linker, next) : next;
}

function linkPlain(step: PlainStep, linker: Linker): Check {
  switch (step.op) {
    case 'fail':
      return () => false;
    case 'test': {
      const read = linker.value(step.value);
      return (machine, frame) => {
        const value = read(machine, frame);
        return value !== undefined && value !== false;
      };
    }
    case 'equal': {
      const left = linker.value(step.left);
      const right = linker.value(step.right);
      return (machine, frame) => {
        const a = left(machine, frame);
        if (a === undefined) return false;
        const b = right(machine, frame);
        return b !== undefined && equal(a, b);
      };
    }
    case 'match':
      return linkMatch(step, linker);
    case 'filter':
      return linkFilter(step, linker);
  }
}

function linkMatch({ pattern, value }: Extract<PlainStep, { op: 'match' }>, linker: Linker): Check {
  const read = linker.value(value);
  if (pattern.op === 'bind') {
    const { at } = pattern;
    return (machine, frame) => {
      const found = read(machine, frame);
      frame[at] = found;
      return found !== undefined;
    };
  }
  const match = linkPattern(pattern, linker);
  return (machine, frame) => {
    const found = read(machine, frame);
    return found !== undefined && match(machine, frame, found);
  };
}

/** True once the block has one solution. */
function linkExists(block: Block, linker: Linker): Check {
  return linkBlock(block, linker, () => true);
}

function linkClosure(step: ClosureStep, linker: Linker): Check {
  const [first, second] = step.blocks.map((block) => linkExists(block, linker));
  if (first === undefined) return () => false;
  if (step.op === 'not') return (machine, frame) => !first(machine, frame);
  if (second === undefined) return first;
  return step.op === 'and'
    ? (machine, frame) => first(machine, frame) && second(machine, frame)
    : (machine, frame) => first(machine, frame) || second(machine, frame);
}

function linkEvery(step: EveryStep, linker: Linker): Check {
  const domain = linker.value(step.domain);
  const key = linkPattern(step.key, linker);
  const value = linkPattern(step.value, linker);
  const holds = linkExists(step.block, linker);
  // The search for an element that does not hold: finding one stops it.
  const scan = scanner(
    (machine, frame, found, element) =>
      key(machine, frame, found) && value(machine, frame, element) && !holds(machine, frame),
  );
  return (machine, frame) => {
    const collection = domain(machine, frame);
    if (!isArray(collection) && !isSet(collection) && !isObject(collection)) return false;
    return !scan(machine, frame, collection);
  };
}

function linkScan(step: ScanStep, linker: Linker, next: Run): Run {
  const read = linker.value(step.of);
  const { element, key } = step;
  const scan = key.op === 'bind' ? bindingScan(key.at, element, next) : matchingScan(step, linker, next);
  return (machine, frame) => {
    const collection = read(machine, frame);
    return collection !== undefined && scan(machine, frame, collection);
  };
}

type Scan = (machine: Machine, frame: Frame, collection: RegoValue) => boolean;

function bindingScan(keyAt: number, element: number, next: Run): Scan {
  return scanner((machine, frame, key, value) => {
    frame[keyAt] = key;
    frame[element] = value;
    return next(machine, frame);
  });
}

function matchingScan(step: ScanStep, linker: Linker, next: Run): Scan {
  const match: Match = linkPattern(step.key, linker);
  const { element } = step;
  return scanner((machine, frame, key, value) => {
    if (!match(machine, frame, key)) return false;
    frame[element] = value;
    return next(machine, frame);
  });
}

type Visit = (machine: Machine, frame: Frame, key: RegoValue, element: RegoValue) => boolean;

/** Visits the elements of a collection in order, until one visit gives true. */
function scanner(visit: Visit): Scan {
  const scanArray = arrayScanner(visit);
  return (machine, frame, collection) => {
    if (isArray(collection)) return scanArray(machine, frame, collection);
    if (isSet(collection)) {
      for (const member of membersInOrder(collection)) {
        machine.step();
        if (visit(machine, frame, member, member)) return true;
      }
      return false;
    }
    return isObject(collection) && scanObject(machine, frame, collection, visit);
  };
}

function arrayScanner(visit: Visit): (machine: Machine, frame: Frame, array: RegoArray) => boolean {
  return (machine, frame, array) => {
    for (let at = 0; at < array.length; at++) {
      machine.step();
      const element = array[at];
      if (element !== undefined && visit(machine, frame, at, element)) return true;
    }
    return false;
  };
}

function scanObject(machine: Machine, frame: Frame, object: RegoObject, visit: Visit): boolean {
  for (const key of keysInOrder(object)) {
    machine.step();
    const element = get(object, key);
    if (element !== undefined && visit(machine, frame, key, element)) return true;
  }
  return false;
}

function linkDataScan(step: ScanStep, linker: Linker, next: Run): Run {
  if (step.of.op !== 'data') throw new Error('Only places below data are scanned for keys.');
  const reads = step.of.path.map((part) => linker.value(part));
  const match = linkPattern(step.key, linker);
  return (machine, frame) => {
    const path: RegoValue[] = [];
    for (const read of reads) {
      const key = read(machine, frame);
      if (key === undefined) return false;
      path.push(key);
    }
    for (const key of linker.keysAt(machine, path)) {
      machine.step();
      if (match(machine, frame, key) && next(machine, frame)) return true;
    }
    return false;
  };
}
