import type { Path } from '../yaml/index.ts'
import { isObject } from './resource.ts'
import type { Container, Workload } from './workload.ts'

/** A Secret, ConfigMap or claim of its own namespace that a pod template names. */
export interface PodReference {
  readonly kind: 'Secret' | 'ConfigMap' | 'PersistentVolumeClaim'
  readonly name: string
  /** The one key taken, where only one is. */
  readonly key: string | undefined
  /** Whether the pod starts without it. */
  readonly optional: boolean
  /** `driver` for Secrets that a volume's driver uses and the containers do not see. */
  readonly from: 'env' | 'envFrom' | 'volume' | 'imagePullSecrets' | 'driver'
  /** Absolute path of the reference in the document. */
  readonly path: Path
}

/** What the environment of one container refers to. */
export function containerReferences({ spec, path }: Container): PodReference[] {
  const single = (spec.env ?? []).flatMap(({ valueFrom }, i) => [
    ...named('Secret', valueFrom?.secretKeyRef, 'env', path('env', i, 'valueFrom', 'secretKeyRef')),
    ...named('ConfigMap', valueFrom?.configMapKeyRef, 'env', path('env', i, 'valueFrom', 'configMapKeyRef')),
  ])
  const whole = (spec.envFrom ?? []).flatMap(({ secretRef, configMapRef }, i) => [
    ...named('Secret', secretRef, 'envFrom', path('envFrom', i, 'secretRef')),
    ...named('ConfigMap', configMapRef, 'envFrom', path('envFrom', i, 'configMapRef')),
  ])
  return [...single, ...whole]
}

/**
 * All Secrets, ConfigMaps and claims that a pod template names: its volumes, its pull secrets, and each container's
 * environment. Source: kubernetes/kubernetes pkg/api/pod/util.go, VisitPodSecretNames and VisitPodConfigmapNames.
 */
export function podReferences({ pod, containers }: Workload): PodReference[] {
  const { volumes = [], imagePullSecrets = [] } = pod.spec
  return [
    ...volumes.flatMap((volume, i): PodReference[] => {
      const at = (...below: Path) => pod.specPath('volumes', i, ...below)
      const { secret, configMap, persistentVolumeClaim, projected } = volume
      return [
        ...named('Secret', secret && { ...secret, name: secret.secretName }, 'volume', at('secret')),
        ...named('ConfigMap', configMap, 'volume', at('configMap')),
        ...named(
          'PersistentVolumeClaim',
          persistentVolumeClaim && { name: persistentVolumeClaim.claimName },
          'volume',
          at('persistentVolumeClaim'),
        ),
        ...(projected?.sources ?? []).flatMap((source, j) => [
          ...named('Secret', source.secret, 'volume', at('projected', 'sources', j, 'secret')),
          ...named('ConfigMap', source.configMap, 'volume', at('projected', 'sources', j, 'configMap')),
        ]),
        ...driverSecrets(volume, at),
      ]
    }),
    ...imagePullSecrets.flatMap((reference, i) =>
      named('Secret', reference, 'imagePullSecrets', pod.specPath('imagePullSecrets', i)),
    ),
    ...containers.flatMap(containerReferences),
  ]
}

/** Fields of volume sources that name a Secret for the driver, by source. */
const driverFields: readonly (readonly [source: string, ...field: string[]])[] = [
  ['azureFile', 'secretName'],
  ['cephfs', 'secretRef', 'name'],
  ['cinder', 'secretRef', 'name'],
  ['csi', 'nodePublishSecretRef', 'name'],
  ['flexVolume', 'secretRef', 'name'],
  ['iscsi', 'secretRef', 'name'],
  ['rbd', 'secretRef', 'name'],
  ['scaleIO', 'secretRef', 'name'],
  ['storageos', 'secretRef', 'name'],
]

function driverSecrets(volume: object, at: (...below: Path) => Path): PodReference[] {
  return driverFields.flatMap((field) => {
    let value: unknown = volume
    for (const key of field) value = isObject(value) ? value[key] : undefined
    return typeof value === 'string' ? named('Secret', { name: value }, 'driver', at(field[0], field[1] ?? '')) : []
  })
}

interface Named {
  readonly name?: string | undefined
  readonly key?: string | undefined
  readonly optional?: boolean | undefined
}

function named(
  kind: PodReference['kind'],
  reference: Named | undefined,
  from: PodReference['from'],
  path: Path,
): PodReference[] {
  if (!reference?.name) return []
  const { name, key, optional } = reference
  return [{ kind, name, key: from === 'env' ? key : undefined, optional: optional === true, from, path }]
}
