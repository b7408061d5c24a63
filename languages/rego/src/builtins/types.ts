import { exactNumber } from '@bulwark/text';
import { isManageable } from '../values/number.ts';
import { quote } from '../values/quote.ts';
import { membersInOrder, setOf } from '../values/set.ts';
import { isArray, isSet, kindOf, type RegoValue, type ValueKind } from '../values/value.ts';
import { type Builtin, BuiltinError } from './builtin.ts';
import { type Args, elementsAt, operand, wrongType } from './operands.ts';

export const typeBuiltins: readonly Builtin[] = [
  is('number'),
  is('string'),
  is('boolean'),
  is('array'),
  is('set'),
  is('object'),
  is('null'),
  { name: 'type_name', evaluate: (args) => kindOf(operand(args, 0)) },
  { name: 'to_number', evaluate: toNumber },
  { name: 'cast_array', evaluate: toArray },
  { name: 'cast_set', evaluate: toSet },
  cast('string'),
  cast('boolean'),
  cast('null'),
  cast('object'),
];

function is(kind: ValueKind): Builtin {
  return { name: `is_${kind}`, evaluate: (args) => kindOf(operand(args, 0)) === kind };
}

function cast(kind: ValueKind): Builtin {
  return {
    name: `cast_${kind}`,
    evaluate: (args) => (kindOf(operand(args, 0)) === kind ? operand(args, 0) : wrongType(args, 0, kind)),
  };
}

function toArray(args: Args): RegoValue {
  const value = operand(args, 0);
  return isSet(value) ? membersInOrder(value) : elementsAt(args, 0);
}

function toSet(args: Args): RegoValue {
  const value = operand(args, 0);
  return isArray(value) ? setOf(value) : isSet(value) ? value : wrongType(args, 0, 'array', 'set');
}

const decimal = /^([-+]?)(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/;

function toNumber(args: Args): RegoValue {
  const value = operand(args, 0);
  switch (kindOf(value)) {
    case 'null':
      return 0;
    case 'boolean':
      return value === true ? 1 : 0;
    case 'number':
      return value;
    default:
      return typeof value === 'string'
        ? numberOf(value, args)
        : wrongType(args, 0, 'null', 'boolean', 'number', 'string');
  }
}

function numberOf(text: string, args: Args): RegoValue {
  if (/^[-+]*(?:inf|infinity|nan)$/i.test(text)) return wrongType(args, 0, 'valid number string');
  const [, sign, digits = '', exponent = ''] = decimal.exec(text) ?? [];
  if (sign === undefined) throw new BuiltinError(`strconv.ParseFloat: parsing ${quote(text)}: invalid syntax`);
  if (!Number.isFinite(Number(text))) {
    throw new BuiltinError(`strconv.ParseFloat: parsing ${quote(text)}: value out of range`);
  }
  // JSON has no plus, and a digit on both sides of the point.
  const whole = digits
    .replace(/^0+(?=\d)/, '')
    .replace(/^\./, '0.')
    .replace(/\.$/, '');
  const number = exactNumber(`${sign === '-' ? '-' : ''}${whole}${exponent}`);
  if (!isManageable(number)) throw new BuiltinError('invalid number: number too big');
  return number;
}
