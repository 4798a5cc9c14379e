import { testRule } from '../../../test/rule-tester.ts'
import { hostNetwork } from './host-network.ts'

testRule(hostNetwork, {
  pass: [
    { name: 'false', yaml: hostNetwork.examples.bad.replace('true', 'false') },
    { name: 'a quoted word, which is no boolean', yaml: hostNetwork.examples.bad.replace('true', '"yes"') },
    {
      name: 'Windows pods',
      yaml: hostNetwork.examples.bad.replace('  hostNetwork: true\n', '  hostNetwork: true\n  os: { name: windows }\n'),
    },
  ],
  fail: [
    {
      name: 'the YAML 1.1 word for true',
      yaml: hostNetwork.examples.bad.replace('true', 'yes'),
      at: ['spec.hostNetwork'],
      marked: ['hostNetwork: yes'],
      fixed: hostNetwork.examples.good,
    },
    {
      name: 'a dnsPolicy that goes with it',
      yaml: hostNetwork.examples.bad.replace('true\n', 'true\n  dnsPolicy: ClusterFirstWithHostNet\n'),
      at: ['spec.hostNetwork'],
      fixed: hostNetwork.examples.good,
    },
  ],
})
