import { testTechnique } from '../../../test/technique-tester.ts'
import { capabilitiesYaml, podYaml } from '../../../test/takeover-manifests.ts'
import { escDac } from './esc-dac.ts'

const by = ['container app']

testTechnique(escDac, {
  raised: [
    {
      name: 'DAC_READ_SEARCH, with DAC_OVERRIDE by default',
      yaml: podYaml(capabilitiesYaml('DAC_READ_SEARCH')),
      by,
      grants: ['capability DAC_READ_SEARCH of Pod shop/p, container app'],
      reaches: 'node',
      text: /^Open the node's files by their handles in container app of Pod shop\/p$/,
    },
    {
      name: 'DAC_READ_SEARCH alone, for reading',
      yaml: podYaml('securityContext: { capabilities: { add: [DAC_READ_SEARCH], drop: [ALL] } }'),
      by,
    },
    { name: 'privileged', yaml: podYaml('securityContext: { privileged: true }'), by },
  ],
  not: [
    { name: 'DAC_OVERRIDE, which runtimes give', yaml: podYaml() },
    { name: 'a user namespace', yaml: podYaml(capabilitiesYaml('DAC_READ_SEARCH'), 'hostUsers: false') },
  ],
})
