import fc, { type Arbitrary } from 'fast-check'
import {
  labelPrefix,
  levelLabel,
  levels,
  modes,
  type NamespacePolicy,
  newestMinor,
  type Version,
  versionLabel,
} from '../../packages/engine/src/pod-security/index.ts'

/** The labels of a namespace, and what is configured for namespaces without. */
export interface Labelled {
  readonly labels: Readonly<Record<string, string>> | undefined
  readonly defaults: NamespacePolicy
}

const odd = fc.oneof(
  fc.constantFrom('', ' ', '\n', 'null', '"', '\u0000', '\u{1f600}', 'constructor'),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
)

const level: Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<string>(...levels) },
  { weight: 2, arbitrary: fc.constantFrom('Baseline', ' baseline', 'restricted\n', 'base', 'PRIVILEGED', 'latest') },
  { weight: 1, arbitrary: odd },
)

/** The largest minors that both sides print alike: above 2^53, numbers lose digits here, and no Kubernetes will get there. */
const version: Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.oneof(
      fc.constant('latest'),
      fc.nat(newestMinor + 3).map((minor) => `v1.${minor}`),
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom('v1.05', 'v1.', '1.30', 'v2.0', 'V1.30', 'v1.30.1', 'v1.-1', 'v1.+1', 'v1') },
  { weight: 1, arbitrary: fc.constantFrom('v1.1\n', ' v1.1', 'v1.1 ', 'v1.\u0663', 'v1.0x10', 'v1.1e1', 'Latest') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'v1.2147483648',
      'v1.9007199254740992',
      'v1.9223372036854775808',
      'v1.18446744073709551616',
      `v1.${'9'.repeat(50)}`,
    ),
  },
  { weight: 1, arbitrary: odd },
)

const labels = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...modes.map(levelLabel)), level) },
      { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...modes.map(versionLabel)), version) },
      { weight: 1, arbitrary: fc.tuple(fc.constantFrom(labelPrefix, `${labelPrefix}Enforce`, 'enforce'), level) },
    ),
    { maxLength: 8 },
  )
  .map((entries): Record<string, string> => Object.fromEntries(entries))

const policy = fc.record({
  level: fc.constantFrom(...levels),
  version: fc.oneof(fc.constant<Version>('latest'), fc.nat(newestMinor + 1)),
})

export const labelled: Arbitrary<Labelled> = fc.record({
  labels: fc.oneof({ weight: 20, arbitrary: labels }, { weight: 1, arbitrary: fc.constant(undefined) }),
  defaults: fc.record({ enforce: policy, audit: policy, warn: policy }),
})
