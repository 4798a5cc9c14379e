import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'
import { bundle, manifest } from './bundle.ts'

const root = join(import.meta.dirname, '..')
const out = join(root, 'dist')

/** Makes a package without dependencies of the command line. */
rmSync(out, { recursive: true, force: true })
const metafile = await bundle(out)
writeFileSync(
  join(out, 'package.json'),
  `${JSON.stringify(
    {
      name: '@warrant/cli',
      version: manifest.version,
      description: 'Least privilege for Kubernetes: finds grants that nothing justifies and mends them',
      license: manifest.license,
      type: 'module',
      bin: { warrant: 'bin/warrant.js', 'kubectl-warrant': 'bin/warrant.js' },
      engines: { node: '>=22.18' },
    },
    null,
    2,
  )}\n`,
)
for (const file of ['LICENSE', 'README.md', 'CHANGELOG.md']) cpSync(join(root, file), join(out, file))
cpSync(join(root, 'docs', 'warrant.schema.json'), join(out, 'warrant.schema.json'))
writeFileSync(join(out, 'THIRD-PARTY-LICENSES'), thirdPartyLicenses(metafile))
console.log(`built ${Object.keys(metafile.outputs).length} files into ${out}`)

/** The licences of everything that went into the bundle. */
function thirdPartyLicenses({ inputs }: Metafile): string {
  const folders = new Set(
    Object.keys(inputs).flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
  )
  return [...folders]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Record<
        string,
        string
      >
      const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry))
      const text =
        file !== undefined && existsSync(join(root, folder, file)) ? readFileSync(join(root, folder, file), 'utf8') : ''
      return `${name} ${version} (${license})\n\n${text.trim()}\n`
    })
    .join(`\n${'-'.repeat(80)}\n\n`)
}
