import { code, type Fact, makesPods, scopeText } from '../facts.ts'
import { eachObject } from '../domains.ts'
import { extensionKinds, templateKinds } from '../pod-making.ts'
import { can } from '../requirements.ts'
import { defineTechnique } from '../technique.ts'

/** A template that is changed makes new pods. */
export const workloadPatch = defineTechnique({
  id: 'WORKLOAD-PATCH',
  title: 'Change a workload template',
  class: 'rbac',
  description:
    'Changing the template of a workload makes new pods with any image, account and volume that admission lets through; the workload as it is gives its own privileges besides.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation'],
  each: eachObject,
  requires: [[can('update|patch', `${templateKinds}|${extensionKinds}`)]],
  gives: ({ namespace, name }, { loadsIn }): Fact[] => [
    makesPods(namespace),
    ...loadsIn(namespace)
      .filter(({ workload: { resource } }) => resource.kind !== 'Pod' && (name === undefined || resource.name === name))
      .flatMap(({ spots }) => spots.map(code)),
  ],
  tells: ({ namespace, name }) =>
    name === undefined
      ? `Change the template of a workload ${scopeText(namespace)}`
      : `Change the template of ${namespace}/${name}`,
})
