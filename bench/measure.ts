import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What a run of a program cost. */
export interface Cost {
  /** Wall clock, in seconds. */
  readonly wall: number
  /** User and system time of the process, in seconds. */
  readonly cpu: number
  /** Peak resident memory, in MiB; undefined where the system does not tell. */
  readonly memory: number | undefined
  readonly exitCode: number | null
  /** Bytes that it wrote to standard output. */
  readonly output: number
}

const ticksPerSecond = 100

/** Runs a program and measures it. Memory and processor time are read from /proc while it runs. */
export function measure(command: string, args: readonly string[]): Promise<Cost> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] })
    let output = 0
    let memory: number | undefined
    let cpu = 0
    const look = () => {
      memory = peakMemory(child.pid) ?? memory
      cpu = cpuSeconds(child.pid) ?? cpu
    }
    const timer = setInterval(look, 10)
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.length
      look()
    })
    child.on('error', (error) => {
      clearInterval(timer)
      reject(error)
    })
    child.on('close', (exitCode) => {
      clearInterval(timer)
      resolve({ wall: (performance.now() - started) / 1000, cpu, memory, exitCode, output })
    })
  })
}

function peakMemory(pid: number | undefined): number | undefined {
  const match = /^VmHWM:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))
  return match ? Number(match[1]) / 1024 : undefined
}

/** Fields 14 and 15 of /proc/PID/stat (proc(5)); the name before them may hold spaces. */
function cpuSeconds(pid: number | undefined): number | undefined {
  const fields = read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ')
  return fields ? (Number(fields[11]) + Number(fields[12])) / ticksPerSecond : undefined
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
