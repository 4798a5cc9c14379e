import { adminWalkthrough } from './suites/admin-walkthrough.ts'
import { badPods } from './suites/bad-pods.ts'
import { cilium } from './suites/cilium.ts'
import { clusterNetworkPolicy } from './suites/cluster-network-policy.ts'
import { cyclonus } from './suites/cyclonus.ts'
import { kubeLinter } from './suites/kube-linter.ts'
import { kubeScore } from './suites/kube-score.ts'
import { kubeauditAudit } from './suites/kubeaudit-audit.ts'
import { kubeauditCapabilities } from './suites/kubeaudit-capabilities.ts'
import { kubeauditFix } from './suites/kubeaudit-fix.ts'
import { kubescapeFix } from './suites/kubescape-fix.ts'
import { npGuardDiffs } from './suites/np-guard/diffs.ts'
import { npGuardExplanations } from './suites/np-guard/explanations.ts'
import { npGuard } from './suites/np-guard/lists.ts'
import { podSecurity } from './suites/pod-security.ts'
import { rbac } from './suites/rbac.ts'
import { recipes } from './suites/recipes.ts'
import { takeover } from './suites/takeover.ts'
import { tally } from './suite.ts'

const suites = [
  kubeauditAudit,
  kubeauditFix,
  kubeauditCapabilities,
  kubeLinter,
  kubeScore,
  kubescapeFix,
  podSecurity,
  badPods,
  rbac,
  takeover,
  cyclonus,
  clusterNetworkPolicy,
  adminWalkthrough,
  cilium,
  npGuard,
  npGuardDiffs,
  npGuardExplanations,
  recipes,
]

const corpora = process.env['WARRANT_CORPORA']
if (!corpora) {
  console.log('conformance: skipped, WARRANT_CORPORA names no folder with the expectations of other tools')
  process.exit(0)
}

let passed = 0
let failed = 0
for (const suite of suites) {
  const result = tally(suite, corpora)
  if (!result) {
    console.log(`${suite.name}: skipped, there is no ${suite.folder} in ${corpora}`)
    continue
  }
  const { name, agree, deviations, outOfScope, note, failures } = result
  const total = agree + deviations.length + failures.length
  console.log(
    `${name}: ${agree} of ${total} agree${note === undefined ? '' : ` (${note})`}, ${deviations.length} deliberate deviations, ${outOfScope.length} out of scope`,
  )
  for (const failure of failures) console.log(`  FAIL ${failure}`)
  if (process.argv.includes('--verbose')) {
    for (const { id, reason } of deviations) console.log(`  deviates ${id}: ${reason}`)
    for (const { id, reason } of outOfScope) console.log(`  later ${id}: ${reason}`)
  }
  passed += agree + deviations.length
  failed += failures.length
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
