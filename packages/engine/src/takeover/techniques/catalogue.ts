// Made by `npm run generate` from the files beside it.
import type { Technique } from '../technique.ts'
import { escPriv } from './esc-priv.ts'
import { nodeAttach } from './node-attach.ts'
import { podCreateSa } from './pod-create-sa.ts'
import { podExec } from './pod-exec.ts'
import { secretList } from './secret-list.ts'
import { tokenSteal } from './token-steal.ts'
import { workloadPatch } from './workload-patch.ts'

/** Every technique, by name. */
export const techniques: readonly Technique[] = [
  escPriv,
  nodeAttach,
  podCreateSa,
  podExec,
  secretList,
  tokenSteal,
  workloadPatch,
]
