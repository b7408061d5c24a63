import { printValue } from '../../values/print-value.ts';
import type { RegoType } from './rego-type.ts';

/** A type as OPA writes it: `array<number, string>[any]`, `object<a: string>`, `any<null, set[number]>`. */
export function printType(type: RegoType): string {
  switch (type.kind) {
    case 'unknown':
      return '???';
    case 'array':
      return `array${angled(type.items.map(printType))}${type.rest === undefined ? '' : `[${printType(type.rest)}]`}`;
    case 'object': {
      const known = type.properties.map(({ key, value }) => `${keyText(key)}: ${printType(value)}`);
      const { rest } = type;
      return `object${angled(known)}${rest === undefined ? '' : `[${printType(rest.key)}: ${printType(rest.value)}]`}`;
    }
    case 'set':
      return type.of === undefined || type.of.kind === 'unknown' ? 'set' : `set[${printType(type.of)}]`;
    case 'any':
      return `any${angled(type.of.map(printType))}`;
    case 'function': {
      const rest = type.variadic === undefined ? [] : [`${printType(type.variadic)}...`];
      const result = type.result === undefined ? '???' : printType(type.result);
      return `(${[...type.args.map(printType), ...rest].join(', ')}) => ${result}`;
    }
    default:
      return type.kind;
  }
}

function angled(parts: readonly string[]): string {
  return parts.length === 0 ? '' : `<${parts.join(', ')}>`;
}

function keyText(key: Parameters<typeof printValue>[0]): string {
  return typeof key === 'string' ? key : printValue(key);
}
