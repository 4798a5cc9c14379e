import { pathIn } from '../../cluster/index.ts'
import { levelLabel } from '../../pod-security/index.ts'
import { defineRule } from '../rule.ts'
import { hasGap, labelledNamespace } from './pod-security-labels.ts'

/**
 * A namespace lets any pod in, or has a Pod Security label that the API server does not understand.
 *
 * Restricted fields: metadata.labels[pod-security.kubernetes.io/enforce] of Namespace
 * Allowed values:    baseline, restricted; anything where pod-security-label-gap speaks
 * Restricted fields: metadata.labels[pod-security.kubernetes.io/{enforce,audit,warn}{,-version}]
 * Allowed values:    a level; latest or v1.N
 * Except:            kube-system, kube-public, kube-node-lease
 */
export const podSecurityLabelMissing = defineRule({
  id: 'pod-security-label-missing',
  title: 'Namespace enforces no Pod Security level',
  severity: 'medium',
  category: 'scope',
  visit: 'resource',
  kinds: ['Namespace'],
  profile: 'default',
  frameworks: { cis: ['5.2.1'], nsa: true, mitre: ['T1610'] },
  fix: 'evidence',
  description:
    "Reported for every Namespace that enforces no level, by a missing label `pod-security.kubernetes.io/enforce` or by the value privileged, unless its workloads pass a stricter level or are refused by it: pod-security-label-gap tells then. Labels whose value is no level or no version are reported as low: a bad level to enforce is taken for restricted, a bad one to audit or warn for privileged, a bad version for latest. The API server's own configuration may set a default for all namespaces; a manifest does not tell.",
  why: 'Whoever may create pods in the namespace, a pipeline or an intruder with its token, makes a privileged one and holds the node.',
  remedy: 'Enforce the strictest level that its pods pass; warn and audit come first.',
  examples: {
    bad: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
`,
    good: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: restricted
`,
  },
  *check({ resource, cluster }) {
    const labelled = labelledNamespace(resource, cluster)
    if (labelled === undefined) return
    for (const { label, value, message } of labelled.errors) {
      yield {
        at: pathIn(resource, 'metadata', 'labels', label),
        severity: 'low',
        message: `${JSON.stringify(value)} ${message}, and is taken for ${takenFor(label)}`,
        why: 'The API server takes another policy than the one that was meant, and refuses new namespaces with such a label.',
        fix: {
          description: 'Name a level or version that there is',
          class: 'value',
          needs: 'the policy that was meant',
        },
      }
    }
    if (labelled.policy.enforce.level !== 'privileged' || hasGap(labelled)) return
    const isWritten = resource.metadata.labels?.[enforce] !== undefined
    yield {
      at: pathIn(resource, 'metadata', 'labels', enforce),
      message: isWritten ? 'the level privileged lets every pod in' : 'no Pod Security level is enforced',
      fix: { description: 'Enforce a level', needs: 'evidence of the strictest level that its pods pass' },
    }
  },
})

const enforce = levelLabel('enforce')

/** Source: kubernetes/pod-security-admission api/helpers.go, PolicyToEvaluate. */
function takenFor(label: string): string {
  if (label.endsWith('-version')) return 'latest'
  return label === enforce ? 'restricted' : 'privileged'
}
