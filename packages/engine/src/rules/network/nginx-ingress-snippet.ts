import { pathIn, valueIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * Text of an Ingress becomes configuration of NGINX, or a controller takes such text.
 *
 * Restricted: annotations of snippets; values of other annotations that end the directive they stand in;
 *             allow-snippet-annotations in a controller's ConfigMap
 */
export const nginxIngressSnippet = defineRule({
  id: 'nginx-ingress-snippet',
  title: 'Ingress writes configuration of NGINX',
  severity: 'high',
  category: 'network',
  visit: 'resource',
  kinds: ['Ingress', 'ConfigMap'],
  profile: 'default',
  frameworks: { nsa: true, mitre: ['T1190', 'T1552.007'] },
  fix: 'none',
  description:
    'Reported for each annotation of an Ingress below one of the option `prefixes` that holds a snippet of configuration, for other annotations there whose value has a semicolon or a line break, by which it would end the directive that it is put into (CVE-2023-5044, CVE-2025-1097, CVE-2025-1098, CVE-2025-24514 and others), and for a ConfigMap with `allow-snippet-annotations: "true"`, by which ingress-nginx takes snippets from every namespace. The annotations of F5\'s controller, `nginx.org/server-snippets` and `nginx.org/location-snippets`, count too.',
  why: "The controller runs what the text says and may read every Secret that any Ingress names: whoever may write an Ingress in one namespace gets the controller's token and the certificates of all (CVE-2021-25742).",
  remedy:
    'Replace the snippet by annotations made for the purpose, or by filters of Gateway API routes, and set allow-snippet-annotations to false.',
  options: {
    prefixes: {
      type: 'strings',
      default: ['nginx.ingress.kubernetes.io'],
      description: 'Prefixes of the annotations that controllers read, as their flag --annotations-prefix sets it',
    },
  },
  examples: {
    bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: site
  namespace: shop
  annotations:
    nginx.ingress.kubernetes.io/configuration-snippet: |
      more_set_headers "X-Frame-Options: DENY";
spec:
  defaultBackend:
    service:
      name: site
      port:
        number: 80
`,
    good: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: site
  namespace: shop
  annotations:
    nginx.ingress.kubernetes.io/custom-headers: shop/site-headers
spec:
  defaultBackend:
    service:
      name: site
      port:
        number: 80
`,
  },
  *check({ resource, options }) {
    if (resource.kind === 'ConfigMap') {
      if (resource.group !== '' || valueIn(resource, 'data', setting) !== 'true') return
      yield {
        at: pathIn(resource, 'data', setting),
        message: `${setting} is on: the controller takes snippets of configuration from every Ingress`,
        severity: 'medium',
      }
      return
    }
    for (const [key, value] of Object.entries(resource.metadata.annotations ?? {})) {
      const at = pathIn(resource, 'metadata', 'annotations', key)
      const slash = key.indexOf('/')
      const name = key.slice(slash + 1)
      const isRead = options.prefixes.includes(key.slice(0, slash))
      if (isRead ? name.endsWith('-snippet') : /^nginx\.org\/(?:server|location)-snippets$/.test(key)) {
        yield { at, message: `${key} puts text into the configuration of NGINX` }
      } else if (isRead && /[;\r\n]/.test(value.trim())) {
        yield { at, message: `the value of ${key} would end the directive that it is put into` }
      }
    }
  },
})

const setting = 'allow-snippet-annotations'
