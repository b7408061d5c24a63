// The layers of ARCHITECTURE.md as rules. The canary in tools/canaries proves that they bite.
const layers = ['foundation', 'languages', 'engines', 'platform', 'apps'];

const lookDown = layers.map((layer, index) => ({
  name: `${layer}-look-down-only`,
  severity: 'error',
  from: { path: `^${layer}/` },
  to: { path: `^(${[...layers.slice(index + 1), ...(layer === 'apps' ? [] : ['sources'])].join('|') || 'nothing'})/` },
}));

export default {
  forbidden: [
    ...lookDown,
    {
      name: 'sources-stand-beside',
      severity: 'error',
      from: { path: '^sources/' },
      to: { path: '^(languages|engines|platform|apps)/' },
    },
    {
      name: 'languages-never-look-sideways',
      severity: 'error',
      from: { path: '^languages/([^/]+)/' },
      to: { path: '^languages/', pathNot: '^languages/$1/' },
    },
    {
      name: 'pure-layers-do-no-io',
      severity: 'error',
      // A package's `node/` folder is its port for Node, exported apart; `test/` holds what its tests share.
      from: {
        path: '^(foundation|languages|engines|platform)/',
        pathNot: '\\.test\\.ts$|^[^/]+/[^/]+/test/|^languages/[^/]+/src/node/',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-relative-import-into-another-package',
      severity: 'error',
      from: { path: '^(foundation|languages|engines|sources|platform|apps)/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['local'], pathNot: '^$1/$2/' },
    },
    {
      name: 'no-testkit-in-production',
      severity: 'error',
      from: { pathNot: '\\.test\\.ts$|^foundation/testkit/|^tests/' },
      to: { path: '^foundation/testkit/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|bundle)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
