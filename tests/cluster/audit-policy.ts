/** Who did what to everything, with bodies for changes only: whole lists would fill the log, and secrets never enter it. */
export const auditPolicy = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [
    { level: 'None', nonResourceURLs: ['/healthz*', '/readyz*', '/livez*', '/metrics', '/version'] },
    {
      level: 'Metadata',
      resources: [
        { group: '', resources: ['secrets', 'configmaps', 'serviceaccounts/token', 'events'] },
        { group: 'coordination.k8s.io', resources: ['leases'] },
        { group: 'authentication.k8s.io' },
      ],
    },
    { level: 'Metadata', verbs: ['get', 'list', 'watch'] },
    { level: 'RequestResponse' },
  ],
} as const;
