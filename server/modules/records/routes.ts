// Records, certificates and stars: contract → use case.
import * as certificates from '@linbang/contract/certificates'
import * as contract from '@linbang/contract/records'
import * as recordEntries from '@linbang/contract/record-entries'
import * as recordSignals from '@linbang/contract/record-signals'
import * as stars from '@linbang/contract/stars'
import { serve } from '../../kit/http.ts'
import * as records from './service.ts'
import { starPages } from './star-page.ts'
import { verifyPages } from './verify-page.ts'

export const recordRoutes = [
  serve(contract.listRecords, (ctx, { query }) => records.listRecords(ctx, query)),
  serve(contract.correctRecord, (ctx, { params, body }) => records.correctRecord(ctx, params.recordId, body)),
  serve(contract.objectToRecord, (ctx, { params, body }) => records.objectToRecord(ctx, params.recordId, body.words)),
  serve(contract.listObjections, (ctx, { query }) => records.listObjections(ctx, query)),
  serve(contract.answerObjection, (ctx, { params, body }) => records.answerObjection(ctx, params.objectionId, body)),
  serve(contract.listDueRecords, (ctx, { query }) => records.listDueRecords(ctx, query.areaId)),
  serve(contract.getRecordShare, (ctx, { params }) => records.recordShare(ctx, params.month)),
  serve(contract.sampleRecords, (ctx, { query }) => records.sampleRecords(ctx, query)),
  serve(contract.getAnnualReport, (ctx, { params, query }) => records.annualReport(ctx, params.year, query.areaId)),
  serve(recordEntries.listRecordEntries, (ctx, { query }) => records.listRecordEntries(ctx, query)),
  serve(recordEntries.enterRecord, (ctx, { body }) => records.enterRecord(ctx, body)),
  serve(recordEntries.approveEntry, (ctx, { params, body }) => records.approveEntry(ctx, params.entryId, body.words)),
  serve(recordEntries.refuseEntry, (ctx, { params, body }) => records.refuseEntry(ctx, params.entryId, body.words)),
  serve(recordSignals.listSignals, (ctx, { query }) => records.listSignals(ctx, query)),
  serve(recordSignals.decideSignal, (ctx, { params, body }) => records.decideSignal(ctx, params.signalId, body)),
  serve(certificates.issueCertificate, (ctx, { body }) => records.issueCertificate(ctx, body)),
  serve(certificates.listCertificates, (ctx, { query }) => records.listCertificates(ctx, query)),
  serve(certificates.listCertifyingUnits, (ctx, { query }) => records.listCertifyingUnits(ctx, query.volunteerId)),
  serve(certificates.printCertificate, async (ctx, { params }) =>
    records.printCertificate(ctx, params.number, await records.myIds(ctx)),
  ),
  serve(certificates.revokeCertificate, (ctx, { params, body }) =>
    records.revokeCertificate(ctx, params.number, body.reason),
  ),
  serve(certificates.checkCertificate, (ctx, { params, query }) =>
    records.checkCertificate(ctx, params.number, query.code),
  ),
  serve(certificates.getSealKeys, (ctx) => records.publicKeys(ctx)),
  serve(certificates.listRevoked, (ctx) => records.listRevoked(ctx)),
  serve(certificates.startBatch, (ctx, { body }) => records.startBatch(ctx, body)),
  serve(certificates.getBatch, (ctx, { params }) => records.getBatch(ctx, params.batchId)),
  serve(certificates.downloadBatch, (ctx, { params }) => records.downloadBatch(ctx, params.batchId)),
  serve(stars.getMyStars, (ctx) => records.myStars(ctx)),
  serve(stars.askForStar, (ctx, { body }) => records.askForStar(ctx, body)),
  serve(stars.withdrawStar, (ctx, { params }) => records.withdrawStar(ctx, params.starId)),
  serve(stars.listStarNotices, (ctx) => records.starNotices(ctx)),
  serve(stars.objectToStar, (ctx, { params, body }) => records.objectToStar(ctx, params.starId, body.words)),
  serve(stars.listStars, (ctx, { query }) => records.listStars(ctx, query)),
  serve(stars.reviewStar, (ctx, { params, body }) => records.reviewStar(ctx, params.starId, body)),
  serve(stars.answerStarObjection, (ctx, { params, body }) => records.answerStarObjection(ctx, params, body)),
  serve(stars.decideStar, (ctx, { params, body }) => records.decideStar(ctx, params.starId, body)),
]

export const recordPages = [...verifyPages, ...starPages]
