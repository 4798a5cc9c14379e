import { dump } from 'js-yaml'
import type { DnsFinding } from '../../network/index.ts'
import { jsonArray, text } from '../json.ts'
import { apiVersion, errorObject, findingObject, notAuditedObject } from '../report-object.ts'
import { countBySeverity, type ShownDns } from './dns-report.ts'

function head(report: ShownDns) {
  const { setup } = report.dns
  const { service, pods, ports, nodeLocal, node, zone, openShift, assumed, corefile } = setup
  const named = (source: { readonly namespace: string; readonly name: string } | undefined) =>
    source && { namespace: source.namespace, name: source.name }
  return {
    apiVersion,
    kind: 'DnsReport',
    summary: {
      workloads: report.workloads,
      findings: countBySeverity(report.findings),
      exempted: report.findings.filter(({ exemption }) => exemption !== null).length,
      errors: report.errors.length,
    },
    setup: {
      zone,
      ...(service && { service: named(service) }),
      pods: assumed ? [] : pods.map(({ id }) => id),
      assumed,
      ports: { udp: ports.UDP, tcp: ports.TCP },
      nameservers: node.clusterDns.filter((each) => /[.:]/.test(each)),
      ...(corefile && { corefile: named(corefile.source) }),
      ...(nodeLocal && { nodeLocal: { ...named(nodeLocal.source), addresses: nodeLocal.addresses } }),
      openShift,
    },
    assumptions: report.assumptions,
  }
}

function dnsFindingObject(finding: DnsFinding) {
  const { cause, why, evidence, location } = finding
  const { rule, severity, title, message, ...rest } = findingObject(finding)
  return { rule, ...(cause !== undefined && { cause }), severity, title, message, why, evidence, ...rest, location }
}

function lists({ findings, errors, notAudited }: ShownDns) {
  return {
    findings: findings.map(dnsFindingObject),
    errors: errors.map(errorObject),
    notAudited: notAudited.map(notAuditedObject),
  }
}

export function* dnsJson(report: ShownDns): Generator<string> {
  yield text(head(report)).replace(/\n\}$/, '')
  for (const [key, items] of Object.entries(lists(report))) {
    yield ',\n'
    yield* jsonArray(key, items, 1)
  }
  yield '\n}\n'
}

export function* dnsYaml(report: ShownDns): Generator<string> {
  yield dump({ ...head(report), ...lists(report) }, { lineWidth: -1, noRefs: true })
}
