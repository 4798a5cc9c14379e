import { comesFrom, imageOf, isFloating } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'
import { isSandboxTemplate } from './sandbox.ts'

/**
 * A sandbox is made from an image that may be anybody's.
 *
 * Restricted fields: containers[*].image (init, sidecar, regular) of SandboxTemplate (extensions.agents.x-k8s.io)
 * Allowed values:    from one of the option registries when it names any, and with a digest, or a tag other than latest and the option floatingTags
 */
export const sandboxImageProvenance = defineRule({
  id: 'sandbox-image-provenance',
  title: 'Sandbox image may change, or is from elsewhere',
  severity: 'medium',
  category: 'pod',
  visit: 'container',
  containers: ['init', 'sidecar', 'regular'],
  profile: 'all',
  frameworks: { mitre: ['T1525'] },
  fix: 'none',
  options: {
    registries: {
      type: 'strings',
      default: [],
      description: 'Registries, with or without a path, that images may come from; any when empty',
    },
    floatingTags: {
      type: 'strings',
      default: [],
      description: 'Tags besides latest that are moved from image to image, such as nightly',
    },
  },
  description:
    'Reported for each container of a SandboxTemplate whose image, without a digest, has no tag, the tag latest, or one of the option `floatingTags`; and, where the option `registries` names any, whose image comes from elsewhere.',
  why: 'Every sandbox made from the template starts whatever the tag names on that day.',
  remedy: 'Take the image from a registry of yours, pinned to a digest.',
  examples: {
    bad: `apiVersion: extensions.agents.x-k8s.io/v1alpha1
kind: SandboxTemplate
metadata:
  name: python
spec:
  podTemplate:
    spec:
      containers:
        - name: python
          image: registry.example/python:latest
`,
    good: `apiVersion: extensions.agents.x-k8s.io/v1alpha1
kind: SandboxTemplate
metadata:
  name: python
spec:
  podTemplate:
    spec:
      containers:
        - name: python
          image: registry.example/python:3.14.1
`,
  },
  *check({ container, workload, options }) {
    const image = imageOf(container.spec)
    if (!isSandboxTemplate(workload.resource) || !image) return
    const at = container.path('image')
    const moves = image.digest === undefined && options.floatingTags.includes(image.tag ?? '')
    if (isFloating(image) || moves) yield { at, message: `${container.spec.image} has no fixed tag` }
    if (options.registries.length > 0 && !comesFrom(image, options.registries)) {
      yield { at, message: `${container.spec.image} comes from none of the registries allowed` }
    }
  },
})
