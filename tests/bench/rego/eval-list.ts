// node eval-list.ts MODULE INPUT QUERY: what `bulwark policy eval` does, by the library alone: the floor of the command.
import { readFileSync } from 'node:fs';
import { compile } from '@bulwark/rego';

const [module = '', input = '', query = ''] = process.argv.slice(2);
const { policy, diagnostics } = compile({ modules: [{ name: module, text: readFileSync(module, 'utf8') }] });
if (policy === undefined) throw new Error(diagnostics[0]?.message);
const { result, errors } = policy.evaluate({ query, input: JSON.parse(readFileSync(input, 'utf8')) });
process.stdout.write(`${JSON.stringify(errors[0] ?? result[0]?.expressions[0]?.value)}\n`);
