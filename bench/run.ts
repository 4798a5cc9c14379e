import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { accessBenchmark } from './access.ts'
import { writeEstate } from './estate.ts'
import { helpOverNode } from './help.ts'
import { type Cost, measure } from './measure.ts'
import { podSecurityBenchmark } from './pod-security.ts'
import { writeCluster } from './takeover.ts'

const root = join(import.meta.dirname, '..')
const warrant = join(root, 'dist', 'bin', 'warrant.js')
if (!existsSync(warrant)) execFileSync(process.execPath, [join(root, 'tools', 'build.ts')], { stdio: 'inherit' })

const folder = mkdtempSync(join(tmpdir(), 'warrant-bench-'))
try {
  const bytes = writeEstate(folder, { documents: 10_000, perFile: 100 })
  console.log(
    `machine: ${cpus()[0]?.model.trim()}, ${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}, node ${process.versions.node}`,
  )
  console.log(`estate: 10,000 documents, ${(bytes / 1e6).toFixed(1)} MB in 100 files\n`)
  await row('warrant, all rules', process.execPath, [warrant, 'audit', folder, '--profile', 'all', '-o', 'json'])
  await row('warrant, default', process.execPath, [warrant, 'audit', folder, '-o', 'json'])
  await peer('kube-linter', ['lint', folder, '--format', 'json', '--add-all-built-in'])
  await peer('kubeaudit', ['all', '-f', await inOneFile(folder), '-p', 'json'])
  console.log()
  for (const line of podSecurityBenchmark(folder)) console.log(line)
  for (const line of accessBenchmark()) console.log(line)
  execFileSync(process.execPath, [join(root, 'bench', 'network.ts')], { stdio: 'inherit' })
  const cluster = join(folder, 'cluster.json')
  const objects = writeCluster(cluster, { pods: 25_000, namespaces: 500, nodes: 300 })
  console.log(`\ncluster: ${objects.toLocaleString('en')} objects, 25,000 of them pods, in one file`)
  await row('takeover', process.execPath, [warrant, 'takeover', cluster])
  await row('takeover, all as JSON', process.execPath, [warrant, 'takeover', cluster, '-o', 'json'])
  const { node, warrant: help } = helpOverNode(warrant)
  console.log(
    `\nwarrant --help: ${(help - node).toFixed(1)} ms processor time over bare node (${help.toFixed(1)} against ${node.toFixed(1)})`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function row(name: string, command: string, args: readonly string[]): Promise<void> {
  await measure(command, args)
  const costs: Cost[] = []
  for (let i = 0; i < 3; i++) costs.push(await measure(command, args))
  const [best] = costs.sort((a, b) => a.wall - b.wall)
  if (!best) return
  const memory =
    best.memory === undefined ? 'unknown' : `${Math.round(Math.max(...costs.map((cost) => cost.memory ?? 0)))} MiB`
  console.log(
    `${name.padEnd(22)} ${best.wall.toFixed(2)} s wall, ${best.cpu.toFixed(2)} s processor, ${memory}, exit ${best.exitCode}, ${(best.output / 1e6).toFixed(1)} MB of output`,
  )
}

async function peer(command: string, args: readonly string[]): Promise<void> {
  try {
    execFileSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' })
  } catch {
    console.log(`${command.padEnd(20)} not on PATH, left out`)
    return
  }
  await row(command, command, args)
}

/** kubeaudit reads one file at a time. */
async function inOneFile(from: string): Promise<string> {
  const { readdirSync, readFileSync, writeFileSync } = await import('node:fs')
  const text = readdirSync(from)
    .sort()
    .map((name) => readFileSync(join(from, name), 'utf8'))
    .join('---\n')
  const path = `${from}.yaml`
  writeFileSync(path, text)
  process.on('exit', () => rmSync(path, { force: true }))
  return path
}
