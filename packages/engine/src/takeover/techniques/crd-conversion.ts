import { can, defineTechnique, eachClusterObject } from '../vocabulary/index.ts'
import { effect } from '../graph/index.ts'

const definitions = 'customresourcedefinitions.apiextensions.k8s.io'

/** A conversion webhook sees each custom resource of its kind. */
export const crdConversion = defineTechnique({
  id: 'CRD-CONVERSION',
  title: 'Conversion webhook',
  class: 'rbac',
  description:
    'A definition of custom resources may name a webhook that converts them between versions. The API server sends it every object that is read or written in another version than the stored one, and takes what comes back, so that controllers act on what the intruder says.',
  references: [
    'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/',
  ],
  each: eachClusterObject,
  requires: [[can('create', definitions, { nameless: true })], [can('update|patch', definitions)]],
  gives: ({ name }) =>
    effect(`${name === undefined ? 'custom resources' : `custom resources ${name}`}, to read and to change`),
  tells: ({ name }) => `Convert ${name === undefined ? 'custom resources' : name} by a webhook that changes them`,
})
