import { testRule } from '../../../test/rule-tester.ts'
import { retiredRegistry } from './retired-registry.ts'

const { bad, good } = retiredRegistry.examples
const pod = (image: string) => good.replace('registry.k8s.io/metrics-server/metrics-server:v0.6.1', image)
const at = ['spec.containers[0].image']

testRule(retiredRegistry, {
  pass: [
    { name: 'another project of gcr.io', yaml: pod('gcr.io/google-containers-mirror/pause:3.9') },
    { name: 'the name as a path of another registry', yaml: pod('registry.example/k8s.gcr.io/pause:3.9') },
    { name: 'a registry that ends alike', yaml: pod('mirror-k8s.gcr.io/pause:3.9') },
  ],
  fail: [
    {
      name: 'k8s.gcr.io',
      yaml: bad,
      at,
      marked: ['image: k8s.gcr.io/metrics-server/metrics-server:v0.6.1'],
      fixed: good,
    },
    {
      name: 'a digest, which stays',
      yaml: pod(`k8s.gcr.io/pause@sha256:${'a'.repeat(64)}`),
      at,
      fixed: pod(`registry.k8s.io/pause@sha256:${'a'.repeat(64)}`),
    },
    {
      name: 'a project behind it',
      yaml: pod('eu.gcr.io/k8s-artifacts-prod/pause:3.9'),
      at,
      fixed: pod('registry.k8s.io/pause:3.9'),
    },
    {
      name: 'google-containers, whose images have other names now',
      yaml: pod('gcr.io/google-containers/pause:3.0'),
      at,
    },
    {
      name: 'an init container',
      yaml: good.replace(
        '  containers:',
        '  initContainers:\n    - name: wait\n      image: k8s.gcr.io/pause:3.1\n  containers:',
      ),
      at: ['spec.initContainers[0].image'],
      containers: ['wait'],
    },
  ],
})
