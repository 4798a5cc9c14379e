import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../../test/rule-tester.ts'
import { labelEdits } from './label-edits.ts'
import { planNamespaces } from './plan.ts'
import { noExemptions } from '../admission/exemptions.ts'

const pod = (namespace: string) => `
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: ${namespace} }
spec: { containers: [{ name: a, image: "a:1" }] }
`

function edited(yaml: string) {
  const options = { version: 'latest', goal: 'restricted', from: 25, exemptions: noExemptions } as const
  return labelEdits(planNamespaces(clusterOf(yaml), options))
}

describe('label edits', () => {
  it('set the labels of the first stage, and touch nothing else', () => {
    const yaml = `# the shop
apiVersion: v1
kind: Namespace
metadata:
  name:   shop   # odd, but ours
  labels:
    "team": 'store'
${pod('shop')}`
    const { files, refused } = edited(yaml)
    expect(refused).toEqual([])
    expect(files.map(({ after }) => after)).toEqual([
      yaml.replace(
        `    "team": 'store'\n`,
        `    "team": 'store'
    pod-security.kubernetes.io/enforce: baseline
    pod-security.kubernetes.io/audit: restricted
    pod-security.kubernetes.io/warn: restricted
`,
      ),
    ])
    expect(edited(files[0]?.after ?? '').files).toEqual([])
  })

  it('make the labels where there are none, in flow style too', () => {
    const { files } = edited(`{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }${pod('shop')}`)
    expect(files[0]?.after).toMatch(/metadata: \{ name: shop, labels: \{.*enforce: baseline/)
  })

  it('replace a level that is laxer than what passes, and a version that is no version', () => {
    const labels = 'pod-security.kubernetes.io/enforce: privileged, pod-security.kubernetes.io/enforce-version: "1.30"'
    const yaml = `{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { ${labels} } } }${pod('shop')}`
    const [file] = edited(yaml).files
    expect(file?.after).toMatch(/enforce: baseline, pod-security.kubernetes.io\/enforce-version: "?latest"?/)
  })

  it('are refused where the manifest is not there', () => {
    expect(edited(pod('shop'))).toEqual({
      files: [],
      refused: [{ namespace: 'shop', reason: 'its manifest is not among the files' }],
    })
  })
})
