import { testRule } from '../../../test/rule-tester.ts'
import { noNodeAffinity } from './no-node-affinity.ts'

const { bad } = noNodeAffinity.examples
const at = ['spec.affinity.nodeAffinity']

testRule(noNodeAffinity, {
  pass: [
    { name: 'a nodeSelector', yaml: `${bad}  nodeSelector: { pool: shop }\n` },
    { name: 'a node by name', yaml: `${bad}  nodeName: node-1\n` },
  ],
  fail: [
    { name: 'an empty nodeSelector', yaml: `${bad}  nodeSelector: {}\n`, at },
    { name: 'pod affinity alone', yaml: `${bad}  affinity: { podAffinity: {} }\n`, at },
    { name: 'a null nodeAffinity', yaml: `${bad}  affinity: { nodeAffinity: null }\n`, at },
    {
      name: 'a CronJob',
      yaml: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: a }\nspec: { jobTemplate: { spec: { template: { spec: {} } } } }\n',
      at: ['spec.jobTemplate.spec.template.spec.affinity.nodeAffinity'],
    },
  ],
})
