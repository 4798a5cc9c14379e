import { isObject, pathIn, valueIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'
import { egressPoliciesOf, openDestinations } from './sandbox-egress.ts'
import { isSandboxTemplate } from './sandbox.ts'

/**
 * A sandbox may connect to whatever it likes.
 *
 * Wanted fields:  spec.networkPolicy of SandboxTemplate (extensions.agents.x-k8s.io), or a NetworkPolicy for egress where
 *                 spec.networkPolicyManagement is Unmanaged
 * Allowed values: no egress, or rules whose every destination is a CIDR block, pods or namespaces picked by label
 */
export const sandboxEgressPolicy = defineRule({
  id: 'sandbox-egress-policy',
  title: 'Sandbox may connect to anyone',
  severity: 'medium',
  category: 'pod',
  visit: 'resource',
  kinds: ['SandboxTemplate'],
  profile: 'all',
  frameworks: { mitre: ['T1048'] },
  fix: 'evidence',
  description:
    'Reported for a SandboxTemplate with `networkPolicyManagement: Unmanaged` whose pods no NetworkPolicy among the resources restricts in egress (policies of other kinds are not looked at); for one that leaves `networkPolicy` out, which gets a policy of the controller that opens the whole of the public internet, as low; and for each egress rule without a destination, or with one that picks nobody out: an empty selector, `0.0.0.0/0`, `::/0` and blocks not much smaller, whatever they except. A `networkPolicy` without egress rules denies all of it.',
  why: 'A sandbox runs code that nobody has read; what that finds or is given leaves by the same network.',
  remedy: 'List in networkPolicy.egress what the sandboxes have to reach, and nothing else.',
  examples: {
    bad: `apiVersion: extensions.agents.x-k8s.io/v1beta1
kind: SandboxTemplate
metadata:
  name: python
spec:
  networkPolicyManagement: Unmanaged
  podTemplate:
    spec:
      containers:
        - name: python
          image: registry.example/python:3.14.1
`,
    good: `apiVersion: extensions.agents.x-k8s.io/v1beta1
kind: SandboxTemplate
metadata:
  name: python
spec:
  networkPolicy:
    egress:
      - to:
          - podSelector:
              matchLabels:
                app: package-mirror
  podTemplate:
    spec:
      containers:
        - name: python
          image: registry.example/python:3.14.1
`,
  },
  *check({ resource, cluster }) {
    if (!isSandboxTemplate(resource)) return
    const fix = { description: 'List the destinations in networkPolicy.egress', needs: 'the flows of its sandboxes' }
    const management = valueIn(resource, 'spec', 'networkPolicyManagement') ?? 'Managed'
    if (management !== 'Managed') {
      const at = pathIn(resource, 'spec', 'networkPolicyManagement')
      const policies = egressPoliciesOf(resource, cluster)
      if (policies.length === 0) {
        yield { at, message: 'the controller makes no policy, and no NetworkPolicy restricts egress', fix }
      }
      for (const policy of policies) {
        for (const { message } of openDestinations(policy, 'spec', 'egress')) {
          yield { at, message: `${message}, in the NetworkPolicy ${policy.name}`, fix }
        }
      }
      return
    }
    if (!isObject(valueIn(resource, 'spec', 'networkPolicy'))) {
      yield {
        at: pathIn(resource, 'spec', 'networkPolicy'),
        message: "there is no networkPolicy, and the controller's own opens the whole of the public internet",
        severity: 'low',
        fix,
      }
    }
    for (const { at, message } of openDestinations(resource, 'spec', 'networkPolicy', 'egress')) {
      yield { at, message, fix }
    }
  },
})
