import { defineRule } from '../rule.ts'

/** An annotation that was meant as a written warrant and is none. */
export const invalidExemption = defineRule({
  id: 'invalid-exemption',
  title: 'Written warrant cannot be read',
  severity: 'medium',
  category: 'scope',
  visit: 'warrant',
  profile: 'default',
  frameworks: {},
  fix: 'value',
  description:
    'Reported when the value of an `unwarranted.dev/allow.<rule>` annotation is not `reason; owner=…; until=YYYY-MM-DD; container=…`. The reason is required. Such an annotation covers nothing.',
  why: 'Its author believes that a finding is accepted; it is not.',
  remedy: 'Write the reason first, then owner, until and container, separated by semicolons.',
  examples: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  annotations:
    unwarranted.dev/allow.host-network: "owner=net"
spec:
  selector:
    matchLabels: { app: cart }
  template:
    metadata:
      labels: { app: cart }
    spec:
      hostNetwork: true
      containers:
        - name: app
          image: registry.example/cart:1.4.2
`,
    good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  annotations:
    unwarranted.dev/allow.host-network: "the mesh needs it; owner=net"
spec:
  selector:
    matchLabels: { app: cart }
  template:
    metadata:
      labels: { app: cart }
    spec:
      hostNetwork: true
      containers:
        - name: app
          image: registry.example/cart:1.4.2
`,
  },
  *check({ warrant }) {
    if (warrant.state === 'invalid') yield { at: warrant.at, message: warrant.problem ?? 'the warrant cannot be read' }
  },
})
