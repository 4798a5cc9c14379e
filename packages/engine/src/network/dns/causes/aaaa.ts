import { valueAt } from '../../../yaml/index.ts'
import { list } from '../../world/source.ts'
import { blockFor } from '../corefile/plugins.ts'
import { advice, type DnsCause } from '../finding.ts'
import { at } from './corefile-places.ts'

/** Cause D2: every lookup asks for IPv6 addresses too, which a cluster without IPv6 does not have. */
export const aaaaDoubling: DnsCause = {
  number: 'D2',
  id: 'dns-aaaa-doubling',
  title: 'Half of all queries ask for IPv6 addresses that no Service has',
  why: 'Resolvers ask for A and AAAA unless a program says otherwise; switching IPv6 off in the kernel does not change that.',
  *find({ network: { model }, dns: { setup } }) {
    const { corefile } = setup
    const block = corefile && blockFor(corefile.corefile, setup.zone)
    const addresses = model.sources.flatMap(({ kind, object }) =>
      kind === 'Service'
        ? [...list(valueAt(object, ['spec', 'clusterIPs'])), valueAt(object, ['spec', 'clusterIP'])]
        : [],
    )
    const given = addresses.filter((each): each is string => typeof each === 'string' && /[.:]/.test(each))
    if (block === undefined || corefile?.source.resource === undefined || given.length === 0) return
    if (given.some((each) => each.includes(':'))) return
    const spares = block.plugins.some(({ name, args }) => name === 'template' && args[1]?.toUpperCase() === 'AAAA')
    if (spares) return
    yield {
      ...at(corefile, block),
      severity: 'info',
      message: 'no Service has an IPv6 address, and AAAA queries are answered one by one',
      fix: advice(
        'where nothing outside is reached over IPv6, answer AAAA without data: template IN AAAA . { rcode NOERROR }; or set no-aaaa in dnsConfig.options (glibc 2.36)',
      ),
    }
  },
}
