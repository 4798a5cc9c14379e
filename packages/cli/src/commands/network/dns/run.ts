import { warrantLookup } from '@warrant/engine/audit'
import { analyseDns, buildNetwork } from '@warrant/engine/network'
import { formatDns } from '@warrant/engine/reports/network'
import { load, loadConfiguration, nothingToJudge, targetsOf } from '../../../load.ts'
import { exitCodes } from '../../../errors.ts'
import { inNamespaces } from '../../../namespaces.ts'
import { terminalOf, writeOut } from '../../../output.ts'
import { writtenWarrants } from '../../../prepare.ts'
import { exitCodeOfFindings } from '../../../verdict.ts'
import { networkKinds } from '../kinds.ts'
import type { DnsCommandOptions } from './command.ts'

/** DNS pods are looked at for what keeps them up, too. */
const dnsKinds = [...networkKinds, 'autoscaling/horizontalpodautoscalers', 'policy/poddisruptionbudgets']

/** Looks for trouble with DNS, prints it, and returns the exit status. */
export async function runNetworkDns(paths: readonly string[], options: DnsCommandOptions): Promise<number> {
  const configuration = await loadConfiguration(options.config)
  // The cluster's DNS lives in another namespace than those that are asked for.
  const { namespace: wanted = [], ...reading } = options
  const loaded = await load(targetsOf(paths, options), { ...reading, only: dnsKinds }, configuration)
  if (nothingToJudge(loaded)) return exitCodes.wrongInput
  const { cluster, input } = loaded
  const report = analyseDns(cluster, buildNetwork)
  const warrantOf = warrantLookup(cluster, writtenWarrants({ peerWarrants: true }, configuration))
  const findings = report.findings.filter(inNamespaces(configuration, wanted)).map((finding) => {
    const warrant = warrantOf(finding)
    if (warrant === undefined) return finding
    const { reason, owner, until, source } = warrant
    return { ...finding, exemption: { reason, owner, until, source } }
  })
  const { errors, notAudited } = input
  const terminal = terminalOf(process.stdout, options.color)
  await writeOut(formatDns(options.output, { ...report, findings, errors, notAudited }, terminal))
  return exitCodeOfFindings(findings, input, options.failOn ?? configuration?.failOn ?? 'high', options.exitCode)
}
