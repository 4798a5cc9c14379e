import type { Ask } from '../../access/index.ts'
import { boundClusterRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

const group = 'rbac.authorization.k8s.io'
const bind = { verbs: ['bind'], group }
const escalate = { verbs: ['escalate'], group }
const anyRole = 'bind roles to anybody, beyond their own rights'
const anyRight = 'write rights into roles, beyond their own'

function write(resource: string): Ask {
  return {
    verbs: ['create', 'update', 'patch'],
    group,
    resources: [resource],
    clusterOnly: resource.startsWith('cluster'),
  }
}

function withoutWriting(what: string, where: string): string {
  return `${what} beyond their own rights as soon as they may write ${where}`
}

/**
 * Rights can be given that the giver does not have.
 *
 * Restricted: bind on roles and clusterroles, beside writing bindings; escalate on them, beside writing roles
 * Source: kubernetes/kubernetes pkg/registry/rbac/rolebinding/policybased/storage.go, role/policybased/storage.go
 */
export const canBindOrEscalate = defineAccessRule({
  id: 'can-bind-or-escalate',
  title: 'Rights can be given that one does not have',
  severity: 'high',
  profile: 'default',
  frameworks: { cis: ['5.1.8'], mitre: ['T1098.006'] },
  needs: [
    {
      ask: { ...bind, resources: ['clusterroles'], clusterOnly: true },
      with: [write('clusterrolebindings')],
      may: anyRole,
    },
    { ask: { ...bind, resources: ['clusterroles', 'roles'] }, with: [write('rolebindings')], may: anyRole },
    {
      ask: { ...escalate, resources: ['clusterroles'], clusterOnly: true },
      with: [write('clusterroles')],
      may: anyRight,
    },
    { ask: { ...escalate, resources: ['roles'] }, with: [write('roles')], may: anyRight },
    {
      ask: { ...bind, resources: ['clusterroles', 'roles'] },
      may: withoutWriting('bind roles', 'bindings'),
      severity: 'low',
    },
    {
      ask: { ...escalate, resources: ['clusterroles'], clusterOnly: true },
      may: withoutWriting('escalate', 'ClusterRoles'),
      severity: 'low',
    },
    { ask: { ...escalate, resources: ['roles'] }, may: withoutWriting('escalate', 'Roles'), severity: 'low' },
  ],
  description:
    'Reported for every binding that gives `bind` on roles or clusterroles to somebody who may write bindings too, or `escalate` on them to somebody who may write roles; without that other half, which may come by another binding, it is low. Both verbs are asked about roles: on rolebindings and clusterrolebindings they mean nothing. Writing roles and bindings without these verbs is not reported, since the API server lets nobody give more than they have. The verb `*` holds both.',
  why: 'The guard that keeps everybody to their own rights does not apply, so that the holder can become cluster-admin, or admin of the namespace.',
  remedy: 'Remove the verbs; where a controller has to bind roles, name these in resourceNames.',
  examples: {
    bad: boundClusterRole(`
- apiGroups: ['rbac.authorization.k8s.io']
  resources: [clusterroles]
  verbs: [bind]
- apiGroups: ['rbac.authorization.k8s.io']
  resources: [clusterrolebindings]
  verbs: [create]`),
    good: boundClusterRole(`
- apiGroups: ['rbac.authorization.k8s.io']
  resources: [clusterroles, clusterrolebindings]
  verbs: [get, create]`),
  },
})
