import { apiLifecycle, minorVersion, pathIn, type Resource } from '../../cluster/index.ts'
import { type Path, valueAt } from '../../yaml/index.ts'
import { defineRule, set } from '../rule.ts'

/**
 * An object is written in a version of its API that is going, or gone.
 *
 * Restricted fields: apiVersion
 * Allowed values:    versions that nothing ends
 */
export const deprecatedApi = defineRule({
  id: 'deprecated-api',
  title: 'API version is deprecated or gone',
  severity: 'medium',
  category: 'hygiene',
  visit: 'resource',
  profile: 'default',
  frameworks: {},
  fix: 'value',
  options: {
    targetVersion: { type: 'string', default: '', description: 'The version of Kubernetes to judge for, such as 1.36' },
  },
  description:
    'Reported for every object whose API version is deprecated or removed, up to the option `targetVersion`, or as far as is known: medium where it is removed by then, low where it is deprecated, and info where that is still to come. Known are all versions of Kubernetes up to v1.42 as planned by v1.36. The apiVersion is changed only where the schema of the newer version is the same.',
  why: 'A cluster that no longer serves the version refuses the object, also in the middle of an upgrade.',
  remedy: 'Move to the version that replaces it.',
  examples: {
    bad: `apiVersion: batch/v1beta1
kind: CronJob
metadata:
  name: nightly
spec:
  schedule: "0 3 * * *"
`,
    good: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: nightly
spec:
  schedule: "0 3 * * *"
`,
  },
  *check({ resource, options }) {
    const life = apiLifecycle(resource.apiVersion, resource.kind)
    if (!life) return
    const target = minorVersion(options.targetVersion) ?? knownVersion
    const removed = life.removed !== undefined && life.removed <= target
    const deprecated = life.deprecated !== undefined && life.deprecated <= target
    const { replacement } = life
    const at = versionPath(resource)
    const since = removed
      ? `removed in v1.${life.removed}`
      : `deprecated ${deprecated ? 'since' : 'from'} v1.${life.deprecated}${life.removed === undefined ? '' : `, to be removed in v1.${life.removed}`}`
    yield {
      at,
      severity: removed ? 'medium' : deprecated ? 'low' : 'info',
      message: `${resource.apiVersion} ${resource.kind} is ${since}${replacement === undefined ? '' : `; ${replacement} replaces it`}`,
      fix:
        replacement !== undefined && life.sameSchema
          ? {
              class: 'safe',
              description: `Change apiVersion to ${replacement}, whose schema is the same`,
              changes: [set(at, replacement)],
            }
          : replacement === undefined
            ? { class: 'none', description: 'Remove the object: nothing replaces its API' }
            : {
                description: `Move to ${replacement}`,
                needs: `the object rewritten for ${replacement}, whose schema differs`,
              },
    }
  },
})

/** The version of Kubernetes that is current as of this release. */
const knownVersion = 36

/** Items of a typed list, such as a CronJobList, leave their version to the list. */
function versionPath(resource: Resource): Path {
  const own = pathIn(resource, 'apiVersion')
  const isOwn = resource.base.length === 0 || valueAt(resource.document.value, own) !== undefined
  return isOwn ? own : [...resource.base.slice(0, -2), 'apiVersion']
}
