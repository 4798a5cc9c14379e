import { type Resource, valueIn, type Workload, headOf } from '../../../cluster/index.ts'
import type { MoveConsequence } from './consequence.ts'
import type { Move } from './move.ts'
import { textsOf } from './texts.ts'
import { named } from './words.ts'

/**
 * Uses of the variables that the kubelet makes for each Service of the pod's namespace, `CART_SERVICE_HOST` and its like.
 * Source: kubernetes/kubernetes pkg/kubelet/envvars/envvars.go.
 */
export function serviceVariables(move: Move): MoveConsequence[] {
  const { cluster, namespace, target, services, staying, moved, stayers } = move
  const gone = services.filter(({ part, resource }) => part === 'all' && hasAddress(resource)).map(({ name }) => name)
  const left = staying.filter(hasAddress).map(({ name }) => name)
  return [
    ...stayers.map((workload) => ({ workload, names: gone, home: target })),
    ...moved.map((workload) => ({ workload, names: left, home: namespace })),
  ].flatMap(({ workload, names, home }) => {
    const { resource, pod } = workload
    if (headOf(workload, cluster) !== resource || hasLinksOff(pod.spec)) return []
    const variables = new Map(names.map((name) => [name.toUpperCase().replaceAll('-', '_'), name]))
    return textsWithNames(workload).flatMap(({ text, path, own }) =>
      [...new Set(text.match(/\b[A-Z][A-Z0-9_]*_SERVICE_(?:HOST|PORT)\b/g))].flatMap((variable): MoveConsequence[] => {
        const name = variables.get(variable.replace(/_SERVICE_(?:HOST|PORT)$/, ''))
        if (name === undefined || own.has(variable)) return []
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

/** The texts of each container, with the variables that it sets itself, which take the place of the kubelet's. */
function textsWithNames(workload: Workload) {
  return workload.containers.flatMap((container) => {
    const own = new Set((container.spec.env ?? []).map(({ name }) => name))
    return textsOf({ containers: [container] }).map((text) => ({ ...text, own }))
  })
}

/** The kubelet makes no variables for a Service without an address of its own. */
function hasAddress(service: Resource): boolean {
  return valueIn(service, 'spec', 'clusterIP') !== 'None' && valueIn(service, 'spec', 'type') !== 'ExternalName'
}

function hasLinksOff(spec: object): boolean {
  return (spec as { readonly enableServiceLinks?: unknown }).enableServiceLinks === false
}
