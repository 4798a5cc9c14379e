import { containerPath, type PodView } from '../pod.ts'
import { addedBeyond, addedText, notAdded } from './capabilities-baseline.ts'
import { defineCheck, type Offence, type Refusal, type Remedy } from './check.ts'
import { containersText } from './text.ts'

/**
 * All capabilities go, but for binding ports below 1024. Only the very string ALL counts: not `all`, not `CAP_ALL`, not a
 * list of every name. Overrides capabilities_baseline.
 *
 * Restricted fields: spec.*containers[*].securityContext.capabilities.drop
 * Allowed values:    a list that holds ALL
 * Restricted fields: spec.*containers[*].securityContext.capabilities.add
 * Allowed values:    unset, NET_BIND_SERVICE
 * From v1.25:        pods with spec.os.name windows are not looked at
 *
 * Source: kubernetes/pod-security-admission policy/check_capabilities_restricted.go
 */
export const capabilitiesRestricted = defineCheck({
  id: 'capabilities_restricted',
  level: 'restricted',
  versions: [
    { since: 22, overrides: ['capabilities_baseline'], run: inAnyPod },
    {
      since: 25,
      overrides: ['capabilities_baseline'],
      run: (pod) => (pod.windows ? undefined : inAnyPod(pod)),
    },
  ],
  remedies: ({ offences }) => offences.map((offence) => (isKept(offence) ? dropAll(offence) : notAdded(offence))),
})

const allowed: ReadonlySet<string> = new Set(['NET_BIND_SERVICE'])

function inAnyPod(pod: PodView): Refusal | undefined {
  const kept = keptByDefault(pod)
  const added = addedBeyond(pod, allowed)
  if (kept.length === 0 && added.length === 0) return undefined
  const details: string[] = []
  if (kept.length > 0) details.push(`${containersText(kept)} must set securityContext.capabilities.drop=["ALL"]`)
  if (added.length > 0) details.push(addedText(added))
  return { reason: 'unrestricted capabilities', detail: details.join('; '), offences: [...kept, ...added] }
}

function keptByDefault({ containers }: PodView): Offence[] {
  const offences: Offence[] = []
  for (const container of containers) {
    const dropped = container.security.droppedCapabilities
    if (dropped.includes('ALL')) continue
    offences.push({
      container,
      path: containerPath(container, 'securityContext', 'capabilities', 'drop'),
      value: dropped.length === 0 ? undefined : dropped.join(', '),
    })
  }
  return offences
}

function isKept({ path }: Offence): boolean {
  return path.at(-1) === 'drop'
}

function dropAll(offence: Offence): Remedy {
  return {
    description: 'Drop ALL',
    class: 'evidence',
    changes: [{ op: 'set', path: offence.path, value: ['ALL'] }],
    needs: 'evidence of which capabilities are used, to add them back',
    offences: [offence],
  }
}
