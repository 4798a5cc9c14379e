import { testRule } from '../../../test/rule-tester.ts'
import { dashboardDeployed } from './dashboard-deployed.ts'

const { bad } = dashboardDeployed.examples
const at = ['spec.template.spec.containers[0].image']
const image = (name: string) => bad.replace('registry.example/kubernetesui/dashboard:v2.7.0', name)
const withArgs = (args: string) => bad.replace('v2.7.0\n', `v2.7.0\n          args: ${args}\n`)

testRule(dashboardDeployed, {
  pass: [
    { name: 'its scraper of metrics', yaml: image('kubernetesui/metrics-scraper:v1.0.8') },
    { name: 'a repository that only begins so', yaml: image('kubernetesui/dashboard-docs:v1.0.0') },
  ],
  fail: [
    { name: 'the old image', yaml: image('k8s.gcr.io/kubernetes-dashboard-amd64:v1.10.1'), at, severity: 'medium' },
    { name: 'its API', yaml: image('docker.io/kubernetesui/dashboard-api:1.14.0'), at },
    {
      name: 'a login that can be skipped',
      yaml: withArgs('[--auto-generate-certificates, --enable-skip-login]'),
      at,
      severity: 'high',
      message: /, with --enable-skip-login$/,
    },
    { name: 'a login that cannot', yaml: withArgs('[--enable-skip-login=false]'), at, severity: 'medium' },
  ],
})
