import type { MoveConsequence } from './consequence.ts'
import type { Move } from './move.ts'
import { textsOf } from './texts.ts'
import { headOf } from './heads.ts'
import { named } from './words.ts'

/**
 * Uses of the variables that the kubelet makes for each Service of the pod's namespace, `CART_SERVICE_HOST` and its like.
 * Source: kubernetes/kubernetes pkg/kubelet/envvars/envvars.go.
 */
export function serviceVariables(move: Move): MoveConsequence[] {
  const { cluster, namespace, target, services, staying, moved, stayers } = move
  const gone = services.filter(({ part }) => part === 'all').map(({ name }) => name)
  const left = staying.map(({ name }) => name)
  return [
    ...stayers.map((workload) => ({ workload, names: gone, home: target })),
    ...moved.map((workload) => ({ workload, names: left, home: namespace })),
  ].flatMap(({ workload, names, home }) => {
    const { resource, pod } = workload
    if (headOf(workload, cluster) !== resource || hasLinksOff(pod.spec)) return []
    const variables = new Map(names.map((name) => [name.toUpperCase().replaceAll('-', '_'), name]))
    return textsOf(workload).flatMap(({ text, path }) =>
      [...new Set(text.match(/\b[A-Z][A-Z0-9_]*_SERVICE_(?:HOST|PORT)\b/g))].flatMap((variable): MoveConsequence[] => {
        const name = variables.get(variable.replace(/_SERVICE_(?:HOST|PORT)$/, ''))
        if (name === undefined) return []
        return [
          {
            kind: 'service-variable',
            resource,
            path,
            action: 'change',
            message: `${named(resource)} uses ${variable}, which pods have only for Services of their own namespace, and ${name} is then in ${home}`,
            remedy: `Use the name ${name}.${home}.svc`,
          },
        ]
      }),
    )
  })
}

function hasLinksOff(spec: object): boolean {
  return (spec as { readonly enableServiceLinks?: unknown }).enableServiceLinks === false
}
