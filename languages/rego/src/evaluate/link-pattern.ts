import type { Pattern } from '../plan/plan.ts';
import { equal } from '../values/equal.ts';
import { get, size } from '../values/object.ts';
import { isArray, isObject } from '../values/value.ts';
import type { Linker, Match, Read } from './link.ts';

/** Makes a pattern ready to run. */
export function linkPattern(pattern: Pattern, linker: Linker): Match {
  switch (pattern.op) {
    case 'any':
      return () => true;
    case 'bind': {
      const { at } = pattern;
      return (_machine, frame, value) => {
        frame[at] = value;
        return true;
      };
    }
    case 'equal': {
      const read = linker.value(pattern.value);
      return (machine, frame, value) => {
        const wanted = read(machine, frame);
        return wanted !== undefined && equal(wanted, value);
      };
    }
    case 'items':
      return linkItems(pattern.items.map((item) => linkPattern(item, linker)));
    case 'entries':
      return linkEntries(pattern.entries.map(([key, value]) => [linker.value(key), linkPattern(value, linker)]));
  }
}

function linkItems(items: readonly Match[]): Match {
  return (machine, frame, value) => {
    if (!isArray(value) || value.length !== items.length) return false;
    for (let at = 0; at < items.length; at++) {
      const inner = value[at];
      if (inner === undefined || !items[at]?.(machine, frame, inner)) return false;
    }
    return true;
  };
}

function linkEntries(entries: readonly (readonly [Read, Match])[]): Match {
  return (machine, frame, value) => {
    if (!isObject(value) || size(value) !== entries.length) return false;
    for (const [readKey, match] of entries) {
      const key = readKey(machine, frame);
      const inner = key === undefined ? undefined : get(value, key);
      if (inner === undefined || !match(machine, frame, inner)) return false;
    }
    return true;
  };
}
