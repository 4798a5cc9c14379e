import { type Cluster, effectiveNamespace, type Resource } from '../../cluster/index.ts'
import { isExemptNamespace } from '../admission/exemptions.ts'
import { type LabelError, type NamespacePolicy, policyOf } from '../admission/labels.ts'
import { reviewNamespace } from '../admission/namespace.ts'
import type { AdmissionSettings } from '../admission/settings.ts'
import { type AdmissionAnswer, allow } from '../admission/status.ts'

/** A namespace that workloads of the input live in, or that is declared there. */
export interface CheckedNamespace {
  readonly name: string
  /** Its object; undefined where the input has none, so that it counts as one without labels. */
  readonly resource: Resource | undefined
  readonly policy: NamespacePolicy
  readonly labelErrors: readonly LabelError[]
  readonly exempt: boolean
  /** To the request that makes it. */
  readonly answer: AdmissionAnswer
}

/** All namespaces of the input, by name, with what their labels ask for. */
export function checkNamespaces(cluster: Cluster, settings: AdmissionSettings, user: string): CheckedNamespace[] {
  const objects = new Map(
    cluster
      .ofKind('Namespace', '')
      .toReversed()
      .map((resource) => [resource.name, resource]),
  )
  const names = new Set([...objects.keys(), ...cluster.workloads.map(({ resource }) => effectiveNamespace(resource))])
  return [...names].sort().map((name) => {
    const resource = objects.get(name)
    const { policy, errors } = policyOf(resource?.metadata.labels, settings.defaults)
    return {
      name,
      resource,
      policy,
      labelErrors: errors,
      exempt: isExemptNamespace(settings.exemptions, name),
      answer: resource === undefined ? allow() : answerTo(resource, settings, user),
    }
  })
}

function answerTo({ name, object }: Resource, settings: AdmissionSettings, user: string): AdmissionAnswer {
  const resource = { group: '', resource: 'namespaces' }
  return reviewNamespace({ operation: 'CREATE', resource, name, namespace: name, user, object }, { settings })
}
