/** Why ours is not OPA's on purpose, or known to be other; `exit` where our exit code is another one, too. */
interface Difference {
  readonly reason: string;
  readonly exit?: number;
}

export interface CommandLine {
  readonly args: readonly string[];
  readonly differs?: Difference;
  /** OPA tells several errors in the order of a map of Go's: in any. */
  readonly inAnyOrder?: true;
}

const usage: Difference = {
  reason: 'wrong usage is exit code 2 in all our commands, and told on standard error',
  exit: 2,
};
const missingFile: Difference = {
  reason: 'a PATH that does not exist is wrong usage, told on standard error',
  exit: 2,
};
const details: Difference = { reason: 'errors come without details: the text of a line, the types of arguments' };
const stack: Difference = { reason: 'errors of evaluation come without the places of the rules around them' };
const rewritten: Difference = {
  reason: 'expressions are told as they are written, OPA tells what its compiler made of them',
};
const textTrace: Difference = { reason: 'the explanation in JSON is lines of text, not nodes of a syntax tree' };
const generated: Difference = {
  reason: 'ranges of what OPA generates (the body of a rule without one) are none of ours',
};
const onStdout: Difference = { reason: 'errors are the results of policy check, so they go to standard output' };
const later: Difference = { reason: 'a test that is still to be written fails nothing', exit: 0 };
const report: Difference = { reason: 'coverage is told in words; -o json has it beside the tests' };
const envelope: Difference = {
  reason: 'results in JSON have the envelope of all commands, and how long they took is not told',
  exit: 2,
};
const denied: Difference = { reason: 'a test that fails is exit code 1, as all that is denied', exit: 1 };
const incomplete: Difference = { reason: 'no test, or a module that is broken, is incomplete: exit code 3', exit: 3 };
const formatted: Difference = { reason: 'what would change is exit code 1', exit: 1 };
const unified: Difference = { reason: 'a unified diff that tools can apply, not one of words in colours' };

const shop = ['-d', 'p', '-i', 'bob.json'];

