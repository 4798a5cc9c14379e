import { testRule } from '../../../test/rule-tester.ts'
import { nginxIngressEndOfLife } from './nginx-ingress-end-of-life.ts'

const image = (name: string) =>
  nginxIngressEndOfLife.examples.bad.replace('registry.example/ingress-nginx/controller:v1.14.0', name)
const at = ['spec.template.spec.containers[0].image']

testRule(nginxIngressEndOfLife, {
  pass: [
    { name: "F5's controller", yaml: image('nginx/nginx-ingress:5.3.0') },
    { name: 'another controller', yaml: image('registry.example/controller:v1.14.0') },
    { name: 'its webhook helper', yaml: image('registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.6.4') },
    {
      name: 'a build that the option leaves out',
      yaml: image('rancher/nginx-ingress-controller:v1.14.0'),
      options: { repositories: ['ingress-nginx/controller'] },
    },
  ],
  fail: [
    {
      name: 'the first registry',
      yaml: image('quay.io/kubernetes-ingress-controller/nginx-ingress-controller:0.33.0'),
      at,
    },
    {
      name: 'a mirror, by digest',
      yaml: image(`registry.example/mirror/ingress-nginx/controller@sha256:${'0'.repeat(64)}`),
      at,
    },
  ],
})
