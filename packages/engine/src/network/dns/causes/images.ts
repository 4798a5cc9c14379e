import { parseIp } from '../../world/ip.ts'
import { advice, type DnsCause } from '../finding.ts'
import { alpineWithTcp, imageLibc } from '../libc.ts'

/** Cause D10: musl before 1.2.4 does not ask again over TCP. */
export const muslWithoutTcp: DnsCause = {
  number: 'D10',
  id: 'dns-musl-without-tcp',
  title: "The image's resolver never asks over TCP",
  why: 'musl before 1.2.4 (Alpine 3.18) takes an answer that was cut short for the whole, so that addresses are missing or the name does not resolve.',
  *find({ loads }) {
    for (const { workload, resource } of loads)
      for (const { spec, path, name } of workload.containers) {
        const found = imageLibc(spec.image ?? '')
        if (found?.alpine === undefined || found.alpine >= alpineWithTcp) continue
        yield {
          resource,
          path: path('image'),
          workload,
          container: name,
          severity: 'low',
          message: `the image is of Alpine 3.${found.alpine}, whose resolver never asks over TCP`,
          fix: advice(`use an image of Alpine 3.${alpineWithTcp} or later, which has had security fixes too`),
        }
      }
  },
}

/** Cause D11: musl asks all nameservers at once and takes the first answer, also that of one that knows less. */
export const muslServers: DnsCause = {
  number: 'D11',
  id: 'dns-musl-nameservers',
  title: 'musl takes the answer of whichever nameserver is first',
  why: 'A nameserver outside that answers first says that names of the cluster do not exist; every lookup goes to all of them.',
  *find({ loads }) {
    for (const { workload, resource, resolver, libc } of loads) {
      const { nameservers } = resolver
      if (libc !== 'musl' || nameservers.filter((each) => parseIp(each) !== undefined).length < 2) continue
      yield {
        resource,
        path: workload.pod.specPath('dnsConfig', 'nameservers'),
        workload,
        severity: 'medium',
        message: `the pod's images have musl, which asks ${nameservers.join(' and ')} at once`,
        fix: advice('leave one nameserver, and let that forward other zones'),
      }
    }
  },
}

/** Cause D13: a Java runtime that keeps addresses for good. */
export const javaCache: DnsCause = {
  number: 'D13',
  id: 'dns-java-cache',
  title: 'Java keeps addresses long after they have changed',
  why: 'Connections go on to the address that a name had when it was first asked for, whatever its record says.',
  *find({ loads }) {
    for (const { workload, resource } of loads)
      for (const { spec, path, name: container } of workload.containers) {
        const words = [
          ...(spec.env ?? []).map(({ value }, i) => ({ text: value ?? '', path: path('env', i) })),
          ...(['command', 'args'] as const).flatMap((field) =>
            (spec[field] ?? []).map((text, i) => ({ text, path: path(field, i) })),
          ),
        ]
        for (const word of words) {
          const match = /-D(?:sun\.net\.inetaddr|networkaddress\.cache)\.ttl=(-?\d+)/.exec(word.text)
          const seconds = Number(match?.[1] ?? 'NaN')
          if (!(seconds < 0 || seconds > 60)) continue
          yield {
            resource,
            path: word.path,
            workload,
            container,
            severity: 'medium',
            message: `${match?.[0]} keeps addresses ${seconds < 0 ? 'for good' : `for ${seconds} s`}; the cluster's own records hold for 5 s`,
            fix: advice('set -Dsun.net.inetaddr.ttl=5'),
          }
        }
      }
  },
}
