import { type Cluster, conform, perCluster, type Shape } from '../cluster/index.ts'
import type { NamedKind } from './api-resources.ts'

const definitionShape = {
  fields: {
    spec: {
      fields: {
        group: 'string',
        scope: 'string',
        names: {
          fields: { plural: 'string', singular: 'string', kind: 'string', shortNames: { list: 'string' } },
        },
      },
    },
  },
} as const satisfies Shape

/** The kinds that CustomResourceDefinitions of a cluster define. */
export const customKinds = perCluster((cluster: Cluster): readonly NamedKind[] =>
  cluster.ofKind('CustomResourceDefinition', 'apiextensions.k8s.io').flatMap(({ object }) => {
    const { group = '', scope, names } = conform(object, definitionShape, [], [])?.spec ?? {}
    if (names?.plural === undefined) return []
    const { plural, singular, kind = '', shortNames = [] } = names
    const otherNames = [...(singular === undefined ? [] : [singular]), ...shortNames].map((name) => name.toLowerCase())
    return [{ group, resource: plural, kind, namespaced: scope !== 'Cluster', otherNames }]
  }),
)
