// The door of records: what sealed sheets and second opinions put on record, what is certified from it, which stars it earns, what is doubtful.
export { downloadBatch, getBatch, makeBatch, startBatch } from './certificate-batch.ts'
export { contentHolds, publicKeys, sealingKey, signed } from './certificate-seal.ts'
export { answerObjection, correctRecord, listObjections, objectToRecord } from './correct-record.ts'
export { annualReport, listDueRecords, recordShare, sampleRecords } from './count-records.ts'
export { answerStarObjection, decideStar, listStars, objectToStar, reviewStar, starNotices } from './decide-stars.ts'
export { approveEntry, enterRecord, listRecordEntries, refuseEntry } from './enter-record.ts'
export {
  issueCertificate,
  listCertificates,
  listCertifyingUnits,
  makeCertificate,
  revokeCertificate,
} from './issue-certificate.ts'
export { askForStar, endStars, myStars, proposeStars, withdrawStar } from './my-stars.ts'
export { checkCertificate, listRevoked, printCertificate } from './print-certificate.ts'
export { listRecords, myIds } from './read-records.ts'
export { recordVisit } from './record-visit.ts'
export { decideSignal, listSignals, watchRecord } from './watch-records.ts'
