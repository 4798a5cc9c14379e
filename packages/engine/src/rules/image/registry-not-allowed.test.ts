import { testRule } from '../../../test/rule-tester.ts'
import { registryNotAllowed } from './registry-not-allowed.ts'

const pod = (image: string) => registryNotAllowed.examples.good.replace('registry.example/cart:1.4.2', image)
const at = ['spec.containers[0].image']
const ours = { allowed: ['registry.example'] }

testRule(registryNotAllowed, {
  pass: [
    { name: 'everything until it is configured', yaml: registryNotAllowed.examples.bad },
    {
      name: 'a domain below a wildcard',
      yaml: pod('team.azure.example/a:1'),
      options: { allowed: ['*.azure.example'] },
    },
    {
      name: 'a path in a registry',
      yaml: pod('registry.example/team/a:1'),
      options: { allowed: ['registry.example/team/'] },
    },
    {
      name: 'Docker Hub by its other name',
      yaml: pod('nginx:1.27'),
      options: { allowed: ['index.docker.io/library'] },
    },
    { name: 'a Docker Hub user without registry', yaml: pod('acme/app:1'), options: { allowed: ['acme'] } },
    { name: 'a port', yaml: pod('host:5000/a:1'), options: { allowed: ['host:5000'] } },
    { name: 'what is not blocked', yaml: pod('nginx:1.27'), options: { allowed: [], blocked: ['quay.io'] } },
  ],
  fail: [
    {
      name: 'Docker Hub, which no name means',
      yaml: pod('nginx:1.27'),
      options: ours,
      at,
      message: /^docker\.io\/library\/nginx is in none/,
    },
    { name: 'a registry that begins alike', yaml: pod('registry.example.evil.example/a:1'), options: ours, at },
    {
      name: 'a path that begins alike',
      yaml: pod('registry.example/team-b/a:1'),
      options: { allowed: ['registry.example/team'] },
      at,
    },
    {
      name: 'a domain beside the wildcard',
      yaml: pod('notazure.example/a:1'),
      options: { allowed: ['*.azure.example'] },
      at,
    },
    {
      name: 'a blocked path in an allowed registry',
      yaml: pod('registry.example/old/a:1'),
      options: { allowed: ['registry.example'], blocked: ['registry.example/old'] },
      at,
      message: /blocked/,
    },
    {
      name: 'an ephemeral container',
      yaml: `${pod('registry.example/a:1')}  ephemeralContainers:\n    - { name: debug, image: busybox }\n`,
      options: ours,
      at: ['spec.ephemeralContainers[0].image'],
      containers: ['debug'],
    },
  ],
})
