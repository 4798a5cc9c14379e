import { pathIn, valueIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'
import { endsIn, repositoryOf } from './known-images.ts'

/**
 * Tiller, the server of Helm 2, is deployed, or a Service leads to it.
 *
 * Restricted: images of Tiller from any registry; Services of its name or labels with its port
 */
export const tillerDeployed = defineRule({
  id: 'tiller-deployed',
  title: 'Tiller of Helm 2 is deployed',
  severity: 'high',
  category: 'network',
  visit: 'resource',
  profile: 'default',
  frameworks: { mitre: ['T1610', 'T1068'] },
  fix: 'none',
  description:
    'Reported for containers whose image is Tiller, from any registry, and for a Service that is called `tiller-deploy`, or selects `name: tiller`, and has its port 44134. A container that listens on its loopback alone (`--listen=localhost:44134`) is reported as medium: it is reached by port-forward only.',
  why: 'Tiller asks nobody who they are: any pod that connects to it installs what it likes with the rights of its account, mostly cluster-admin. Helm 2 has had no fixes since November 2020.',
  remedy: 'Move releases to Helm 3 or later with helm 2to3, and remove Tiller, its Service and its bindings.',
  examples: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: tiller-deploy
  namespace: kube-system
spec:
  selector:
    matchLabels: { app: helm, name: tiller }
  template:
    metadata:
      labels: { app: helm, name: tiller }
    spec:
      containers:
        - name: tiller
          image: registry.example/kubernetes-helm/tiller:v2.17.0
`,
    good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: helm-controller
  namespace: kube-system
spec:
  selector:
    matchLabels: { app: helm }
  template:
    metadata:
      labels: { app: helm }
    spec:
      containers:
        - name: controller
          image: registry.example/fluxcd/helm-controller:v1.4.0
`,
  },
  *check({ resource, cluster }) {
    if (resource.kind === 'Service' && resource.group === '') {
      const ports = valueIn(resource, 'spec', 'ports')
      const isCalled = resource.name === 'tiller-deploy' || valueIn(resource, 'spec', 'selector', 'name') === 'tiller'
      if (isCalled && Array.isArray(ports) && ports.some((each) => (each as { port?: unknown } | null)?.port === 44134))
        yield { at: pathIn(resource, 'spec', 'ports'), message: 'the Service leads to Tiller at port 44134' }
      return
    }
    for (const { containers } of cluster.workloadsOf(resource)) {
      for (const container of containers) {
        if (!endsIn(repositoryOf(container), ['tiller'])) continue
        const isLocal = listensLocally([...(container.spec.command ?? []), ...(container.spec.args ?? [])])
        yield {
          at: container.path('image'),
          message: `${container.spec.image} is Tiller${isLocal ? ', on the loopback of its pod alone' : ''}`,
          severity: isLocal ? 'medium' : 'high',
        }
      }
    }
  },
})

function listensLocally(words: readonly string[]): boolean {
  const at = words.findIndex((each) => /^--?listen(?:=|$)/.test(each))
  const written = words[at]?.split('=')[1] ?? words[at + 1]
  return at !== -1 && /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]):/.test(written ?? '')
}
