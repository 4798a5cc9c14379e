import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { serve, status, temporaryFolder } from '../../../test/api-server.ts'
import { connect } from './index.ts'

interface Plugin {
  readonly script: string
  readonly exec?: object
}

/** A kubeconfig whose user is known by a plugin, and a file in which each run of it leaves a line. */
function withPlugin(server: string, { script, exec = {} }: Plugin) {
  const folder = temporaryFolder()
  const [plugin, runs, kubeconfig] = ['plugin', 'runs', 'config'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(runs, '')
  writeFileSync(plugin, `#!/bin/sh\necho "$KUBERNETES_EXEC_INFO" >> ${runs}\nn=$(wc -l < ${runs})\n${script}\n`)
  chmodSync(plugin, 0o755)
  const apiVersion = 'client.authentication.k8s.io/v1'
  const config = {
    'current-context': 'c',
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster: { server } }],
    users: [{ name: 'u', user: { exec: { apiVersion, command: plugin, interactiveMode: 'Never', ...exec } } }],
  }
  writeFileSync(kubeconfig, JSON.stringify(config))
  const client = connect({ kubeconfig })
  return { client, plugin, runs: () => readFileSync(runs, 'utf8').split('\n').slice(0, -1) }
}

/** Gives `token-1`, `token-2`, and so on. */
const counting = `echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"token-'$((n))'"}}'`

describe('credentials of a plugin', () => {
  it('are asked for once for requests at the same time', async () => {
    const seen = new Set<string | undefined>()
    const server = await serve((request) => {
      seen.add(request.headers.authorization)
      return {}
    })
    const { client, runs } = withPlugin(server, { script: counting })
    await Promise.all(['/a', '/b', '/c'].map((path) => client.get(path)))
    expect([...seen]).toEqual(['Bearer token-1'])
    expect(runs()).toHaveLength(1)
  })

  it('are asked for once more where the server refuses them', async () => {
    const server = await serve((request, response) =>
      request.headers.authorization === 'Bearer token-2' ? { good: true } : status(response, 401, 'Unauthorized', 'no'),
    )
    const { client, runs } = withPlugin(server, { script: counting })
    expect(await client.get('/a')).toEqual({ good: true })
    expect(runs()).toHaveLength(2)
  })

  it('are refused for good when they are refused twice', async () => {
    const server = await serve((_, response) => status(response, 401, 'Unauthorized', 'no'))
    const { client, runs } = withPlugin(server, { script: counting })
    await expect(client.get('/a')).rejects.toMatchObject({ status: 401 })
    expect(runs()).toHaveLength(2)
  })

  it('come of a plugin that is told what kubectl tells it', async () => {
    const server = await serve(() => ({}))
    const { client, runs } = withPlugin(server, { script: counting, exec: { provideClusterInfo: true } })
    await client.get('/a')
    expect(runs().map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        kind: 'ExecCredential',
        apiVersion: 'client.authentication.k8s.io/v1',
        spec: { interactive: false, cluster: { server, 'insecure-skip-tls-verify': true } },
      },
    ])
  })

  it.each([
    [
      'echo "log in" >&2; echo first >&2; exit 1',
      {},
      /^no credentials for http:.*\/plugin of .* failed: log in first$/,
    ],
    ['exit 1', {}, /\/plugin of the kubeconfig failed$/],
    ['echo {}', {}, /gave no ExecCredential$/],
    ['echo hello', {}, /gave no ExecCredential$/],
    ['', { command: 'no-such-plugin' }, /the plugin no-such-plugin of the kubeconfig is not installed$/],
  ])('are missing after %j: said in one line', async (script, exec, message) => {
    const { client } = withPlugin('http://127.0.0.1:1', { script, exec })
    await expect(client.get('/a')).rejects.toMatchObject({
      code: 'cluster-unreachable',
      message: expect.stringMatching(message),
    })
  })
})
