import { testRule } from '../../../test/rule-tester.ts'
import { serviceExposedType } from './service-exposed-type.ts'

const { bad } = serviceExposedType.examples
const at = ['spec.type']

testRule(serviceExposedType, {
  pass: [
    { name: 'ExternalName', yaml: bad.replace('NodePort', 'ExternalName') },
    { name: 'a type that the option leaves out', yaml: bad, options: { types: ['LoadBalancer'] } },
    { name: 'a Service of Knative', yaml: bad.replace('apiVersion: v1', 'apiVersion: serving.knative.dev/v1') },
  ],
  fail: [
    { name: 'LoadBalancer', yaml: bad.replace('NodePort', 'LoadBalancer'), at, message: /LoadBalancer/ },
    {
      name: 'a type that the option adds',
      yaml: bad.replace('NodePort', 'ExternalName'),
      options: { types: ['ExternalName'] },
      at,
    },
  ],
})
