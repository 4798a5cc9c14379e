import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes `cluster/api-types.ts`, the field names and types of the built-in kinds, from a checkout of kubernetes/api:
 *
 *   node tools/generate-api-types.ts ../api v1.36
 */

/** Groups and versions whose kinds are known, with the prefix that their types get. */
const packages: readonly (readonly [folder: string, apiVersion: string, prefix: string])[] = [
  ['core/v1', 'v1', ''],
  ['apps/v1', 'apps/v1', 'apps.'],
  ['batch/v1', 'batch/v1', 'batch.'],
  ['autoscaling/v1', 'autoscaling/v1', 'autoscaling1.'],
  ['autoscaling/v2', 'autoscaling/v2', 'autoscaling.'],
  ['networking/v1', 'networking.k8s.io/v1', 'networking.'],
  ['policy/v1', 'policy/v1', 'policy.'],
  ['rbac/v1', 'rbac.authorization.k8s.io/v1', 'rbac.'],
  ['storage/v1', 'storage.k8s.io/v1', 'storage.'],
  ['scheduling/v1', 'scheduling.k8s.io/v1', 'scheduling.'],
  ['node/v1', 'node.k8s.io/v1', 'node.'],
  ['coordination/v1', 'coordination.k8s.io/v1', 'coordination.'],
  ['discovery/v1', 'discovery.k8s.io/v1', 'discovery.'],
  ['admissionregistration/v1', 'admissionregistration.k8s.io/v1', 'admission.'],
]

/** Types of apimachinery, which the checkout does not hold. */
const meta: Readonly<Record<string, string>> = {
  ObjectMeta:
    'name:s generateName:s namespace:s selfLink:s uid:s resourceVersion:s generation:i creationTimestamp:s deletionTimestamp:s deletionGracePeriodSeconds:i labels:{s} annotations:{s} ownerReferences:[OwnerReference] finalizers:[s] managedFields:[*]',
  OwnerReference: 'apiVersion:s kind:s name:s uid:s controller:b blockOwnerDeletion:b',
  LabelSelector: 'matchLabels:{s} matchExpressions:[LabelSelectorRequirement]',
  LabelSelectorRequirement: 'key:s operator:s values:[s]',
}

const plain: Readonly<Record<string, string>> = {
  string: 's',
  bool: 'b',
  int: 'i',
  int32: 'i',
  int64: 'i',
  float64: 'n',
  '[]byte': 'd',
  'resource.Quantity': 'q',
  'intstr.IntOrString': 'x',
  'metav1.Time': 's',
  'metav1.MicroTime': 's',
  'metav1.Duration': 's',
  'types.UID': 's',
  'types.NodeName': 's',
  'runtime.RawExtension': '*',
  'metav1.Condition': '*',
  'metav1.DeleteOptions': '*',
  'metav1.StatusReason': 's',
}

interface Package {
  readonly prefix: string
  readonly structs: ReadonlyMap<string, string>
  readonly aliases: ReadonlyMap<string, string>
}

