import { testRule } from '../../../test/rule-tester.ts'
import { containerPortsInvalid } from './container-ports-invalid.ts'

const { bad, good } = containerPortsInvalid.examples

testRule(containerPortsInvalid, {
  pass: [
    { name: 'the same name in another container', yaml: good.replace(/( {4}- name: shop[^]*)/, '$1$1') },
    { name: 'ports without names', yaml: good.replace(/name: https?\n {10}/g, '') },
    { name: 'a port that a template tool fills in', yaml: good.replace('8080', '"${PORT}"') },
    { name: 'the highest port', yaml: good.replace('8080', '65535') },
  ],
  fail: [
    { name: 'a name twice', yaml: bad, at: ['spec.containers[0].ports[1].name'], marked: ['name: http'] },
    {
      name: 'a port without a number',
      yaml: good.replace('\n          containerPort: 8443', ''),
      at: ['spec.containers[0].ports[1].containerPort'],
      message: /has no containerPort/,
    },
    {
      name: 'a number in quotes',
      yaml: good.replace('8080', '"8080"'),
      at: ['spec.containers[0].ports[0].containerPort'],
      message: /the text "8080"/,
    },
    {
      name: 'a number that is too high',
      yaml: good.replace('8080', '65536'),
      at: ['spec.containers[0].ports[0].containerPort'],
    },
    {
      name: 'a long name in an init container',
      yaml: good.replace('containers:', 'initContainers:').replace('https', 'https-for-browsers'),
      at: ['spec.initContainers[0].ports[1].name'],
      message: /18 characters/,
    },
  ],
})
