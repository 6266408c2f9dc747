// The only door to the hotline: how a call centre signs what it tells, and how numbers of calls are kept.
export { signatureOf } from './rules.ts'
export { numberColumns, returnColumns } from './seal-call.ts'
