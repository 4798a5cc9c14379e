import { defineRule } from '../rule.ts'

/** A written warrant whose last day has passed; the findings it covered count again. */
export const expiredExemption = defineRule({
  id: 'expired-exemption',
  title: 'Written warrant has expired',
  severity: 'medium',
  category: 'scope',
  visit: 'warrant',
  profile: 'default',
  frameworks: {},
  fix: 'value',
  description:
    'Reported when the day named by `until` of a written warrant has passed and the finding that it covered is still there. The finding counts again.',
  why: 'Someone promised that this grant would be gone by now.',
  remedy: 'Remove the grant, or renew the warrant with a new day after looking at its reason again.',
  examples: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  annotations:
    unwarranted.dev/allow.host-network: "until the new mesh is in; owner=net; until=2020-01-31"
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
    unwarranted.dev/allow.host-network: "until the new mesh is in; owner=net; until=2999-01-31"
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
    if (warrant.state !== 'expired') return
    yield { at: warrant.at, message: `the warrant for ${warrant.rules.join(', ')} ended on ${warrant.until ?? ''}` }
  },
})
