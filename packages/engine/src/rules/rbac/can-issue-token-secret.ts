import type { Ask } from '../../access/index.ts'
import { createPods } from './pod-makers.ts'
import { boundRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

const createSecrets: Ask = { verbs: ['create'], group: '', resources: ['secrets'] }
const readSecrets: Ask = { verbs: ['get', 'list', 'watch'], group: '', resources: ['secrets'] }
const may = 'make tokens of service accounts that never expire'

/**
 * Secrets can be made that Kubernetes fills with a token, and be read.
 *
 * Restricted: create on secrets, beside get, list or watch on them, or create on pods, which mount them
 * Source: kubernetes/kubernetes pkg/controller/serviceaccount/tokens_controller.go
 */
export const canIssueTokenSecret = defineAccessRule({
  id: 'can-issue-token-secret',
  title: 'Tokens that never expire can be made',
  severity: 'high',
  profile: 'default',
  frameworks: { cis: ['5.1.2'], mitre: ['T1528'] },
  needs: [readSecrets, createPods].flatMap((rest) => [
    { ask: createSecrets, with: [rest], may },
    { ask: { ...createSecrets, namespace: 'kube-system' }, with: [rest], may },
  ]),
  description:
    'Reported for every binding that lets somebody create Secrets who may also read them there, or mount them into pods, by whatever binding. A Secret of type `kubernetes.io/service-account-token` is filled by Kubernetes with a token of the account that it names; creating it without seeing it gives nothing. It is high in the whole cluster and in kube-system, and medium in another namespace.',
  why: 'A token of any account of the namespace comes of it, which is valid until its Secret is deleted.',
  remedy: 'Make Secrets in another way than from within the cluster, or in a namespace where no account has rights.',
  examples: {
    bad: boundRole(`
- apiGroups: ['']
  resources: [secrets]
  verbs: [get, create]`),
    good: boundRole(`
- apiGroups: ['']
  resources: [secrets]
  verbs: [create]`),
  },
})
