import type { JsonObject } from '@bulwark/text';

const texts: JsonObject = { type: 'array', items: { type: 'string' } };

const wildcard: JsonObject = { type: 'string', pattern: '^\\*?[-:a-z0-9]*\\*?$' };

const selector: JsonObject = {
  type: 'object',
  properties: {
    matchLabels: { type: 'object', additionalProperties: { type: 'string' } },
    matchExpressions: {
      type: 'array',
      items: {
        type: 'object',
        required: ['key', 'operator'],
        properties: { key: { type: 'string' }, operator: { type: 'string' }, values: texts },
      },
    },
  },
};

/** What `match` of constraints and mutators may hold. */
export const matchSchema: JsonObject = {
  type: 'object',
  properties: {
    source: { type: 'string', enum: ['All', 'Generated', 'Original'] },
    kinds: { type: 'array', items: { type: 'object', properties: { apiGroups: texts, kinds: texts } } },
    scope: { type: 'string' },
    namespaces: { type: 'array', items: wildcard },
    excludedNamespaces: { type: 'array', items: wildcard },
    labelSelector: selector,
    namespaceSelector: selector,
    name: wildcard,
  },
};
