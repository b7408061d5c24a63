import { entriesOf, get, objectOf } from '../values/object.ts';
import { isArray, isObject, type RegoValue } from '../values/value.ts';
import { type Builtin, type BuiltinContext, BuiltinError, RefusedError } from './builtin.ts';
import { checkRequest } from './net/request.ts';
import { type Args, textAt } from './operands.ts';

export const hostBuiltins: readonly Builtin[] = [
  { name: 'opa.runtime', evaluate: (_, context) => withoutSecrets(context.runtime()) },
  { name: 'http.send', evaluate: send },
  { name: 'rego.parse_module', evaluate: parseModule },
  outsideRule('rego.metadata.chain'),
  outsideRule('rego.metadata.rule'),
];

function send(args: Args, context: BuiltinContext): RegoValue {
  const request = checkRequest(args, 0);
  if (context.http === undefined) throw new RefusedError('no request is sent from here: the host allows no network');
  return context.http(request);
}

function parseModule(args: Args, context: BuiltinContext): RegoValue {
  const name = textAt(args, 0);
  const text = textAt(args, 1);
  if (context.parseModule === undefined) throw new RefusedError('the host lends no parser');
  return context.parseModule(name, text);
}

/** The compiler puts the annotations in place of these calls; one that is left stands in no rule. */
function outsideRule(name: string): Builtin {
  return {
    name,
    evaluate: () => {
      throw new BuiltinError(`the ${name} function must only be called within the scope of a rule`);
    },
  };
}

/** The configuration without the credentials of services and without keys. */
function withoutSecrets(runtime: RegoValue): RegoValue {
  const config = isObject(runtime) ? get(runtime, 'config') : undefined;
  if (!isObject(runtime) || !isObject(config)) return runtime;
  const cleaned = objectOf(
    Array.from(entriesOf(config), ([key, value]) => {
      if (key === 'services') return [key, each(value, ['credentials'])];
      return key === 'keys' ? [key, each(value, ['key', 'private_key'])] : [key, value];
    }),
  );
  return objectOf(Array.from(entriesOf(runtime), ([key, value]) => [key, key === 'config' ? cleaned : value]));
}

function each(value: RegoValue, secrets: readonly string[]): RegoValue {
  const clean = (held: RegoValue): RegoValue =>
    isObject(held)
      ? objectOf(Array.from(entriesOf(held)).filter(([key]) => typeof key !== 'string' || !secrets.includes(key)))
      : held;
  if (isArray(value)) return value.map(clean);
  return isObject(value) ? objectOf(Array.from(entriesOf(value), ([key, held]) => [key, clean(held)])) : value;
}
