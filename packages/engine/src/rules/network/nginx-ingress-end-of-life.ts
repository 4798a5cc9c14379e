import { defineRule } from '../rule.ts'
import { endsIn, repositoryOf } from './known-images.ts'

/**
 * The container is the controller of ingress-nginx, which nobody maintains any longer.
 *
 * Restricted: images whose repository is one that the project, or a builder of the same source, publishes the
 *             controller under, at whatever registry
 */
export const nginxIngressEndOfLife = defineRule({
  id: 'nginx-ingress-end-of-life',
  title: 'Controller of ingress-nginx is past its end of life',
  severity: 'medium',
  category: 'network',
  visit: 'container',
  containers: ['regular'],
  profile: 'default',
  frameworks: { nsa: true, mitre: ['T1190'] },
  fix: 'none',
  description:
    "Reported for containers whose image is the controller of ingress-nginx, of any version and from any registry: its repository ends in one of the option `repositories`. Kubernetes retired the project in March 2026; there are no releases after that, for security neither. F5's NGINX Ingress Controller is another program and is not meant. Who takes patched images from a vendor sets the option, or writes a warrant.",
  why: 'It stands at the edge, reads Secrets of every namespace, and holes that are found in it stay open.',
  remedy: 'Move to a maintained controller, of the Gateway API or of Ingress.',
  options: {
    repositories: {
      type: 'strings',
      default: [
        'ingress-nginx/controller',
        'ingress-nginx/controller-chroot',
        'ingress-nginx-controller',
        'nginx-ingress-controller',
      ],
      description: 'What the repositories of images end in',
    },
  },
  examples: {
    bad: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: ingress
  namespace: edge
spec:
  selector:
    matchLabels: { app: ingress }
  template:
    metadata:
      labels: { app: ingress }
    spec:
      containers:
        - name: controller
          image: registry.example/ingress-nginx/controller:v1.14.0
`,
    good: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: ingress
  namespace: edge
spec:
  selector:
    matchLabels: { app: ingress }
  template:
    metadata:
      labels: { app: ingress }
    spec:
      containers:
        - name: controller
          image: registry.example/envoy/gateway:v1.7.0
`,
  },
  *check({ container, options }) {
    if (!endsIn(repositoryOf(container), options.repositories)) return
    yield {
      at: container.path('image'),
      message: `${container.spec.image} is ingress-nginx, which has had no releases since March 2026`,
    }
  },
})
