import { containerPath, type PodView } from '../pod.ts'
import type { SeLinuxOptions } from '../read.ts'
import { defineCheck, type Offence, type Refusal } from './check.ts'
import { plural, quoted, settersText, valuesOf } from './text.ts'

/**
 * A label that is confined less than those of containers.
 *
 * Restricted fields: spec.securityContext.seLinuxOptions.type, spec.*containers[*].securityContext.seLinuxOptions.type
 * Allowed values:    unset, empty, container_t, container_init_t, container_kvm_t; from v1.31 container_engine_t
 * Restricted fields: the user and the role beside them
 * Allowed values:    unset, empty
 *
 * Source: kubernetes/pod-security-admission policy/check_seLinuxOptions.go
 */
export const seLinuxOptions = defineCheck({
  id: 'seLinuxOptions',
  level: 'baseline',
  versions: [
    { since: 0, run: (pod) => beyond(pod, allowedTypes) },
    { since: 31, run: (pod) => beyond(pod, allowedTypesFrom31) },
  ],
  remedies: ({ offences }) =>
    offences.map((offence) => ({
      description: `Leave the SELinux ${String(offence.path.at(-1))} to the runtime`,
      class: 'evidence',
      changes: [{ op: 'delete', path: offence.path }],
      needs: 'evidence that nothing is done that SELinux denies to containers',
      offences: [offence],
    })),
})

const allowedTypes: ReadonlySet<string> = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t'])
/** Types of SELinux that confine as containers are, from v1.31 on; the empty one leaves it to the runtime. */
export const allowedTypesFrom31: ReadonlySet<string> = new Set([...allowedTypes, 'container_engine_t'])

function beyond({ security, containers }: PodView, allowed: ReadonlySet<string>): Refusal | undefined {
  const offences: Offence[] = []
  const judge = (options: SeLinuxOptions | undefined, offenceAt: (field: string, value: string) => Offence) => {
    if (options === undefined) return
    const { type, user, role } = options
    if (!allowed.has(type)) offences.push(offenceAt('type', type))
    if (user) offences.push(offenceAt('user', user))
    if (role) offences.push(offenceAt('role', role))
  }
  judge(security.seLinuxOptions, (field, value) => ({
    container: undefined,
    path: ['spec', 'securityContext', 'seLinuxOptions', field],
    value,
  }))
  for (const container of containers) {
    judge(container.security.seLinuxOptions, (field, value) => ({
      container,
      path: containerPath(container, 'securityContext', 'seLinuxOptions', field),
      value,
    }))
  }
  if (offences.length === 0) return undefined
  return {
    reason: 'seLinuxOptions',
    detail: `${settersText(offences)} set forbidden securityContext.seLinuxOptions: ${dataText(offences)}`,
    offences,
  }
}

function dataText(offences: readonly Offence[]): string {
  const at = (field: string) => offences.filter(({ path }) => path.at(-1) === field)
  const data: string[] = []
  const types = valuesOf(at('type'))
  if (types.length > 0) data.push(`${plural('type', 'types', types.length)} ${quoted(types)}`)
  if (at('user').length > 0) data.push('user may not be set')
  if (at('role').length > 0) data.push('role may not be set')
  return data.join('; ')
}
