import { defineRule, remove } from '../rule.ts'

/** A written warrant whose rule ran and found nothing that it covers. */
export const redundantExemption = defineRule({
  id: 'redundant-exemption',
  title: 'Written warrant covers nothing',
  severity: 'low',
  category: 'scope',
  visit: 'warrant',
  profile: 'default',
  frameworks: {},
  fix: 'safe',
  description:
    'Reported when a written warrant (an annotation, an entry of `warrant.yaml`, or the annotation of another tool) covers no finding although the rules that it is about ran in this audit, or names a rule that does not exist.',
  why: 'A warrant that covers nothing today will silently cover whatever is added tomorrow.',
  remedy: 'Delete the warrant.',
  examples: {
    bad: `apiVersion: apps/v1
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
      hostNetwork: false
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
    if (warrant.state !== 'unused') return
    const { length } = warrant.rules
    const names = length > 4 ? `any of the ${length} rules that it stands for` : warrant.rules.join(', ')
    yield {
      at: warrant.at,
      message: warrant.known ? `nothing here is reported by ${names}` : `there is no rule named ${names}`,
      fix: warrant.imported
        ? { class: 'none', description: 'Delete the annotation or label' }
        : { description: 'Delete the warrant', changes: [remove(warrant.at)] },
    }
  },
})
