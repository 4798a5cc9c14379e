import { pathIn, systemNamespaces } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A namespace lets any pod in.
 *
 * Restricted fields: metadata.labels[pod-security.kubernetes.io/enforce] of Namespace
 * Allowed values:    baseline, restricted
 * Except:            kube-system, kube-public, kube-node-lease
 */
export const podSecurityLevelMissing = defineRule({
  id: 'pod-security-level-missing',
  title: 'Namespace enforces no Pod Security level',
  severity: 'medium',
  category: 'scope',
  visit: 'resource',
  kinds: ['Namespace'],
  profile: 'default',
  frameworks: { cis: ['5.2.1'], nsa: true, mitre: ['T1610'] },
  fix: 'evidence',
  description:
    "Reported for every Namespace without the label `pod-security.kubernetes.io/enforce`, and for those whose label says privileged, or what is no level, which the API server takes for restricted. The API server's own configuration may set a default for all namespaces; a manifest does not tell.",
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
  *check({ resource }) {
    if (resource.group !== '' || systemNamespaces.includes(resource.name)) return
    const level = resource.metadata.labels?.[label]
    if (level === 'baseline' || level === 'restricted') return
    const isKnown = level === undefined || level === 'privileged'
    yield {
      at: pathIn(resource, 'metadata', 'labels', label),
      severity: isKnown ? 'medium' : 'low',
      message:
        level === undefined
          ? 'no Pod Security level is enforced'
          : isKnown
            ? 'the level privileged lets every pod in'
            : `${JSON.stringify(level)} is no level, and is taken for restricted`,
      fix: { description: 'Enforce a level', needs: 'evidence of the strictest level that its pods pass' },
    }
  },
})

const label = 'pod-security.kubernetes.io/enforce'