export const commandLines: readonly CommandLine[] = [
  ...['json', 'pretty', 'raw', 'values', 'bindings', 'discard'].flatMap((format) => [
    evaluated([...shop, 'data.shop.allow', '-f', format]),
    evaluated([...shop, 'data.shop', '-f', format]),
    evaluated([...shop, 'x := data.shop.names[_]', '-f', format]),
    evaluated([...shop, 'x := data.more.pairs[k]; y := 1', '-f', format]),
    evaluated([...shop, 'data.shop.none', '-f', format]),
    evaluated([...shop, '[1, 1.50, "a<b", null, {1, "x"}]', '-f', format]),
    evaluated([...shop, '"text"; 2', '-f', format]),
  ]),
  evaluated([...shop, 'data.shop.none', '--fail']),
  evaluated([...shop, 'data.shop.allow', '--fail']),
  evaluated([...shop, 'data.shop.allow', '--fail-defined']),
  evaluated([...shop, 'data.shop.none', '--fail-defined']),
  evaluated([...shop, 'allow', '--package', 'shop']),
  evaluated([...shop, 'shop.allow', '--import', 'data.shop']),
  evaluated(['-d', 'p', '-i', 'bob.yaml', 'data.shop.allow']),
  evaluated(['-d', 'root:p/people.json', 'data.root.people[0].name', '-f', 'raw']),
  evaluated([...shop, 'data.shop.allow', '--count', '3', '-f', 'raw']),
  evaluated([...shop, 'data.more.bad']),
  evaluated([...shop, 'data.more.bad', '--strict-builtin-errors'], stack),
  evaluated([...shop, 'data.more.bad', '--strict-builtin-errors', '-f', 'pretty']),
  evaluated(['-d', 'v0', '-i', 'bob.json', 'data.v0', '--v0-compatible', '-f', 'raw']),
  evaluated(['-d', 'clash.rego', '-i', 'bob.json', 'data.clash', '-f', 'pretty']),
  ...['1 +', 'foo(1)', 'count(1)'].flatMap((query) => [
    evaluated([query], query === 'foo(1)' ? undefined : details),
    evaluated([query, '-f', 'pretty']),
  ]),
  { ...evaluated(['x := 1; y']), inAnyOrder: true },
  { ...evaluated(['y == 1', '-f', 'pretty']), inAnyOrder: true },
  ...['unknown', 'unsafe', 'types', 'rec', 'conflict'].flatMap((name) => [
    evaluated(['-d', `${name}.rego`, `data.${name}`], name === 'types' ? details : undefined),
    evaluated(['-d', `${name}.rego`, `data.${name}`, '-f', 'pretty']),
  ]),
  evaluated(['-d', 'broken.rego', 'data.broken'], details),
  evaluated(['-d', 'broken.rego', 'data.broken', '-f', 'pretty']),
  evaluated(['-d', 'strict.rego', 'data.strict', '--strict', '-f', 'pretty']),
  evaluated(['-d', 'v0', 'data.v0', '-f', 'pretty']),
  evaluated(['-d', 'none.rego', 'data.x'], missingFile),
  evaluated(['-d', 'p', '-i', 'none.json', 'data.x']),
  evaluated(['-d', 'bad.json', 'data.x', '-f', 'pretty']),
  evaluated([...shop, 'data.more.traced', '--explain', 'notes', '-f', 'pretty'], rewritten),
  evaluated([...shop, 'data.more.fails', '--explain', 'fails', '-f', 'pretty'], rewritten),
  evaluated([...shop, 'data.shop.allow', '--explain', 'full', '-f', 'pretty'], rewritten),
  evaluated([...shop, 'data.shop.allow', '--explain', 'full'], textTrace),
  evaluated([...shop, 'data.shop.allow', '--coverage'], generated),
  evaluated([...shop, 'data.more', '--coverage'], generated),
  evaluated([], usage),
  evaluated(['1', '2'], usage),
  evaluated(['1', '-f', 'nonsense'], usage),
  evaluated(['1', '--nonsense'], usage),
  { args: ['test', 'p', 't'], differs: denied },
  { args: ['test', 'p', 't', '-v', '-r', 'bob'] },
  { args: ['test', 'p', 't', '-r', 'bob'] },
  { args: ['test', 'p', 't', '-r', 'cases'], differs: denied },
  { args: ['test', 'p', 't', '-r', 'later'], differs: later },
  { args: ['test', 'p', 't', '-r', 'bob', '--coverage'], differs: report },
  { args: ['test', 'p', 't', '-r', 'bob', '--threshold', '10'], differs: report },
  { args: ['test', 'p', 't', '-r', 'bob', '--threshold', '90'], differs: { ...report, exit: 1 } },
  { args: ['test', 'p', 't', '--format', 'json'], differs: envelope },
  { args: ['test', 'p'], differs: incomplete },
  { args: ['test', 'p', 't', '-r', 'none'], differs: incomplete },
  { args: ['test', 'broken.rego'], differs: incomplete },
  { args: ['test', 'none'], differs: missingFile },
  { args: ['check', 'p'] },
  { args: ['check', 'p', 't', '--strict'] },
  { args: ['check', 'v0', '--v0-compatible'] },
  ...['broken', 'unknown', 'unsafe', 'types', 'rec', 'conflict'].flatMap((name): CommandLine[] => [
    { args: ['check', `${name}.rego`], differs: onStdout },
    { args: ['check', `${name}.rego`, '-f', 'json'], differs: onStdout },
  ]),
  { args: ['check', 'none.rego'], differs: missingFile },
  { args: ['check'], differs: usage },
  { args: ['fmt', 'p/shop.rego'] },
  { args: ['fmt', 'messy.rego'] },
  { args: ['fmt', '-l', 'p', 'messy.rego'] },
  { args: ['fmt', '-d', 'messy.rego'], differs: unified },
  { args: ['fmt', '--fail', '-l', 'messy.rego'], differs: formatted },
  { args: ['fmt', '--fail', '-l', 'p'] },
  { args: ['fmt', 'broken.rego'] },
  { args: ['fmt', 'v0/a.rego', '--v0-compatible'] },
  { args: ['fmt', 'v0/a.rego', '--v0-v1'] },
  { args: ['fmt', 'v0/a.rego'] },
  { args: ['fmt', 'none.rego'], differs: missingFile },
  { args: ['build', 'p', '-o', 'b.tar.gz'] },
  { args: ['build'], differs: usage },
  { args: ['build', 'none', '-o', 'b.tar.gz'], differs: missingFile },
  { args: ['bench', '-d', 'p', '-i', 'bob.json', 'data.shop.none'] },
];

function evaluated(args: readonly string[], differs?: Difference): CommandLine {
  return { args: ['eval', ...args], ...(differs === undefined ? {} : { differs }) };
}
