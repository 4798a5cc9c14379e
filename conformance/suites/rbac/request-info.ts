import { requestInfo } from '../../../packages/engine/src/access/index.ts'
import type { Case } from '../../suite.ts'
import { newCase } from './new-case.ts'

interface Attributes {
  readonly method: string
  readonly url: string
  readonly verb: string
  readonly apiGroup: string
  readonly apiVersion: string
  readonly namespace: string
  readonly resource: string
  readonly subresource: string
  readonly name: string
  readonly parts: readonly string[]
}

interface SelectorVector {
  readonly name: string
  readonly method: string
  readonly url: string
  readonly expectedVerb: string
  readonly expectedName: string
}

interface Vectors {
  readonly resourceRequests: readonly Attributes[]
  readonly nonResource: Readonly<Record<string, string>>
  readonly isResourceRequest: Readonly<Record<string, { readonly url: string; readonly expected: boolean }>>
  readonly fieldSelector: readonly SelectorVector[]
}

/** What the API server reads from a method and a URL. */
export function requestInfoCases(file: unknown): Case[] {
  const vectors = file as Vectors
  return [
    ...vectors.resourceRequests.map((expected) => {
      const { method, url } = expected
      const found = { ...requestInfo(method, url), method, url }
      return newCase(
        `request-info/${method} ${url}`,
        [found.resourceRequest, ...pick(found)],
        [true, ...pick(expected)],
      )
    }),
    ...Object.entries(vectors.nonResource).map(([name, url]) =>
      newCase(`request-info/no resource/${name}`, requestInfo('GET', url).resourceRequest, false),
    ),
    ...Object.entries(vectors.isResourceRequest).map(([name, { url, expected }]) =>
      newCase(`request-info/kind/${name}`, requestInfo('GET', url).resourceRequest, expected),
    ),
    ...vectors.fieldSelector.map(({ name, method, url, expectedVerb, expectedName }) => {
      const found = requestInfo(method, url)
      return newCase(`request-info/selector/${name}`, [found.verb, found.name], [expectedVerb, expectedName])
    }),
  ]
}

/** The prefix is left out: the table writes `api` everywhere, and nobody checks it. */
function pick(of: Attributes): unknown[] {
  return [of.verb, of.apiGroup, of.apiVersion, of.namespace, of.resource, of.subresource, of.name, of.parts]
}
