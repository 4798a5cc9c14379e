// Made by `npm run generate` from the files beside it.
import type { Technique } from '../technique.ts'
import { escPriv } from './esc-priv.ts'
import { impersonateConstrained } from './impersonate-constrained.ts'
import { impersonateExtra } from './impersonate-extra.ts'
import { impersonateGroup } from './impersonate-group.ts'
import { impersonateSa } from './impersonate-sa.ts'
import { impersonateUser } from './impersonate-user.ts'
import { kubeletFine } from './kubelet-fine.ts'
import { kubeletProxyCreate } from './kubelet-proxy-create.ts'
import { kubeletProxyGetWs } from './kubelet-proxy-get-ws.ts'
import { nodeAttach } from './node-attach.ts'
import { nodeStatus } from './node-status.ts'
import { nsCreate } from './ns-create.ts'
import { nsLabel } from './ns-label.ts'
import { podBinding } from './pod-binding.ts'
import { podCreateHostpv } from './pod-create-hostpv.ts'
import { podCreateNode } from './pod-create-node.ts'
import { podCreateSa } from './pod-create-sa.ts'
import { podCreateSecret } from './pod-create-secret.ts'
import { podEphemeral } from './pod-ephemeral.ts'
import { podExec } from './pod-exec.ts'
import { podExecGetWs } from './pod-exec-get-ws.ts'
import { podPatch } from './pod-patch.ts'
import { podStatus } from './pod-status.ts'
import { portforward } from './portforward.ts'
import { secretGet } from './secret-get.ts'
import { secretList } from './secret-list.ts'
import { secretMint } from './secret-mint.ts'
import { stealPods } from './steal-pods.ts'
import { tokenRequest } from './token-request.ts'
import { tokenSecret } from './token-secret.ts'
import { tokenSteal } from './token-steal.ts'
import { workloadPatch } from './workload-patch.ts'

/** Every technique, by name. */
export const techniques: readonly Technique[] = [
  escPriv,
  impersonateConstrained,
  impersonateExtra,
  impersonateGroup,
  impersonateSa,
  impersonateUser,
  kubeletFine,
  kubeletProxyCreate,
  kubeletProxyGetWs,
  nodeAttach,
  nodeStatus,
  nsCreate,
  nsLabel,
  podBinding,
  podCreateHostpv,
  podCreateNode,
  podCreateSa,
  podCreateSecret,
  podEphemeral,
  podExec,
  podExecGetWs,
  podPatch,
  podStatus,
  portforward,
  secretGet,
  secretList,
  secretMint,
  stealPods,
  tokenRequest,
  tokenSecret,
  tokenSteal,
  workloadPatch,
]
