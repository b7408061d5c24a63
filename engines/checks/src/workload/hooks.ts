import { own, type Resource } from '@bulwark/model';

/** Whether a tool of deployment runs this object once and looks after it: a hook of Helm or Argo CD. */
export function isHook(resource: Resource): boolean {
  return (
    (own(resource.annotations, 'helm.sh/hook') ?? own(resource.annotations, 'argocd.argoproj.io/hook')) !== undefined
  );
}
