import { compareAccess } from './access.ts'
import { findAssets } from './assets.ts'
import { compareBootstrap } from './bootstrap.ts'
import { compareImpersonation } from './impersonation.ts'
import { compareLive } from './live.ts'
import { comparePodSecurity } from './pod-security.ts'
import { ControlPlane } from './server.ts'
import { Tally } from './tally.ts'
import { compareWatch } from './watch.ts'

/** Holds our answers against those of a real API server, which `build.sh` builds or KUBEBUILDER_ASSETS names. */
const assets = findAssets()
if (assets === undefined) {
  console.log('control-plane: skipped, there are no kube-apiserver and etcd, and no Go to build them with')
  process.exit(0)
}

const plane = await ControlPlane.start(assets)
const tally = new Tally()
try {
  const { body } = await plane.call('GET', '/version')
  console.log(`control-plane: kube-apiserver ${String(body['gitVersion'])}`)
  console.log(`bootstrap: ${await compareBootstrap(plane, tally)}`)
  console.log(`pod-security: ${await comparePodSecurity(plane, tally)}`)
  console.log(`access: ${await compareAccess(plane, tally)}`)
  console.log(`impersonation: ${await compareImpersonation(plane, tally)}`)
  console.log(`live: ${await compareLive(plane, tally)}`)
  console.log(`watch: ${await compareWatch(plane, tally)}`)
} finally {
  plane.stop()
}
console.log(`${tally.passed} passed, ${tally.failed} failed`)
process.exitCode = tally.failed > 0 ? 1 : 0
