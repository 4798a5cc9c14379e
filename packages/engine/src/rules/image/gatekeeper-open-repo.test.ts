import { testRule } from '../../../test/rule-tester.ts'
import { gatekeeperOpenRepo } from './gatekeeper-open-repo.ts'

const { bad, good } = gatekeeperOpenRepo.examples
const repo = (text: string) => good.replace('registry.example/', text)
const at = ['spec.parameters.repos[0]']

testRule(gatekeeperOpenRepo, {
  pass: [
    { name: 'a folder', yaml: repo('registry.example/team/') },
    { name: 'one image up to its tag', yaml: repo('"registry.example/team/app:"') },
    { name: 'one image up to its digest', yaml: repo('registry.example/team/app@sha256') },
    { name: 'parameters that are no list', yaml: bad.replace('\n      - registry.example', ' registry.example') },
    { name: 'another constraint', yaml: bad.replace('K8sAllowedRepos', 'K8sRequiredLabels') },
  ],
  fail: [
    { name: 'a registry', yaml: bad, at, fixed: good },
    { name: 'a registry with a port', yaml: repo('host:5000'), at, fixed: repo('host:5000/') },
    {
      name: 'a path, which may be meant as an image',
      yaml: repo('registry.example/team'),
      at,
      message: /begins with registry\.example\/team/,
    },
    { name: 'the empty prefix', yaml: repo('""'), at, message: /every image$/ },
    {
      name: 'only the open ones of a flow list, in a List',
      yaml: `apiVersion: v1
kind: List
items:
  - apiVersion: constraints.gatekeeper.sh/v1beta1
    kind: K8sAllowedRepos
    metadata: { name: ours-only }
    spec: { parameters: { repos: [registry.example/, quay.example] } }
`,
      at: ['items[0].spec.parameters.repos[1]'],
    },
  ],
})
