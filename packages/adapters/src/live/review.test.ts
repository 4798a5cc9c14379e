import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { reviewAccess, reviewRules, servedKinds, whoAmI } from './index.ts'

const open: ReturnType<typeof createServer>[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close().closeAllConnections()
})

interface Asked {
  readonly path: string
  readonly body: unknown
}

/** A server that answers each path with the same object, and keeps what it was asked. */
async function serve(answers: Readonly<Record<string, object>>): Promise<{ server: string; asked: Asked[] }> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      const path = request.url ?? ''
      asked.push({ path, body: text === '' ? undefined : (JSON.parse(text) as unknown) })
      const answer = answers[path]
      response.statusCode = answer ? 200 : 404
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(answer ?? { kind: 'Status', status: 'Failure', code: 404, message: 'not found' }))
    })
  })
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

const rulesPath = '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews'

describe('a server that is asked what somebody may do', () => {
  it('lists rules of one namespace, and says when there may be more', async () => {
    const resourceRules = [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }]
    const nonResourceRules = [{ verbs: ['get'], nonResourceURLs: ['/healthz'] }]
    const status = { resourceRules, nonResourceRules, incomplete: true, evaluationError: 'webhook' }
    const { server, asked } = await serve({ [rulesPath]: { status } })
    expect(await reviewRules({ server }, 'shop')).toEqual({
      rules: [...resourceRules, ...nonResourceRules],
      incomplete: 'webhook',
    })
    expect(asked).toMatchObject([
      { path: rulesPath, body: { kind: 'SelfSubjectRulesReview', spec: { namespace: 'shop' } } },
    ])
  })

  it('may list nothing', async () => {
    const { server } = await serve({ [rulesPath]: { status: { resourceRules: null, incomplete: false } } })
    expect(await reviewRules({ server }, 'shop')).toEqual({ rules: [], incomplete: undefined })
  })

  it('decides with a reason, and with what went wrong on the way', async () => {
    const status = { allowed: false, reason: 'no', evaluationError: 'role not found' }
    const { server } = await serve({ '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews': { status } })
    expect(await reviewAccess({ server }, { verb: 'get', resource: 'pods', namespace: 'shop' })).toEqual({
      allowed: false,
      reason: 'no - role not found',
    })
  })

  it('says who asks', async () => {
    const userInfo = { username: 'ann', groups: ['ops'] }
    const { server } = await serve({ '/apis/authentication.k8s.io/v1/selfsubjectreviews': { status: { userInfo } } })
    expect(await whoAmI({ server })).toEqual({ name: 'ann', groups: ['ops'] })
  })

  it('need not say what it serves', async () => {
    const { server } = await serve({})
    expect(await servedKinds({ server })).toBeUndefined()
  })
})