function readPackage(root: string, folder: string, prefix: string): Package {
  const source = readFileSync(join(root, folder, 'types.go'), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')
  const structs = new Map<string, string>()
  for (const [, name = '', body = ''] of source.matchAll(/^type (\w+) struct \{\n([\s\S]*?)^\}/gm))
    structs.set(name, body)
  const aliases = new Map<string, string>()
  for (const [, name = '', target = ''] of source.matchAll(/^type (\w+) (?!struct|interface)([^\s{]+)$/gm))
    aliases.set(name, target)
  return { prefix, structs, aliases }
}

/** The text of the table. */
export function apiTypesText(root: string, version: string): string {
  const all = packages.map(([folder, apiVersion, prefix]) => ({ apiVersion, ...readPackage(root, folder, prefix) }))
  const core = all[0]
  if (!core) throw new Error('no packages')
  const done = new Map<string, string>()
  const kinds = all.flatMap((group) =>
    [...group.structs]
      .filter(([name, body]) => /metav1\.ObjectMeta `/.test(body) && !name.endsWith('List'))
      .filter(([, body]) => /metav1\.TypeMeta `/.test(body))
      .map(([name]) => `${group.apiVersion} ${name} ${refer(group, name)}`),
  )
  const lines = [...done]
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([name, fields]) => wrap(`${name} ${fields}`))
  return [
    `// Made by \`node tools/generate-api-types.ts\` from kubernetes/api, release ${version}: names and types only.`,
    '',
    `/** The Kubernetes release that the table was made from. */`,
    `export const apiTypesVersion = '${version}'`,
    '',
    '/** `apiVersion kind type` of each built-in kind. */',
    'export const apiKinds = `',
    ...kinds,
    '`',
    '',
    '/**',
    ' * `Type field:type …`, indented lines continue the one above. s string, b boolean, i whole number, n number,',
    ' * q quantity, x whole number or string, d base64, * anything, [t] list of t, {t} map of t, else the name of a type.',
    ' */',
    'export const apiTypes = `',
    ...lines,
    '`',
    '',
  ].join('\n')

  function refer(group: Package, name: string): string {
    const full = `${group.prefix}${name}`
    if (!done.has(full)) {
      done.set(full, '')
      done.set(full, fieldsOf(group, name).join(' '))
    }
    return full
  }

  function fieldsOf(group: Package, name: string): string[] {
    const body = group.structs.get(name)
    if (body === undefined) throw new Error(`${group.prefix}${name} is no struct`)
    const fields: string[] = []
    for (const [, left = '', tag = ''] of body.matchAll(/^\t([\w.*[\]{} \t]+?)[ \t]+`json:"([^"]*)"/gm)) {
      const [jsonName = '', ...flags] = tag.split(',')
      const [first = '', type = first] = left.split(/\s+/)
      if (jsonName === '-') continue
      if (flags.includes('inline')) {
        const embedded = type.replace('*', '')
        if (embedded === 'metav1.TypeMeta') fields.push('apiVersion:s', 'kind:s')
        else fields.push(...inlined(group, embedded))
        continue
      }
      fields.push(`${jsonName}:${jsonName === 'status' ? '*' : typeOf(group, type)}`)
    }
    return fields
  }

  function inlined(group: Package, type: string): string[] {
    return /^(v1|corev1|apiv1)\./.test(type)
      ? fieldsOf(core as Package, type.replace(/^\w+\./, ''))
      : fieldsOf(group, type)
  }

  function typeOf(group: Package, type: string): string {
    if (type.startsWith('*')) return typeOf(group, type.slice(1))
    const known = plain[type]
    if (known !== undefined) return known
    if (type.startsWith('[]')) return `[${typeOf(group, type.slice(2))}]`
    const map = /^map\[[\w.]+\](.+)$/.exec(type)
    if (map) return `{${typeOf(group, map[1] ?? '')}}`
    if (/^(v1|corev1|apiv1)\./.test(type)) return typeOf(core as Package, type.replace(/^\w+\./, ''))
    if (type.startsWith('metav1.')) {
      const name = type.slice('metav1.'.length)
      const fields = meta[name]
      if (fields === undefined) throw new Error(`unknown type ${type}`)
      done.set(name, fields)
      for (const [, other = ''] of fields.matchAll(/\[(\w{3,})\]/g)) done.set(other, meta[other] ?? '')
      return name
    }
    const alias = group.aliases.get(type)
    if (alias !== undefined) return typeOf(group, alias)
    if (group.structs.has(type)) return refer(group, type)
    throw new Error(`unknown type ${type} in ${group.prefix}`)
  }
}

function wrap(line: string): string {
  const rows: string[] = []
  let row = ''
  for (const word of line.split(' ')) {
    if (row !== '' && row.length + word.length > 118) {
      rows.push(row)
      row = ` ${word}`
    } else row = row === '' ? word : `${row} ${word}`
  }
  return [...rows, row].join('\n')
}

if (import.meta.main) {
  const [root, version] = process.argv.slice(2)
  if (root === undefined || version === undefined) throw new Error('usage: generate-api-types.ts CHECKOUT VERSION')
  const target = join(import.meta.dirname, '..', 'packages', 'engine', 'src', 'cluster', 'api-types.ts')
  writeFileSync(target, apiTypesText(root, version))
}
