import { testRule } from '../../../test/rule-tester.ts'
import { livenessProbeMissing } from './liveness-probe-missing.ts'

const { bad, good } = livenessProbeMissing.examples
const sidecar = '      initContainers: [{ name: proxy, image: registry.example/proxy:1.0.0, restartPolicy: Always }]\n'
const second = '        - name: logs\n          image: registry.example/logs:1.0.0\n'

testRule(livenessProbeMissing, {
  pass: [
    { name: 'a second container beside one with a probe', yaml: good + second },
    { name: 'a Job', yaml: bad.replace('apps/v1', 'batch/v1').replace('Deployment', 'Job') },
    {
      name: 'a pod that is not always restarted',
      yaml: 'apiVersion: v1\nkind: Pod\nmetadata: { name: once }\nspec:\n  restartPolicy: Never\n  containers: [{ name: a, image: registry.example/a:1.0.0 }]\n',
    },
  ],
  fail: [
    {
      name: 'a null probe',
      yaml: bad + '          livenessProbe: null\n',
      at: ['spec.template.spec.containers[0].livenessProbe'],
    },
    {
      name: 'regular containers only, each when none has a probe',
      yaml: bad.replace('      containers:\n', `${sidecar}      containers:\n`) + second,
      at: ['spec.template.spec.containers[0].livenessProbe', 'spec.template.spec.containers[1].livenessProbe'],
      containers: ['shop', 'logs'],
    },
    {
      name: 'each container when asked to',
      yaml: good + second,
      options: { eachContainer: true },
      at: ['spec.template.spec.containers[1].livenessProbe'],
      containers: ['logs'],
    },
    {
      name: 'a readiness probe, which restarts nothing',
      yaml: good.replace('livenessProbe', 'readinessProbe'),
      at: ['spec.template.spec.containers[0].livenessProbe'],
    },
    {
      name: 'a custom resource',
      yaml: bad.replace('apps/v1', 'argoproj.io/v1alpha1').replace('Deployment', 'Rollout'),
      at: ['spec.template.spec.containers[0].livenessProbe'],
    },
  ],
})
