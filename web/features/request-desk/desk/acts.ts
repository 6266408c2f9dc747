// What staff may do with a request: each verb of `can` with its endpoint, in the order of the buttons.
import type { Endpoint } from '@linbang/contract/endpoint'
import {
  answerRequest,
  cancelRequest,
  closeRequest,
  confirmRequest,
  conveneRequest,
  declineRequest,
  extendRequest,
  handBackRequest,
  handOverRequest,
  lookAtRequest,
  mergeRequest,
  moveRequest,
  pauseRequest,
  reopenRequest,
  resumeRequest,
  ruleRequest,
  triageRequest,
  unmergeRequest,
  unmetRequest,
} from '@linbang/contract/request-verbs'
import type { Request, RequestAbilities } from '@linbang/contract/requests'

export type Verb = Exclude<keyof RequestAbilities, 'dispatch' | 'rate' | 'callBack' | 'claim' | 'complain'>

/** Every act on one request has the same shape; the schema of its body is the endpoint's own. */
export type RequestAct = Endpoint &
  Pick<typeof declineRequest, 'params' | 'returns'> & {
    readonly body: NonNullable<Exclude<Endpoint['body'], 'upload'>>
  }

export const endpoints: Readonly<Record<Verb, RequestAct>> = {
  triage: triageRequest,
  look: lookAtRequest,
  answer: answerRequest,
  decline: declineRequest,
  cancel: cancelRequest,
  move: moveRequest,
  merge: mergeRequest,
  unmerge: unmergeRequest,
  handOver: handOverRequest,
  handBack: handBackRequest,
  rule: ruleRequest,
  pause: pauseRequest,
  resume: resumeRequest,
  extend: extendRequest,
  unmet: unmetRequest,
  convene: conveneRequest,
  confirm: confirmRequest,
  reopen: reopenRequest,
  close: closeRequest, // prettier-ignore
}

const order: readonly Verb[] = ['rule', 'look', 'triage', 'answer', 'confirm', 'resume', 'move', 'handOver', 'merge', 'unmerge', 'pause', 'extend', 'handBack', 'convene', 'reopen', 'close', 'decline', 'unmet', 'cancel'] // prettier-ignore

export const verbsOf = (request: Pick<Request, 'can'>): readonly Verb[] => order.filter((verb) => request.can[verb])
/** These end the matter for the resident. */
export const isHard = (verb: Verb): boolean => verb === 'decline' || verb === 'unmet' || verb === 'cancel'
