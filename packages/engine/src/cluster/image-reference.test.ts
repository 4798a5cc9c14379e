import { describe, expect, it } from 'vitest'
import { isFloating, parseImage } from './image-reference.ts'

const digest = `sha256:${'a'.repeat(64)}`

/** Registry, repository, tag, digest and whether the registry was written. */
const parts = (name: string) => {
  const image = parseImage(name)
  return image && [image.registry, image.repository, image.tag, image.digest, image.qualified]
}

describe('an image name', () => {
  it.each([
    ['nginx', ['docker.io', 'nginx', undefined, undefined, false]],
    ['nginx:1.27', ['docker.io', 'nginx', '1.27', undefined, false]],
    ['shop/web:1', ['docker.io', 'shop/web', '1', undefined, false]],
    ['registry.example/web', ['registry.example', 'web', undefined, undefined, true]],
    ['registry.example/a/b/web:1', ['registry.example', 'a/b/web', '1', undefined, true]],
    ['registry:5000/web', ['registry:5000', 'web', undefined, undefined, true]],
    ['registry:5000/web:1', ['registry:5000', 'web', '1', undefined, true]],
    ['[2001:db8::1]:5000/web:1', ['[2001:db8::1]:5000', 'web', '1', undefined, true]],
    ['localhost/web', ['localhost', 'web', undefined, undefined, true]],
    ['Registry/web', ['Registry', 'web', undefined, undefined, true]],
    [`web@${digest}`, ['docker.io', 'web', undefined, digest, false]],
    [`registry:5000/web:1@${digest}`, ['registry:5000', 'web', '1', digest, true]],
    ['web:', ['docker.io', 'web', '', undefined, false]],
    // Without a slash the part before the colon is no registry.
    ['registry.example:5000', ['docker.io', 'registry.example', '5000', undefined, false]],
  ])('%s', (name, expected) => {
    expect(parts(name)).toEqual(expected)
  })

  it('is none when empty', () => {
    expect(parseImage('')).toBeUndefined()
  })
})

it.each([
  ['web', true],
  ['web:latest', true],
  ['web:', true],
  ['registry:5000/web', true],
  ['web:1', false],
  ['web:latest-1', false],
  [`web@${digest}`, false],
  [`web:latest@${digest}`, false],
])('whether %s can mean another image tomorrow: %s', (name, floating) => {
  const image = parseImage(name)
  expect(image && isFloating(image)).toBe(floating)
})
