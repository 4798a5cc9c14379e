import { defineRule } from '../rule.ts'
import { endsIn, repositoryOf } from './known-images.ts'

/**
 * The Kubernetes Dashboard is deployed.
 *
 * Restricted: images of the Dashboard, from any registry
 */
export const dashboardDeployed = defineRule({
  id: 'dashboard-deployed',
  title: 'Kubernetes Dashboard is deployed',
  severity: 'medium',
  category: 'network',
  visit: 'container',
  containers: ['regular'],
  profile: 'default',
  frameworks: { mitre: ['T1133', 'T1613'] },
  fix: 'none',
  description:
    'Reported for containers whose image is the Kubernetes Dashboard, or the web or API part of it, from any registry. High where its arguments let people in without logging in (`--enable-skip-login`, `--disable-skip=false`) or take logins in clear text (`--enable-insecure-login`). Its repository has been archived since January 2026.',
  why: 'Whoever reaches it acts with the rights of the token that it is given, or of its own account, and holes that are found in it stay open.',
  remedy: 'Remove it; kubectl, or a maintained console that runs with the rights of its user, does the same.',
  examples: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: dashboard
  namespace: tools
spec:
  selector:
    matchLabels: { app: dashboard }
  template:
    metadata:
      labels: { app: dashboard }
    spec:
      containers:
        - name: dashboard
          image: registry.example/kubernetesui/dashboard:v2.7.0
`,
    good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: dashboard
  namespace: tools
spec:
  selector:
    matchLabels: { app: dashboard }
  template:
    metadata:
      labels: { app: dashboard }
    spec:
      containers:
        - name: dashboard
          image: registry.example/team/dashboard:v2.7.0
`,
  },
  *check({ container }) {
    if (!endsIn(repositoryOf(container), repositories)) return
    const open = [...(container.spec.command ?? []), ...(container.spec.args ?? [])].find((each) => isOpening(each))
    yield {
      at: container.path('image'),
      message: `${container.spec.image} is the Kubernetes Dashboard${open === undefined ? '' : `, with ${open}`}`,
      severity: open === undefined ? 'medium' : 'high',
    }
  },
})

/** Source: kubernetes-retired/dashboard, the repositories of its releases. */
const repositories = [
  'kubernetesui/dashboard',
  'kubernetesui/dashboard-web',
  'kubernetesui/dashboard-api',
  ...['amd64', 'arm64', 'arm', 'ppc64le', 's390x'].flatMap((each) => [
    `kubernetesui/dashboard-${each}`,
    `kubernetes-dashboard-${each}`,
  ]),
]

function isOpening(argument: string): boolean {
  return /^--?(?:enable-skip-login|enable-insecure-login)(?:=true)?$|^--?disable-skip=false$/.test(argument.trim())
}
