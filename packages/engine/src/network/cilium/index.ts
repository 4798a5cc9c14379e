import type { FamilyContext, Policy, PolicyFamily } from '../policy/policy.ts'
import { ciliumConfigOf } from '../world/cilium-config.ts'
import { fields, isGiven, list, type Source } from '../world/source.ts'
import { reportGroup } from './cidrs.ts'
import { policyOfSpec } from './spec.ts'

/**
 * CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy, with the CiliumCIDRGroups that they name. An object holds one
 * policy in `spec`, or several in `specs`, each with a subject of its own. They stand beside NetworkPolicies: what any of
 * them denies is denied, and once any of them isolates, only what one of them allows is allowed.
 * Source: cilium/cilium pkg/policy/api and pkg/k8s/apis/cilium.io/utils.
 */
export const ciliumPolicies: PolicyFamily = {
  reads: ({ kind, apiVersion }) =>
    apiVersion.startsWith('cilium.io/') &&
    ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy', 'CiliumCIDRGroup'].includes(kind),
  policiesOf: (source, context) => {
    if (source.kind !== 'CiliumCIDRGroup') return policiesOf(source, context)
    reportGroup(source, (path, message) =>
      context.problem({ source, title: `CiliumCIDRGroup ${source.name}`, path, message }),
    )
    return []
  },
}

function policiesOf(source: Source, context: FamilyContext): Policy[] {
  const { kind, name, namespace, object } = source
  const isClusterwide = kind === 'CiliumClusterwideNetworkPolicy'
  const title = `${kind} ${isClusterwide ? name : `${namespace}/${name}`}`
  const config = ciliumConfigOf(context.sources)
  const header = { title, kind, namespace: isClusterwide ? undefined : namespace, name, source }
  const report = (path: readonly (string | number)[], message: string) =>
    context.problem({ source, title, path, message })
  const { spec, specs } = object
  if (!isGiven(spec) && list(specs).length === 0)
    report(['spec'], 'neither spec nor specs is given: the policy is empty')
  return [
    ...(isGiven(spec) ? [{ written: fields(spec), path: ['spec'] }] : []),
    ...list(specs).map((each, i) => ({ written: fields(each), path: ['specs', i] })),
  ].flatMap(({ written, path }) => policyOfSpec(written, path, header, { sources: context.sources, config, report }))
}
