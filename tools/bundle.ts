import { build, type Metafile } from 'esbuild'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const cli = join(root, 'packages', 'cli')

interface Manifest {
  readonly version: string
  readonly license: string
}

export const manifest = JSON.parse(readFileSync(join(cli, 'package.json'), 'utf8')) as Manifest

/** Bundles the command line into a folder, split so that a command loads only what it needs. */
export async function bundle(out: string): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { main: join(cli, 'src', 'main.ts') },
    outdir: join(out, 'lib'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.18',
    minifySyntax: true,
    minifyWhitespace: true,
    metafile: true,
    legalComments: 'none',
    define: { WARRANT_VERSION: JSON.stringify(manifest.version) },
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  })
  mkdirSync(join(out, 'bin'), { recursive: true })
  const launcher = readFileSync(join(cli, 'bin', 'warrant.js'), 'utf8')
    .replace(/^\/\/ .*\n/m, '')
    .replace('../src/main.ts', '../lib/main.js')
  writeFileSync(join(out, 'bin', 'warrant.js'), launcher, { mode: 0o755 })
  return metafile
}
