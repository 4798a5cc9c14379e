/**
 * Node.js has no sockets for SCTP, and many kernels have none either. But policies look at nothing of it but the protocol and
 * the ports, and those stand where UDP has them. So a pod sends UDP, whose packets are SCTP from where they leave the pod to
 * where they reach the other: all that the node sees of them. It cannot track them, as they hold no chunks; what goes back to
 * the ports that stand for SCTP counts as an answer.
 */
export const disguisedPorts = { first: 20_000, last: 29_999 }

const ports = `${disguisedPorts.first}-${disguisedPorts.last}`
const [udp, sctp] = [17, 132]

/** For every pod. A refusal quotes the packet; its sender must find its own there, under a checksum that still holds. */
export const disguiseRules = `table inet disguise {
  chain leaving {
    type filter hook postrouting priority 300; policy accept;
    udp sport ${ports} ip protocol set ${sctp}
    udp sport ${ports} ip6 nexthdr set ${sctp}
    udp dport ${ports} ip protocol set ${sctp}
    udp dport ${ports} ip6 nexthdr set ${sctp}
  }
  chain arriving {
    type filter hook prerouting priority -300; policy accept;
    ip protocol ${sctp} ip protocol set ${udp}
    ip6 nexthdr ${sctp} ip6 nexthdr set ${udp}
    icmp type destination-unreachable ${quoted(9, 'low')}
    icmpv6 type destination-unreachable ${quoted(6, 'high')}
  }
}
`

/** For the node. */
export const acceptAnswers = `sctp dport ${ports} accept`

/**
 * Puts UDP where a refusal quotes SCTP: in a byte of the IP header behind eight bytes of its own. The last two of those mean
 * nothing here, and take the difference, in the same half of 16 bits, so that the sum stays what it was.
 */
function quoted(offset: number, half: 'low' | 'high'): string {
  const at = `@th,${(8 + offset) * 8},8`
  const difference = (sctp - udp) << (half === 'high' ? 8 : 0)
  return `${at} ${sctp} ${at} set ${udp} @th,48,16 set ${difference}`
}
