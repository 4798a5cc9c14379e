import { pathIn } from '../../cluster/index.ts'
import {
  compareLevels,
  formatPolicy,
  formatVersion,
  levelLabel,
  type Subject,
  versionLabel,
} from '../../pod-security/index.ts'
import { defineRule, set } from '../rule.ts'
import { hasGap, labelledNamespace, passAtItsVersion, type RefusedSubject } from './pod-security-labels.ts'

/**
 * A namespace enforces less than its pods pass, or more.
 *
 * Restricted fields: metadata.labels[pod-security.kubernetes.io/enforce] of Namespace
 * Allowed values:    the strictest level that all its pods pass
 * Except:            namespaces without workloads among the resources; kube-system, kube-public, kube-node-lease
 */
export const podSecurityLabelGap = defineRule({
  id: 'pod-security-label-gap',
  title: 'Namespace enforces another level than its pods need',
  severity: 'medium',
  category: 'scope',
  visit: 'resource',
  kinds: ['Namespace'],
  profile: 'default',
  derived: true,
  frameworks: { cis: ['5.2.1'], nsa: true, mitre: ['T1610'] },
  fix: 'evidence',
  description:
    'Reported for a Namespace whose workloads among the resources all pass a stricter Pod Security level, at its latest version, than the one that it enforces (the proposed edit sets `enforce-version` to latest where they do not pass at the version that is pinned); and, as high, for one that enforces a level, at its own version, that some of them do not pass, so that their pods are refused when they are made. Each workload is judged as the pod that it makes, by the checks of the API server itself: CronJobs, workloads scaled to zero and pods in custom resources count. A Namespace without workloads is not reported here.',
  why: 'What the namespace lets in beyond what its pods need serves nobody but an intruder who makes a pod there.',
  remedy: 'Enforce the strictest level that its pods pass; `warrant pod-security plan` has the way there.',
  examples: {
    bad: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: baseline
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
  *check({ resource, cluster }) {
    const labelled = labelledNamespace(resource, cluster)
    if (labelled === undefined || !hasGap(labelled)) return
    const { policy, subjects, enforceable, refused } = labelled
    const at = pathIn(resource, 'metadata', 'labels', levelLabel('enforce'))
    if (refused.length > 0) {
      yield {
        at,
        severity: 'high',
        message: `${formatPolicy(policy.enforce)} is enforced, and refuses ${refusedText(refused)}`,
        why: 'What runs goes on until a drain, a roll-out or a lost node, and does not come back: only an event of its controller tells.',
        fix: {
          description: 'Let the workloads pass, or move them to a namespace that takes them',
          class: 'none',
        },
      }
      return
    }
    if (enforceable === undefined || compareLevels(enforceable, policy.enforce.level) <= 0) return
    const asPinned = passAtItsVersion(labelled, enforceable)
    const version = pathIn(resource, 'metadata', 'labels', versionLabel('enforce'))
    yield {
      at,
      message: `${policy.enforce.level} is enforced, and ${passingText(subjects)} ${enforceable}${asPinned ? '' : `, though not at ${formatVersion(policy.enforce.version)}`}`,
      fix: {
        description: `Enforce ${enforceable}${asPinned ? '' : ' at its latest version'}`,
        changes: [set(at, enforceable), ...(asPinned ? [] : [set(version, 'latest')])],
        needs: 'evidence that pods which are not among these files, such as those that webhooks change, pass it too',
      },
    }
  },
})

const mostNamed = 3

function refusedText(refused: readonly RefusedSubject[]): string {
  const texts = [...new Set(refused.map(({ subject, reason }) => `${titleOf(subject)} (${reason})`))]
  const shown = texts.length > mostNamed + 1 ? texts.slice(0, mostNamed) : texts
  const more = texts.length > shown.length ? ` and ${texts.length - shown.length} more` : ''
  return `${shown.join(', ')}${more}`
}

function passingText(subjects: readonly Subject[]): string {
  const count = new Set(subjects.map(({ owner }) => owner)).size
  return count === 1 ? 'its one workload passes' : `all ${count} workloads pass`
}

function titleOf({ owner }: Subject): string {
  return `${owner.kind} ${owner.name}`
}
