#!/usr/bin/env node
// Runs the command line from source. The packed package has a bundle in place of this file.
import module from 'node:module'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(`warrant: needs Node 22.18 or newer, this is ${process.versions.node}\n`)
  process.exitCode = 2
} else {
  module.enableCompileCache?.()
  const { main } = await import('../src/main.ts')
  process.exitCode = await main(process.argv)
}
