import { describe, expect, it } from 'vitest'
import { requestInfo, type RequestInfo } from './request-info.ts'

/** Method and URL, then what differs from a request about no resource. */
type Row = [method: string, url: string, Partial<RequestInfo>]

describe('a request about a resource', () => {
  it.each<Row>([
    ['GET', '/api/v1/pods', { verb: 'list', resource: 'pods', parts: ['pods'] }],
    [
      'GET',
      '/api/v1/namespaces/shop/pods/web',
      { verb: 'get', namespace: 'shop', resource: 'pods', name: 'web', parts: ['pods', 'web'] },
    ],
    [
      'POST',
      '/api/v1/namespaces/shop/pods/web/eviction',
      {
        verb: 'create',
        namespace: 'shop',
        resource: 'pods',
        subresource: 'eviction',
        name: 'web',
        parts: ['pods', 'web', 'eviction'],
      },
    ],
    [
      'PUT',
      '/api/v1/namespaces/shop/finalize',
      {
        verb: 'update',
        namespace: 'shop',
        resource: 'namespaces',
        subresource: 'finalize',
        name: 'shop',
        parts: ['namespaces', 'shop', 'finalize'],
      },
    ],
    [
      'GET',
      '/api/v1/namespaces/shop/pods/web/proxy/a/b',
      {
        verb: 'get',
        namespace: 'shop',
        resource: 'pods',
        subresource: 'proxy',
        name: 'web',
        parts: ['pods', 'web', 'proxy', 'a', 'b'],
      },
    ],
    [
      'GET',
      '/api/v1/proxy/nodes/n1/logs',
      { verb: 'proxy', resource: 'nodes', name: 'n1', parts: ['nodes', 'n1', 'logs'] },
    ],
    [
      'DELETE',
      '/api/v1/watch/namespaces/shop/pods/web',
      { verb: 'watch', namespace: 'shop', resource: 'pods', name: 'web', parts: ['pods', 'web'] },
    ],
    ['OPTIONS', '/api/v1/pods', { verb: '', resource: 'pods', parts: ['pods'] }],
    ['get', '/api/v1/pods/web', { verb: '', resource: 'pods', name: 'web', parts: ['pods', 'web'] }],
    ['GET', '//api/v1//pods/', { verb: 'get', name: 'pods', parts: ['', 'pods'] }],
    ['GET', 'https://host:6443/api/v1/pods', { verb: 'list', resource: 'pods', parts: ['pods'] }],
    [
      'DELETE',
      '/api/v1/pods?fieldSelector=metadata.name%3Dweb&labelSelector=a',
      {
        verb: 'deletecollection',
        resource: 'pods',
        parts: ['pods'],
        fieldSelector: 'metadata.name=web',
        labelSelector: 'a',
      },
    ],
    [
      'GET',
      '/api/v1/watch/pods?fieldSelector=metadata.name%3Dweb',
      { verb: 'watch', resource: 'pods', parts: ['pods'] },
    ],
  ])('%s %s', (method, url, expected) => {
    const path = new URL(url.replace(/^\/+/, '/'), 'https://host').pathname
    const found = requestInfo(method, url)
    expect({ ...found, path: found.path.replace(/^\/+/, '/') }).toEqual({
      ...nothing(path),
      apiPrefix: 'api',
      apiVersion: 'v1',
      resourceRequest: true,
      ...expected,
    })
  })

  it('has its group in the URL', () => {
    expect(requestInfo('PATCH', '/apis/apps/v1/namespaces/shop/deployments/web/scale')).toEqual({
      ...nothing('/apis/apps/v1/namespaces/shop/deployments/web/scale'),
      resourceRequest: true,
      apiPrefix: 'apis',
      apiGroup: 'apps',
      apiVersion: 'v1',
      verb: 'patch',
      namespace: 'shop',
      resource: 'deployments',
      subresource: 'scale',
      name: 'web',
      parts: ['deployments', 'web', 'scale'],
    })
  })

  it('is split after its escapes are gone', () => {
    expect(requestInfo('GET', '/api/v1/nodes%2Fn%C3%A9')).toMatchObject({ resource: 'nodes', name: 'né' })
    expect(requestInfo('GET', '/api/v1/nodes/%ff+')).toMatchObject({ name: '\ufffd+' })
  })
})

describe('a request about no resource', () => {
  it.each([
    ['GET', '', 'get'],
    ['GET', '/', 'get'],
    ['POST', '/healthz', 'post'],
    ['GET', '/api/v1', 'get'],
    ['GET', '/api/v1/', 'get'],
    ['PURGE', '/logs/kubelet.log', 'purge'],
    ['GET', '/apis/apps/v1/', 'get'],
  ])('%s %s', (method, url, verb) => {
    const apiPrefix = url.startsWith('/apis') ? 'apis' : ''
    expect(requestInfo(method, url)).toEqual({ ...nothing(url), verb, apiPrefix })
  })

  it('has a path without the query', () => {
    expect(requestInfo('GET', '/metrics?format=%2F')).toMatchObject({ path: '/metrics', verb: 'get' })
  })
})

describe('a request that the server cannot read', () => {
  it('names the broken escape', () => {
    expect(requestInfo('GET', '/api/v1/pods/%zz').error).toBe('invalid URL escape "%zz"')
    expect(requestInfo('GET', '/api/v1/pods/100%').error).toBe('invalid URL escape "%"')
  })

  it('is one that watches nothing', () => {
    expect(requestInfo('GET', '/api/v1/watch')).toMatchObject({
      verb: 'get',
      resource: '',
      error: 'unable to determine kind and namespace from url, /api/v1/watch',
    })
  })
})

function nothing(path: string): RequestInfo {
  return {
    resourceRequest: false,
    path,
    verb: 'get',
    apiPrefix: '',
    apiGroup: '',
    apiVersion: '',
    namespace: '',
    resource: '',
    subresource: '',
    name: '',
    parts: [],
    fieldSelector: '',
    labelSelector: '',
    error: undefined,
  }
}
