import { describe, expect, it } from 'vitest'
import { podView } from '../pod.ts'
import { isSignificantPodUpdate } from './pod-update.ts'

const base = {
  initContainers: [{ name: 'i', image: 'i:1' }],
  containers: [
    { name: 'a', image: 'a:1' },
    { name: 'b', image: 'b:1' },
  ],
  ephemeralContainers: [{ name: 'e', image: 'e:1' }],
}
const significant = (after: object, before: object = base) =>
  isSignificantPodUpdate(podView({ spec: after }, 'none'), podView({ spec: before }, 'none'))

describe('an update of a pod', () => {
  it.each([
    ['nothing', base],
    ['a toleration', { ...base, tolerations: [{ operator: 'Exists' }] }],
    ['what cannot change anyway', { ...base, hostPID: true }],
    ['a debugging container that is gone', { ...base, ephemeralContainers: [] }],
  ])('is not evaluated for %s', (_, after) => {
    expect(significant(after)).toBe(false)
  })

  it.each([
    ['an image', { ...base, containers: [base.containers[0], { name: 'b', image: 'b:2' }] }],
    ['an image of an init container', { ...base, initContainers: [{ name: 'i', image: 'i:2' }] }],
    ['one container more', { ...base, containers: [...base.containers, { name: 'c', image: 'c:1' }] }],
    ['no init container', { ...base, initContainers: undefined }],
    ['a new debugging container', { ...base, ephemeralContainers: [...base.ephemeralContainers, { name: 'f' }] }],
    ['the image of a debugging container', { ...base, ephemeralContainers: [{ name: 'e', image: 'e:2' }] }],
    ['containers in another order', { ...base, containers: base.containers.toReversed() }],
  ])('is evaluated for %s', (_, after) => {
    expect(significant(after)).toBe(true)
  })

  it('finds debugging containers by name, not by place', () => {
    const two = [
      { name: 'e', image: 'e:1' },
      { name: 'f', image: 'f:1' },
    ]
    expect(significant({ ephemeralContainers: two }, { ephemeralContainers: two.toReversed() })).toBe(false)
  })
})
