import type { Shape } from '../cluster/index.ts'

const strings = { list: 'string' } as const satisfies Shape

const selectorShape = {
  fields: {
    matchLabels: { map: 'string' },
    matchExpressions: { list: { fields: { key: 'string', operator: 'string', values: strings } } },
  },
} as const satisfies Shape

/** The rules of a Role or ClusterRole. */
export const rulesShape = {
  list: {
    fields: {
      verbs: strings,
      apiGroups: strings,
      resources: strings,
      resourceNames: strings,
      nonResourceURLs: strings,
    },
  },
} as const satisfies Shape

const aggregationRule = { fields: { clusterRoleSelectors: { list: selectorShape } } } as const satisfies Shape

export const roleShape = { fields: { rules: rulesShape, aggregationRule } } as const satisfies Shape

export const bindingShape = {
  fields: {
    subjects: { list: { fields: { kind: 'string', name: 'string', namespace: 'string', apiGroup: 'string' } } },
    roleRef: { fields: { kind: 'string', name: 'string', apiGroup: 'string' } },
  },
} as const satisfies Shape

const metadata = {
  fields: {
    name: 'string',
    namespace: 'string',
    labels: { map: 'string' },
    annotations: { map: 'string' },
  },
} as const satisfies Shape

const roles = { list: { fields: { ...roleShape.fields, metadata } } } as const satisfies Shape
const bindings = { list: { fields: { ...bindingShape.fields, metadata } } } as const satisfies Shape

/** What decides which roles an aggregate takes its rules from. */
export const choiceShape = { fields: { metadata, aggregationRule } } as const satisfies Shape

/** All that role-based access control decides by, where it comes from outside. */
export const objectsShape = {
  fields: { roles, clusterRoles: roles, roleBindings: bindings, clusterRoleBindings: bindings },
} as const satisfies Shape
