// Made by `npm run generate` from the files beside it.
import type { Technique } from '../vocabulary/index.ts'
import { apiservice } from './apiservice.ts'
import { arpSpoof } from './arp-spoof.ts'
import { awsAuth } from './aws-auth.ts'
import { confusedDeputy } from './confused-deputy.ts'
import { corednsEdit } from './coredns-edit.ts'
import { crdConversion } from './crd-conversion.ts'
import { csrApprove } from './csr-approve.ts'
import { csrNode } from './csr-node.ts'
import { csrSign } from './csr-sign.ts'
import { endpointExploit } from './endpoint-exploit.ts'
import { endpointHijack } from './endpoint-hijack.ts'
import { escCorePattern } from './esc-core-pattern.ts'
import { escDac } from './esc-dac.ts'
import { escHostipc } from './esc-hostipc.ts'
import { escHostnet } from './esc-hostnet.ts'
import { escHostpathR } from './esc-hostpath-r.ts'
import { escHostpathW } from './esc-hostpath-w.ts'
import { escHostpid } from './esc-hostpid.ts'
import { escModule } from './esc-module.ts'
import { escNsenter } from './esc-nsenter.ts'
import { escPriv } from './esc-priv.ts'
import { escProcmount } from './esc-procmount.ts'
import { escPtrace } from './esc-ptrace.ts'
import { escRawio } from './esc-rawio.ts'
import { escRuntimeSock } from './esc-runtime-sock.ts'
import { escShareps } from './esc-shareps.ts'
import { escStaticpod } from './esc-staticpod.ts'
import { escSubpath } from './esc-subpath.ts'
import { escSysadminCgroup } from './esc-sysadmin-cgroup.ts'
import { escTokenTraverse } from './esc-token-traverse.ts'
import { escVarlog } from './esc-varlog.ts'
import { escWinhostproc } from './esc-winhostproc.ts'
import { eventsLogsDelete } from './events-logs-delete.ts'
import { groupDefault } from './group-default.ts'
import { imds } from './imds.ts'
import { impersonateConstrained } from './impersonate-constrained.ts'
import { impersonateExtra } from './impersonate-extra.ts'
import { impersonateGroup } from './impersonate-group.ts'
import { impersonateSa } from './impersonate-sa.ts'
import { impersonateUser } from './impersonate-user.ts'
import { kubeletAnon } from './kubelet-anon.ts'
import { kubeletFine } from './kubelet-fine.ts'
import { kubeletProxyCreate } from './kubelet-proxy-create.ts'
import { kubeletProxyGetWs } from './kubelet-proxy-get-ws.ts'
import { mapVap } from './map-vap.ts'
import { nodeAttach } from './node-attach.ts'
import { nodeCpPki } from './node-cp-pki.ts'
import { nodeEtcd } from './node-etcd.ts'
import { nodeIdentity } from './node-identity.ts'
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
import { pspSccUse } from './psp-scc-use.ts'
import { rbacAggregation } from './rbac-aggregation.ts'
import { rbacBind } from './rbac-bind.ts'
import { rbacBindingEdit } from './rbac-binding-edit.ts'
import { rbacDangling } from './rbac-dangling.ts'
import { rbacEscalate } from './rbac-escalate.ts'
import { secretGet } from './secret-get.ts'
import { secretList } from './secret-list.ts'
import { secretMint } from './secret-mint.ts'
import { stealPods } from './steal-pods.ts'
import { svcExternalip } from './svc-externalip.ts'
import { tokenRequest } from './token-request.ts'
import { tokenSecret } from './token-secret.ts'
import { tokenSteal } from './token-steal.ts'
import { webhookDelete } from './webhook-delete.ts'
import { webhookMut } from './webhook-mut.ts'
import { webhookVal } from './webhook-val.ts'
import { workloadId } from './workload-id.ts'
import { workloadPatch } from './workload-patch.ts'

/** Every technique, by name. */
export const techniques: readonly Technique[] = [
  apiservice,
  arpSpoof,
  awsAuth,
  confusedDeputy,
  corednsEdit,
  crdConversion,
  csrApprove,
  csrNode,
  csrSign,
  endpointExploit,
  endpointHijack,
  escCorePattern,
  escDac,
  escHostipc,
  escHostnet,
  escHostpathR,
  escHostpathW,
  escHostpid,
  escModule,
  escNsenter,
  escPriv,
  escProcmount,
  escPtrace,
  escRawio,
  escRuntimeSock,
  escShareps,
  escStaticpod,
  escSubpath,
  escSysadminCgroup,
  escTokenTraverse,
  escVarlog,
  escWinhostproc,
  eventsLogsDelete,
  groupDefault,
  imds,
  impersonateConstrained,
  impersonateExtra,
  impersonateGroup,
  impersonateSa,
  impersonateUser,
  kubeletAnon,
  kubeletFine,
  kubeletProxyCreate,
  kubeletProxyGetWs,
  mapVap,
  nodeAttach,
  nodeCpPki,
  nodeEtcd,
  nodeIdentity,
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
  pspSccUse,
  rbacAggregation,
  rbacBind,
  rbacBindingEdit,
  rbacDangling,
  rbacEscalate,
  secretGet,
  secretList,
  secretMint,
  stealPods,
  svcExternalip,
  tokenRequest,
  tokenSecret,
  tokenSteal,
  webhookDelete,
  webhookMut,
  webhookVal,
  workloadId,
  workloadPatch,
]
