import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../../test/rule-tester.ts'
import { builtInDefaults } from '../../pod-security/index.ts'
import { analyse } from '../analyse.ts'
import { takeoverReport } from '../report.ts'

const pod = `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec: { containers: [{ name: app, image: a }] }
`

function assumptions(yaml: string): readonly string[] {
  const options = { minor: 36, podSecurityDefaults: builtInDefaults, targets: ['node'] as const }
  return takeoverReport(analyse(clusterOf(`${pod}---\n${yaml}`), options)).assumptions.filter((each) =>
    each.includes('not evaluated'),
  )
}

const policy = (resource: string) => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: no-privilege }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [${resource}] }]
`

const binding = (action: string) => `---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: everywhere }
spec: { policyName: no-privilege, validationActions: [${action}] }
`

const webhook = (resource: string) => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: guard }
webhooks:
  - name: guard.example
    rules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: ["${resource}"] }]
`

const kyverno = (action: string) => `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: { name: no-host-path }
spec: { validationFailureAction: ${action}, rules: [] }
`

const constraint = (action: string) => `apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sPSPPrivilegedContainer
metadata: { name: no-privileged }
spec: { enforcementAction: ${action} }
`

const says = (title: string) => [`${title} may refuse what a path takes: it is not evaluated.`]

describe('admissionUnknowns', () => {
  it.each([
    [
      'a policy that a binding puts in force',
      policy('pods') + binding('Deny'),
      'ValidatingAdmissionPolicy no-privilege',
    ],
    ['a binding of a policy that is not in the input', binding('Deny'), 'ValidatingAdmissionPolicy no-privilege'],
    ['a webhook that is asked about pods', webhook('pods'), 'ValidatingWebhookConfiguration guard'],
    ['a webhook that is asked about exec', webhook('pods/exec'), 'ValidatingWebhookConfiguration guard'],
    ['a policy of Kyverno that is enforced', kyverno('Enforce'), 'ClusterPolicy no-host-path'],
    ['a constraint of Gatekeeper', constraint('deny'), 'K8sPSPPrivilegedContainer no-privileged'],
    [
      'a newer policy of Kyverno, which denies unless told otherwise',
      `apiVersion: policies.kyverno.io/v1
kind: ValidatingPolicy
metadata: { name: no-privileged }
spec: { validations: [] }
`,
      'ValidatingPolicy no-privileged',
    ],
  ])('tells of %s', (_, yaml, title) => {
    expect(assumptions(yaml)).toEqual(says(title))
  })

  it.each([
    ['a policy that is not bound', policy('pods')],
    ['a policy that only warns', policy('pods') + binding('Warn')],
    ['a policy about something else', policy('services') + binding('Deny')],
    ['a webhook about something else', webhook('configmaps')],
    ['a policy of Kyverno that only audits', kyverno('Audit')],
    ['a constraint that is only tried', constraint('dryrun')],
  ])('does not tell of %s', (_, yaml) => {
    expect(assumptions(yaml)).toEqual([])
  })

  it('tells of a policy once, however often it is bound', () => {
    const twice = binding('Deny') + binding('Deny').replace('everywhere', 'again')
    expect(assumptions(policy('pods') + twice)).toEqual(says('ValidatingAdmissionPolicy no-privilege'))
  })
})
