import { pathIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'
import { selectedBy } from './selected-pods.ts'
import { servicesIn } from './services.ts'

/**
 * A Service picks out pods by labels that none has.
 *
 * Wanted: a pod, or a template of pods, of the Service's namespace that has all labels of its selector
 * Except: Services without a selector, and ExternalName, whose endpoints others keep
 */
export const danglingService = defineRule({
  id: 'dangling-service',
  title: 'Service selects no pod',
  severity: 'medium',
  category: 'network',
  visit: 'cluster',
  profile: 'default',
  frameworks: {},
  fix: 'none',
  derived: true,
  description:
    'Reported for a Service whose selector asks for labels that no pod, and no template of pods, of its namespace has. Services without a selector and those of type ExternalName are left out. So are selectors that ask for labels that controllers give to pods by themselves, and those that hold the name or the group of a custom resource of the namespace, as operators label the pods that they make. Where no pod of the namespace was read, they may be elsewhere: that is reported as info.',
  why: 'The Service has no endpoints: whoever connects to it is refused or waits until time is up, and its name may answer to nothing.',
  remedy: 'Select the pods by labels that their template has, or remove the Service.',
  examples: {
    bad: `apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  selector:
    app: cart
  ports:
    - port: 80
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  labels:
    app.kubernetes.io/name: cart
spec:
  containers:
    - name: cart
      image: registry.example/cart:1.4.2
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  selector:
    app.kubernetes.io/name: cart
  ports:
    - port: 80
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  labels:
    app.kubernetes.io/name: cart
spec:
  containers:
    - name: cart
      image: registry.example/cart:1.4.2
`,
  },
  *check({ cluster }) {
    for (const { service, resource } of servicesIn(cluster)) {
      const selected = selectedBy(cluster, service)
      if (selected !== 'nothing' && selected !== 'unshown') continue
      const wanted = Object.entries(service.selector ?? {}).map(([key, value]) => `${key}=${value}`)
      yield {
        resource,
        at: pathIn(resource, 'spec', 'selector'),
        message:
          selected === 'nothing'
            ? `no pod of its namespace has the labels ${wanted.join(', ')}`
            : `no pod has the labels ${wanted.join(', ')}; none of its namespace is among what was read`,
        severity: selected === 'unshown' ? 'info' : 'medium',
      }
    }
  },
})
