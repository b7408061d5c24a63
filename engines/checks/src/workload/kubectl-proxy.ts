import { defineCheck } from '../define-check.ts';
import { type Command, scriptsOf } from './commands.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-kubectl-proxy',
  version: 1,
  title: 'API server is offered without a login',
  severity: 'high',
  why: "`kubectl proxy` adds the pod's token to every request that reaches it. Listening on all addresses it lends the rights of its service account to whoever can reach the pod.",
  attack:
    'Any pod, or anybody outside where a Service exposes it, sends requests to the proxy and acts as its service account.',
  remedy: 'Leave `--address` out, so that only the containers of the pod reach it, or use a client library.',
  references: ['https://kubernetes.io/docs/reference/kubectl/generated/kubectl_proxy/'],
  techniques: ['T1552.007', 'T1190', 'T1613'],
  appliesTo: 'workload',
  onlyWith: ['command', 'args'],
  mentions: ['proxy'],
  find: (pod) =>
    inContainers(pod, (container) =>
      scriptsOf(container, ['proxy']).flatMap(({ pointer, commands }) =>
        commands.some(isOpenProxy)
          ? [
              {
                pointer,
                message: `Container "${container.name}" passes requests from anywhere on to the API server, with the rights of its own account.`,
              },
            ]
          : [],
      ),
    ),
  repair: { kind: 'none', reason: 'Who uses the proxy from outside needs another way to the API server first.' },
});

function isOpenProxy({ program, arguments: words }: Command): boolean {
  // Images of kubectl have it as their entrypoint, so that the arguments begin with `proxy`.
  const rest = program === 'kubectl' ? words : program === 'proxy' ? ['proxy', ...words] : [];
  if (!rest.includes('proxy')) return false;
  // A list of harmless paths makes it a gate for these only.
  const paths = optionOf(rest, '--accept-paths');
  if (paths !== undefined && !/^\^?\/?\.\*/.test(paths)) return false;
  const address = optionOf(rest, '--address');
  return address !== undefined && !address.startsWith('127.') && address !== '::1' && address !== 'localhost';
}

/** The value of an option, behind `=` or in the next word. */
function optionOf(words: readonly string[], option: string): string | undefined {
  const index = words.findIndex((word) => word === option || word.startsWith(`${option}=`));
  return words[index] === option ? words[index + 1] : words[index]?.slice(option.length + 1);
}
