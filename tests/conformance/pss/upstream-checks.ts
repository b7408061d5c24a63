/** Which of our checks stand for a check of k8s.io/pod-security-admission, by the name its fixtures bear. */
export const upstreamChecks: Readonly<Record<string, readonly string[]>> = {
  allowprivilegeescalation: ['pod-allow-privilege-escalation'],
  apparmorprofile: ['pod-app-armor-profile'],
  capabilities_baseline: ['pod-capabilities-baseline'],
  capabilities_restricted: ['pod-capabilities-restricted'],
  hostnamespaces: ['pod-host-namespaces'],
  hostpathvolumes: ['pod-host-path-volumes'],
  hostports: ['pod-host-ports'],
  hostprobesandhostlifecycle: ['pod-host-probes-and-lifecycle'],
  privileged: ['pod-privileged'],
  procmount: ['pod-proc-mount-baseline'],
  procmount_restricted: ['pod-proc-mount-restricted'],
  // Upstream's restricted check replaces the baseline one for volumes and seccomp; ours adds to it, so that nothing is
  // reported twice: what is forbidden at baseline already is named by the baseline check.
  restrictedvolumes: ['pod-restricted-volumes', 'pod-host-path-volumes'],
  runasnonroot: ['pod-run-as-non-root'],
  runasuser: ['pod-run-as-user'],
  seccompprofile_baseline: ['pod-seccomp-profile-baseline'],
  seccompprofile_restricted: ['pod-seccomp-profile-restricted', 'pod-seccomp-profile-baseline'],
  selinuxoptions: ['pod-se-linux-options'],
  sysctls: ['pod-sysctls'],
  windowshostprocess: ['pod-windows-host-process'],
};
