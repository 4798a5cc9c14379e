import type { Ask } from '../allowances.ts'
import { podMakers } from '../pod-makers.ts'

/** What several powers ask about, in words of `Power.ways`. */

export const rbac = 'rbac.authorization.k8s.io'
export const certificates = 'certificates.k8s.io'
export const admission = 'admissionregistration.k8s.io'
export const write = 'create|update|patch'
export const change = 'update|patch'

/** Kinds whose objects make pods, and do so when they are changed. */
export const templates = kindsOf(podMakers.filter(({ verbs }) => verbs.includes('patch')))
/** Kinds whose objects make pods once. */
export const once = kindsOf(podMakers.filter(({ verbs }) => !verbs.includes('patch')))

function kindsOf(asks: readonly Ask[]): string {
  return asks
    .flatMap(({ group, resources }) => resources.map((each) => (group === '' ? each : `${each}.${group}`)))
    .join('|')
}

/** Signers whose certificates the API server takes for users. */
export const clientSigners = 'kubernetes.io/kube-apiserver-client|kubernetes.io/*'
