import { can, defineTechnique, eachClusterObject } from '../vocabulary/index.ts'
import { effect } from '../graph/index.ts'

const apiServices = 'apiservices.apiregistration.k8s.io'

/** An APIService says which server answers for an API group. */
export const apiservice = defineTechnique({
  id: 'APISERVICE',
  title: 'Aggregated API server',
  class: 'rbac',
  description:
    'An APIService makes the API server pass all requests for a version of an API group on to a server of the intruder, which reads them, with the names and credentials that callers send along, and answers as it likes. With insecureSkipTLSVerify it needs no certificate.',
  references: [
    'https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/',
    'https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/api-service-v1/',
  ],
  each: eachClusterObject,
  requires: [[can('create', apiServices, { nameless: true })], [can('update|patch', apiServices)]],
  gives: ({ name }) => effect(name === undefined ? 'the requests for an API group' : `the requests for ${name}`),
  tells: ({ name }) => `Answer the requests for ${name === undefined ? 'an API group' : name}`,
})
