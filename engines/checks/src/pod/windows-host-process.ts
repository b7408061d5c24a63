import { record } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';
import { contextPointer, inSecurityContexts, problem, titleOf } from './security-context.ts';

export default defineCheck({
  id: 'pod-windows-host-process',
  version: 1,
  title: 'Windows container runs as a process of its node',
  severity: 'high',
  level: 'baseline',
  why: 'A HostProcess container is no container: it runs on the Windows node itself, on its network, with the rights of the account it names.',
  attack: 'Code in it runs as `NT AUTHORITY\\SYSTEM` on the node, and takes the credentials of every pod there.',
  remedy: 'Remove `windowsOptions.hostProcess` and run the program as an ordinary container.',
  accept: 'Node agents for Windows (CNI, CSI, metrics) in a namespace that only cluster administrators may write to.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/',
  ],
  techniques: ['T1611', 'T1610'],
  appliesTo: 'workload',
  onlyWith: ['securityContext.windowsOptions'],
  find: (pod) =>
    inSecurityContexts(pod, (context, _pod, container) =>
      record(context['windowsOptions'])['hostProcess'] === true
        ? problem(
            contextPointer(pod, container, 'windowsOptions/hostProcess'),
            true,
            `${titleOf(container)} sets windowsOptions.hostProcess: it runs on the Windows node itself.`,
          )
        : none,
    ),
  repair: {
    kind: 'edit',
    summary: 'set hostProcess to false',
    disruption: 'restart',
    edits: ({ pointer }) => [set(pointer, false)],
  },
});
