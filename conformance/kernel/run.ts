import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'

/**
 * Holds the engine's verdicts on NetworkPolicies against a kernel that enforces them: pods as network namespaces, policies as
 * rules of nftables, and real connections. The check runs in a namespace of its own, so that it touches nothing of this
 * machine's network.
 */
const trialScript = `
ip link add trial type veth peer name trial-peer
echo 1 >/proc/sys/net/ipv4/ip_forward
conntrack -F 2>/dev/null
nft -f - <<END
table inet trial {
  chain forward {
    type filter hook forward priority 0; policy accept;
    ct state established accept
    reject with icmpx admin-prohibited
  }
}
END
`
const way = findWay()
if ('reason' in way) {
  console.log(`kernel: skipped, ${way.reason}`)
  process.exit(0)
}

const program = [process.execPath, join(import.meta.dirname, 'check.ts'), ...process.argv.slice(2)]
const child = spawn('unshare', [...way.flags, ...program], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
child.on('error', (error) => {
  console.log(`kernel: ${error.message}`)
  process.exitCode = 1
})
child.on('exit', (status) => (process.exitCode = status ?? 1))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))

/** The flags that give a namespace in which the tools work, or why there is none. */
function findWay(): { readonly flags: readonly string[] } | { readonly reason: string } {
  if (process.platform !== 'linux') return { reason: 'it needs the Linux kernel' }
  for (const [tool, flag] of Object.entries({
    unshare: '--version',
    ip: '-V',
    nft: '--version',
    conntrack: '--version',
  })) {
    if (spawnSync(tool, [flag]).error) return { reason: `there is no ${tool}` }
  }
  // Whoever is not root may be it in a user namespace.
  let reason = ''
  for (const flags of [['--net'], ['--user', '--map-root-user', '--net']]) {
    const trial = spawnSync('unshare', [...flags, 'sh', '-ec', trialScript], { encoding: 'utf8' })
    if (trial.status === 0) return { flags }
    reason ||= trial.stderr.split('\n')[0] ?? ''
  }
  return { reason: `there is no network namespace to be had that can route and filter, try as root: ${reason}` }
}
