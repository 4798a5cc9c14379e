import type { Ask } from '../../access/index.ts'
import { boundClusterRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

const group = 'certificates.k8s.io'
const approve: Ask = { verbs: ['approve'], group, resources: ['signers'], clusterOnly: true }
const approval: Ask = {
  verbs: ['update', 'patch'],
  group,
  resources: ['certificatesigningrequests/approval'],
  clusterOnly: true,
}

/**
 * Certificates can be approved that the API server then takes for somebody.
 *
 * Restricted: approve on signers, beside update or patch on certificatesigningrequests/approval. A signer is asked about by
 * its name and as <domain>/* (kubernetes/kubernetes plugin/pkg/admission/certificates/util.go)
 */
export const canApproveCertificates = defineAccessRule({
  id: 'can-approve-certificates',
  title: 'Certificates can be approved',
  severity: 'high',
  profile: 'default',
  frameworks: { cis: ['5.1.11'], mitre: ['T1649'] },
  needs: [
    {
      ask: { ...approve, names: ['kubernetes.io/kube-apiserver-client', 'kubernetes.io/*'] },
      with: [approval],
      may: 'approve client certificates for whomever they are asked for',
    },
    { ask: approve, with: [approval], may: 'approve certificates', severity: 'medium' },
  ],
  description:
    'Reported for every ClusterRoleBinding that gives `approve` on signers to somebody who may also update or patch `certificatesigningrequests/approval`; either alone does nothing. It is high for the signer `kubernetes.io/kube-apiserver-client`, which makes certificates for any user and group but system:masters, and medium for others.',
  why: 'A client certificate for any name is that name until it expires: it cannot be taken back.',
  remedy: 'Name the one signer that is needed in resourceNames.',
  examples: {
    bad: boundClusterRole(`
- apiGroups: ['certificates.k8s.io']
  resources: [certificatesigningrequests/approval]
  verbs: [update]
- apiGroups: ['certificates.k8s.io']
  resources: [signers]
  verbs: [approve]`),
    good: boundClusterRole(`
- apiGroups: ['certificates.k8s.io']
  resources: [certificatesigningrequests]
  verbs: [create, get]
- apiGroups: ['certificates.k8s.io']
  resources: [signers]
  resourceNames: [example.com/serving]
  verbs: [approve]`),
  },
})
