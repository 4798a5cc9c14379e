import { clientSigners } from '../grants/index.ts'
import { everywhere } from '../graph/index.ts'
import type { Ask } from './requirements.ts'

export const csrs = 'certificatesigningrequests.certificates.k8s.io'
export const signers = 'signers.certificates.k8s.io'

/** The signer of certificates that kubelets ask for. */
export const kubeletSigner = 'kubernetes.io/kube-apiserver-client-kubelet'

/** A verb on one of some signers; a rule may name the signer, its domain, or none. */
export function onSigners(verb: string, names: readonly string[] = clientSigners): Ask {
  return { verbs: verb, resource: signers, scope: everywhere, names }
}
