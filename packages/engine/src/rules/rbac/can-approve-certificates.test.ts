import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { canApproveCertificates } from './can-approve-certificates.ts'

testRule(canApproveCertificates, {
  pass: [
    {
      name: 'approve without writing the approval',
      yaml: boundClusterRole("- apiGroups: ['certificates.k8s.io']\n  resources: [signers]\n  verbs: [approve]"),
    },
    {
      name: 'writing the approval alone',
      yaml: boundClusterRole(
        "- apiGroups: ['certificates.k8s.io']\n  resources: [certificatesigningrequests/approval]\n  verbs: [update]",
      ),
    },
    {
      name: 'updating the request itself',
      yaml: boundClusterRole(
        "- apiGroups: ['certificates.k8s.io']\n  resources: [certificatesigningrequests]\n  verbs: [update]\n- apiGroups: ['certificates.k8s.io']\n  resources: [signers]\n  verbs: [approve]",
      ),
    },
    {
      name: 'a Role, where neither is',
      yaml: boundRole(
        "- apiGroups: ['certificates.k8s.io']\n  resources: [certificatesigningrequests/approval]\n  verbs: [update]\n- apiGroups: ['certificates.k8s.io']\n  resources: [signers]\n  verbs: [approve]",
      ),
    },
    {
      name: 'sign, which is another verb',
      yaml: boundClusterRole(
        "- apiGroups: ['certificates.k8s.io']\n  resources: [certificatesigningrequests/approval]\n  verbs: [update]\n- apiGroups: ['certificates.k8s.io']\n  resources: [signers]\n  verbs: [sign]",
      ),
    },
  ],
  fail: [
    {
      name: 'every signer',
      yaml: boundClusterRole(
        "- apiGroups: ['certificates.k8s.io']\n  resources: [certificatesigningrequests/approval]\n  verbs: [update]\n- apiGroups: ['certificates.k8s.io']\n  resources: [signers]\n  verbs: [approve]",
      ),
      at: ['roleRef.name'],
      severity: 'high',
      message: /approve client certificates for whomever they are asked for \(approve signers\), by rules\[1\]/,
      fixed: boundClusterRole(
        "- apiGroups: ['certificates.k8s.io']\n  resources: [certificatesigningrequests/approval]\n  verbs: [update]",
      ),
    },
    {
      name: 'the signers of a domain',
      yaml: boundClusterRole(
        "- apiGroups: ['certificates.k8s.io']\n  resources: [certificatesigningrequests/approval]\n  verbs: [update]\n- apiGroups: ['certificates.k8s.io']\n  resources: [signers]\n  resourceNames: [kubernetes.io/*]\n  verbs: [approve]",
      ),
      at: ['roleRef.name'],
      severity: 'high',
    },
    {
      name: 'another signer',
      yaml: boundClusterRole(
        "- apiGroups: ['certificates.k8s.io']\n  resources: [certificatesigningrequests/approval]\n  verbs: [update]\n- apiGroups: ['certificates.k8s.io']\n  resources: [signers]\n  resourceNames: [example.com/serving]\n  verbs: [approve]",
      ),
      at: ['roleRef.name'],
      severity: 'low',
      message: /may approve certificates \(approve signers, only example\.com\/serving\)/,
    },
  ],
})
