import { testRule } from '../../../test/rule-tester.ts'
import { serviceExternalIp } from './service-external-ip.ts'

const { bad } = serviceExternalIp.examples

testRule(serviceExternalIp, {
  pass: [
    { name: 'an empty list', yaml: bad.replace(/externalIPs:\n.*\n/, 'externalIPs: []\n') },
    { name: 'null', yaml: bad.replace(/externalIPs:\n.*\n/, 'externalIPs:\n') },
    {
      name: 'an ExternalName',
      yaml: bad.replace('spec:\n', 'spec:\n  type: ExternalName\n  externalName: a.example\n'),
    },
    { name: 'what is no address', yaml: bad.replace('- 203.0.113.7', '- {ip: 203.0.113.7}') },
    { name: 'a Service of Knative', yaml: bad.replace('apiVersion: v1', 'apiVersion: serving.knative.dev/v1') },
  ],
  fail: [
    {
      name: 'several addresses, beside a load balancer',
      yaml: bad
        .replace('spec:\n', 'spec:\n  type: LoadBalancer\n')
        .replace('    - 203.0.113.7\n', '    - 203.0.113.7\n    - fd00::7\n'),
      at: ['spec.externalIPs'],
      message: /203\.0\.113\.7, fd00::7$/,
    },
    {
      name: 'an address beside what is none',
      yaml: bad.replace('    - 203.0.113.7\n', '    - 203.0.113.7\n    - {ip: 203.0.113.8}\n    -\n'),
      at: ['spec.externalIPs'],
      message: /203\.0\.113\.7$/,
    },
  ],
})
