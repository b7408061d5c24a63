import type { Value } from '../plan/plan.ts';
import { ObjectBuilder } from '../values/object.ts';
import { addMember } from '../values/set.ts';
import { RegoSet, type RegoValue } from '../values/value.ts';
import type { LinkedDocument, Linker, Read } from './link.ts';
import { linkComprehension } from './link-comprehension.ts';
import { listReader, readAll } from './read-list.ts';
import { isPlainKey, select, selectBase, selectText } from './select.ts';

/** Makes a planned value ready to run. */
export function linkValue(value: Value, linker: Linker): Read {
  switch (value.op) {
    case 'constant': {
      const constant = value.value;
      return () => constant;
    }
    case 'register': {
      const { at } = value;
      return (_machine, frame) => frame[at];
    }
    case 'input':
      return (machine) => machine.input;
    case 'select':
      return linkKeys(linkValue(value.of, linker), value.keys, linker);
    case 'base':
      return linkBase(value.path, linker);
    case 'data':
      return linkData(value.path, linker);
    case 'document':
      return linkDocument(linker.document(value.document), value.keys, linker);
    case 'comprehension':
      return linkComprehension(value, linker);
    case 'array': {
      return listReader(value.items.map((item) => linkValue(item, linker)));
    }
    case 'set':
      return linkSet(value.items.map((item) => linkValue(item, linker)));
    case 'object':
      return linkObject(value.entries.map(([key, inner]) => [linkValue(key, linker), linkValue(inner, linker)]));
  }
}

function linkKeys(of: Read, keys: readonly Value[], linker: Linker): Read {
  return keys.reduce((read, key) => linkKey(read, key, linker), of);
}

function linkBase(path: readonly Value[], linker: Linker): Read {
  return path.reduce<Read>(
    (of, key) => {
      const read = linkValue(key, linker);
      return (machine, frame) => {
        const value = of(machine, frame);
        const known = value === undefined ? undefined : read(machine, frame);
        return known === undefined ? undefined : selectBase(value, known);
      };
    },
    (machine) => machine.data,
  );
}

function linkKey(of: Read, key: Value, linker: Linker): Read {
  if (key.op === 'constant' && typeof key.value === 'string') return linkTextKey(of, key.value);
  if (key.op === 'constant') {
    const constant = key.value;
    return (machine, frame) => select(of(machine, frame), constant);
  }
  const read = linkValue(key, linker);
  return (machine, frame) => {
    const value = of(machine, frame);
    if (value === undefined) return undefined;
    const known = read(machine, frame);
    return known === undefined ? undefined : select(value, known);
  };
}

interface Keyed {
  readonly [key: string]: RegoValue;
}

function linkTextKey(of: Read, key: string): Read {
  if (!isPlainKey(key)) return (machine, frame) => selectText(of(machine, frame), key);
  return (machine, frame) => {
    const value = of(machine, frame);
    if (typeof value !== 'object' || value === null) return undefined;
    const found = (value as Keyed)[key];
    return found === undefined ? selectText(value, key) : found;
  };
}

function linkData(path: readonly Value[], linker: Linker): Read {
  const reads = path.map((part) => linkValue(part, linker));
  return (machine, frame) => {
    const keys = readAll(reads, machine, frame);
    return keys === undefined ? undefined : linker.dataAt(machine, keys);
  };
}

function linkDocument(document: LinkedDocument, keys: readonly Value[], linker: Linker): Read {
  if (document.plan.kind === 'complete') return linkKeys((machine) => document.value(machine), keys, linker);
  if (keys.length === 0) return (machine) => document.value(machine);
  const { depth } = document.plan;
  const reads = keys.slice(0, depth).map((key) => linkValue(key, linker));
  const found: Read = (machine, frame) => {
    const known = readAll(reads, machine, frame);
    return known === undefined ? undefined : document.valueAt(machine, known);
  };
  return linkKeys(found, keys.slice(depth), linker);
}

function linkSet(reads: readonly Read[]): Read {
  return (machine, frame) => {
    const set = new RegoSet();
    for (const read of reads) {
      const member = read(machine, frame);
      if (member === undefined) return undefined;
      addMember(set, member);
    }
    return set;
  };
}

function linkObject(entries: readonly (readonly [Read, Read])[]): Read {
  return (machine, frame) => {
    const builder = new ObjectBuilder();
    for (const [readKey, read] of entries) {
      const key = readKey(machine, frame);
      const value = key === undefined ? undefined : read(machine, frame);
      if (key === undefined || value === undefined) return undefined;
      builder.set(key, value);
    }
    return builder.build();
  };
}
