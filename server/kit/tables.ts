// Generated from server/migrations by generate-tables.ts; do not edit.
import type { TenantId } from './ids.ts'

import type { ColumnType } from "kysely";

export type AccidentState = "closed" | "open";

export type AllowanceKind = "meal" | "other" | "phone" | "travel";

export type AllowanceState = "approved" | "asked" | "paid" | "refused" | "withdrawn";

export type AreaKind = "building" | "community" | "district" | "door" | "grid" | "street" | "unit";

export type BatchState = "failed" | "printing" | "ready" | "waiting";

export type Channel = "button" | "desk" | "grid" | "hotline" | "import" | "leader" | "paper" | "phone" | "system";

export type CheckInProof = "badge" | "door_card" | "none" | "place";

export type CourseLevel = "backbone" | "basic" | "professional";

export type CreditKind = "neighbourly" | "priced" | "timebank";

export type DeliveryState = "failed" | "held" | "queued" | "sent" | "uncertain";

export type DeliveryWay = "in_app" | "mail" | "push" | "sms" | "voice" | "wechat";

export type DueStep = "answer" | "call_back" | "contact" | "dispatch" | "result";

export type Effort = "heavy" | "ordinary" | "skilled";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export type HoldState = "open" | "released" | "settled";

export type HurtPerson = "me" | "other" | "resident" | "volunteer";

export type InsuranceCovers = "area" | "people" | "team";

export type InsuranceKind = "accident" | "liability";

export type Int8 = number;

export type Json = JsonValue;

export type JsonArray = JsonValue[];

export type JsonObject = {
  [x: string]: JsonValue | undefined;
};

export type JsonPrimitive = boolean | number | string | null;

export type JsonValue = JsonArray | JsonObject | JsonPrimitive;

export type LedgerAccountKind = "donation" | "expiry" | "issuing" | "person" | "pool" | "shop" | "team";

export type LedgerUnit = "cents" | "minutes" | "points";

export type MembershipState = "applied" | "approved" | "left" | "paused" | "refused";

export type ObjectionState = "corrected" | "kept" | "open";

export type OfferState = "accepted" | "declined" | "expired" | "seen" | "sent" | "withdrawn";

export type OrganisationKind = "firm" | "hospital" | "ngo" | "owners" | "party" | "property" | "school" | "shop" | "stationed" | "university";

export type RecordEntryState = "approved" | "refused" | "waiting";

export type RequestState = "answered" | "assigned" | "cancelled" | "closed" | "confirmed" | "declined" | "dispatching" | "done" | "duplicate" | "in_meeting" | "reopened" | "reported" | "under_way" | "unmet";

export type RequirementKind = "age" | "certificate" | "insurance" | "same_sex" | "skill" | "training" | "two_people";

export type RewardKind = "discount" | "goods" | "service" | "ticket";

export type RewardOrderState = "cancelled" | "lapsed" | "open" | "used";

export type RewardWay = "delivery" | "pick_up" | "voucher";

export type RoundKind = "care" | "patrol";

export type RoundState = "called_off" | "draft" | "proposed" | "published" | "solving";

export type RoundStopState = "done" | "left_out" | "missed" | "not_home" | "planned";

export type SeatState = "attended" | "left" | "seated" | "waiting";

export type ServiceKind = "basic" | "development" | "emergency";

export type SessionState = "cancelled" | "planned";

export type Settlement = "minutes" | "none" | "points" | "price" | "voucher";

export type Sex = "female" | "male";

export type SignalKind = "bulk" | "certificate_changed" | "household" | "mutual" | "overlap" | "same_approver" | "self_credit" | "travel";

export type SignalState = "cleared" | "open" | "upheld";

export type StarKind = "lasting" | "yearly";

export type StarObjectionState = "kept" | "open" | "upheld";

export type StarState = "asked" | "granted" | "noticed" | "proposed" | "refused" | "withdrawn";

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export type Urgency = "advice" | "basic" | "complex" | "life" | "ordinary";

export type VisitCause = "activity" | "request" | "round";

export type VisitState = "dropped" | "failed" | "finished" | "no_show" | "on_site" | "planned" | "set_out" | "signed";

export type VolunteerClass = "general" | "organisation" | "skilled";

export interface Accident {
  areaId: string;
  areaPath: string;
  closedAt: Timestamp | null;
  happenedAt: Timestamp;
  hurt: HurtPerson;
  id: string;
  insured: boolean;
  nextOn: string | null;
  number: string;
  place: string;
  reportedAt: Timestamp;
  reporterPersonId: string;
  state: Generated<AccidentState>;
  tenantId: TenantId;
  toldSealed: string;
  version: Generated<number>;
  visitId: string | null;
}

export interface AccidentCover {
  fromOn: string | null;
  personId: string | null;
  policyId: string | null;
  serviceId: string | null;
  tenantId: TenantId | null;
  toOn: string | null;
}

export interface AccidentStep {
  accidentId: string;
  at: Timestamp;
  id: string;
  personId: string;
  tenantId: TenantId;
  wordsSealed: string;
}

export interface Account {
  closedAt: Timestamp | null;
  createdAt: Generated<Timestamp>;
  failedSignIns: Generated<number>;
  id: string;
  lockedUntil: Timestamp | null;
  passwordHash: string | null;
  personId: string;
  tenantId: TenantId;
  totpLastStep: Int8 | null;
  totpSealed: string | null;
  username: string | null;
  /**
   * Empty until whoever signed in first by phone has said what neighbours call them and read the privacy text
   */
  welcomedAt: Generated<Timestamp | null>;
}

export interface Agent {
  personId: string;
  since: Timestamp;
  state: string;
  tenantId: TenantId;
}

export interface Alert {
  acknowledgedAt: Timestamp | null;
  acknowledgedBy: string | null;
  acknowledgedHow: string | null;
  beganAt: Timestamp;
  requestId: string;
  round: number;
  tenantId: TenantId;
}

export interface AlertStep {
  at: Timestamp;
  requestId: string;
  round: number;
  step: number;
  tenantId: TenantId;
  told: Json;
}

export interface Allowance {
  amountCents: Int8;
  areaId: string;
  areaPath: string;
  askedAt: Timestamp;
  decidedAt: Timestamp | null;
  decidedBy: string | null;
  decision: string | null;
  forOn: string;
  id: string;
  kind: AllowanceKind;
  paidAt: Timestamp | null;
  paidBy: string | null;
  personId: string;
  reason: string;
  state: Generated<AllowanceState>;
  tenantId: TenantId;
  version: Generated<number>;
}

export interface AnswerLink {
  expiresAt: Timestamp;
  hash: Buffer;
  id: string;
  madeAt: Timestamp;
  path: string;
  personId: string;
  subjectId: string;
  tenantId: TenantId;
  usedAt: Timestamp | null;
}

export interface Area {
  cardTokenHash: string | null;
  cardTokenSealed: string | null;
  clinicName: Generated<string>;
  clinicPhone: Generated<string>;
  code: string | null;
  id: string;
  kind: AreaKind;
  lat: number | null;
  lon: number | null;
  name: string;
  nameEn: Generated<string>;
  outline: Json | null;
  parentId: string | null;
  path: string;
  sortKey: Generated<string>;
  tenantId: TenantId;
  validFrom: string;
  validTo: string | null;
  version: Generated<number>;
}

export interface AreaOutline {
  areaId: string;
  at: Timestamp;
  drawnBy: string | null;
  fromOn: string;
  id: string;
  outline: Json;
  tenantId: TenantId;
}

export interface AuditEntry {
  accountId: string | null;
  act: string;
  actorKind: string;
  actorName: string | null;
  areaPath: string | null;
  detail: Generated<Json>;
  /**
   * Rises when data is loaded into another cluster, whose transaction numbers start anew.
   */
  era: Generated<number>;
  happenedAt: Timestamp;
  id: string;
  personId: string | null;
  requestId: string;
  subjectId: string | null;
  subjectKind: string;
  tenantId: TenantId;
  xid: Generated<string>;
}

export interface AuditSeal {
  entries: number;
  era: number;
  first: string;
  hash: Buffer;
  last: string;
  previous: Buffer;
  sealedAt: Timestamp;
  seq: Int8;
  tenantId: TenantId;
}

export interface Batch {
  areaId: string;
  bound: number;
  decision: Json;
  engineVersion: string;
  fromAt: Timestamp;
  id: string;
  madeAt: Timestamp;
  madeBy: string | null;
  policyVersion: number;
  publishedAt: Timestamp | null;
  publishedBy: string | null;
  requestIds: Json;
  state: string;
  tenantId: TenantId;
  toAt: Timestamp;
  version: Generated<number>;
  volunteerIds: Json;
}

export interface BatchItem {
  batchId: string;
  byHand: Generated<boolean>;
  place: number;
  reasons: Generated<Json>;
  requestId: string;
  startAt: Timestamp;
  state: Generated<string>;
  tenantId: TenantId;
  volunteerId: string | null;
}

export interface CalendarFeed {
  endedAt: Timestamp | null;
  id: string;
  kind: string;
  madeAt: Timestamp;
  personId: string;
  tenantId: TenantId;
  tokenHash: string;
}

export interface Call {
  answeredAt: Timestamp | null;
  answeredBy: string | null;
  areaPath: string | null;
  direction: string;
  endedAt: Timestamp | null;
  endedBy: string | null;
  id: string;
  noticeAt: Timestamp | null;
  numberHash: string | null;
  numberLast4Hash: string | null;
  numberMasked: string | null;
  numberSealed: string | null;
  personId: string | null;
  rangAt: Timestamp;
  reference: string;
  secret: Generated<boolean>;
  tenantId: TenantId;
  way: string;
}

export interface CallAttempt {
  at: Timestamp;
  byPersonId: string;
  halfDay: string;
  id: string;
  reached: boolean;
  requestId: string;
  tenantId: TenantId;
  words: Generated<string>;
}

export interface CallEvent {
  event: string;
  happenedAt: Timestamp;
  nonce: string;
  receivedAt: Timestamp;
  reference: string;
  signature: string;
  tenantId: TenantId;
}

export interface CallNote {
  at: Timestamp;
  callId: string;
  code: string;
  id: string;
  kind: string;
  madeBy: string;
  reportedAt: Timestamp | null;
  reportedTo: string | null;
  tenantId: TenantId;
  words: string;
}

export interface CallRecording {
  callId: string;
  contentType: string | null;
  fetchedAt: Timestamp | null;
  id: string;
  linkSealed: string;
  removedAt: Timestamp | null;
  sha256: string | null;
  size: number | null;
  tenantId: TenantId;
  toldAt: Timestamp;
  tries: Generated<number>;
}

export interface CallRequest {
  at: Timestamp;
  callId: string;
  madeBy: string;
  requestId: string;
  tenantId: TenantId;
  undoneAt: Timestamp | null;
}

export interface Certificate {
  areaPath: string;
  codeSealed: string;
  content: string;
  id: string;
  issuedAt: Timestamp;
  issuedBy: string;
  number: string;
  personId: string;
  replaces: string | null;
  sealKeyId: string;
  signature: string;
  tenantId: TenantId;
  unitAreaId: string;
  volunteerId: string;
}

export interface CertificateBatch {
  areaPath: string;
  at: Timestamp;
  endedAt: Timestamp | null;
  fileHash: string | null;
  fromOn: string | null;
  id: string;
  leftOut: Generated<Json>;
  made: Generated<number>;
  madeBy: string;
  people: number;
  state: Generated<BatchState>;
  teamId: string;
  tenantId: TenantId;
  toOn: string | null;
  unitAreaId: string;
}

export interface CertificateEnd {
  at: Timestamp;
  byPersonId: string;
  certificateId: string;
  kind: string;
  reason: string;
  tenantId: TenantId;
}

export interface Checkpoint {
  areaId: string;
  codeHash: string;
  codeSealed: string;
  createdAt: Timestamp;
  endedAt: Timestamp | null;
  id: string;
  madeBy: string | null;
  name: string;
  tenantId: TenantId;
}

export interface Consent {
  at: Timestamp;
  evidence: Json;
  given: boolean;
  id: string;
  personId: string;
  purpose: string;
  recordedBy: string | null;
  tenantId: TenantId;
  version: number;
  via: string;
}

export interface ContactWay {
  confirmedAt: Timestamp | null;
  id: string;
  madeAt: Timestamp;
  masked: string;
  personId: string;
  sealed: string;
  tenantId: TenantId;
  way: string;
}

export interface Course {
  about: Generated<string>;
  active: Generated<boolean>;
  code: string;
  createdAt: Timestamp;
  en: Generated<string>;
  id: string;
  issuer: string;
  level: CourseLevel;
  minutes: number;
  passPercent: Generated<number>;
  questions: Generated<number>;
  tenantId: TenantId;
  triesADay: Generated<number>;
  validMonths: number | null;
  version: Generated<number>;
  zh: string;
}

export interface CourseQuestion {
  choices: Json;
  courseId: string;
  createdAt: Timestamp;
  endedAt: Timestamp | null;
  id: string;
  madeBy: string;
  rightChoice: number;
  tenantId: TenantId;
  text: string;
}

export interface Delivery {
  error: string | null;
  id: string;
  notBefore: Timestamp | null;
  noticeId: string;
  providerReference: string | null;
  sendingAt: Timestamp | null;
  state: DeliveryState;
  tenantId: TenantId;
  toMasked: string | null;
  tries: Generated<number>;
  updatedAt: Timestamp;
  way: DeliveryWay;
}

export interface DispatchDecision {
  act: string;
  at: Timestamp;
  engineVersion: string;
  id: string;
  inputs: Json;
  level: string;
  madeBy: string | null;
  nextLookAt: Timestamp | null;
  policyVersion: number;
  reason: string | null;
  requestId: string;
  result: Json;
  seed: Generated<Int8>;
  tenantId: TenantId;
  wave: number;
}

export interface DispatchLesson {
  at: Timestamp;
  id: string;
  kind: string;
  madeBy: string;
  organisationId: string | null;
  personId: string;
  requestId: string;
  tenantId: TenantId;
  until: Timestamp | null;
  volunteerId: string | null;
}

export interface Duty {
  accountId: string;
  areaId: string;
  filledBy: Generated<string>;
  fromAt: Timestamp;
  id: string;
  personId: string;
  role: string;
  /**
   * When the console was last heard; an agent counts as on duty while it beats
   */
  seenAt: Timestamp | null;
  shiftId: string | null;
  soundOkAt: Timestamp | null;
  tenantId: TenantId;
  toAt: Timestamp | null;
}

export interface FamilyRight {
  endedAt: Timestamp | null;
  familyPersonId: string;
  grantedAt: Timestamp;
  grantedVia: string;
  id: string;
  mayAsk: Generated<boolean>;
  maySee: Generated<boolean>;
  personId: string;
  recordedBy: string;
  relation: string;
  tenantId: TenantId;
}

export interface HandBack {
  at: Timestamp;
  byPersonId: string;
  id: string;
  reason: string;
  requestId: string;
  ruledAt: Timestamp | null;
  ruledBy: string | null;
  ruling: string | null;
  rulingDueAt: Timestamp;
  tenantId: TenantId;
  upheld: boolean | null;
}

export interface HandOver {
  areaId: string;
  at: Timestamp;
  id: string;
  role: string;
  shiftId: string | null;
  tenantId: TenantId;
  words: string;
  writtenBy: string;
}

export interface HandOverRead {
  at: Timestamp;
  handOverId: string;
  personId: string;
  tenantId: TenantId;
}

export interface HelperHistory {
  asks: number;
  countedAt: Timestamp;
  fatigue: number;
  helperId: string;
  ignoredInARow: number;
  no: number;
  tenantId: TenantId;
  yes: number;
}

export interface Holding {
  code: string;
  endedAt: Timestamp | null;
  fileId: string | null;
  fromOn: string;
  id: string;
  issuer: Generated<string>;
  kind: RequirementKind;
  numberSealed: string | null;
  personId: string;
  tenantId: TenantId;
  toOn: string | null;
  verifiedAt: Timestamp | null;
  verifiedBy: string | null;
}

export interface Home {
  areaId: string;
  personId: string;
  tenantId: TenantId;
}

export interface Household {
  areaId: string;
  createdAt: Generated<Timestamp>;
  doorHash: string | null;
  doorSealed: string | null;
  howToGetInSealed: string | null;
  id: string;
  note: Generated<string>;
  tenantId: TenantId;
  version: Generated<number>;
}

export interface HouseholdMember {
  fromOn: string;
  householdId: string;
  id: string;
  livesThere: Generated<boolean>;
  personId: string;
  relation: Generated<string>;
  tenantId: TenantId;
  toOn: string | null;
}

export interface IdempotencyKey {
  answer: string;
  callerId: string;
  createdAt: Timestamp;
  inputHash: Buffer;
  key: string;
  tenantId: TenantId;
}

export interface ImportBatch {
  areaId: string;
  doneAt: Timestamp | null;
  faultsSealed: string;
  fileName: string;
  goodCount: number;
  id: string;
  kind: string;
  madeAt: Timestamp;
  madeBy: string;
  madeCounts: Generated<Json>;
  madeIds: Generated<Json>;
  rowCount: number;
  /**
   * What the table said; emptied when it has been written or taken back
   */
  rowsSealed: string | null;
  sampleSealed: string;
  state: string;
  tenantId: TenantId;
  undoneAt: Timestamp | null;
}

export interface Incident {
  areaId: string;
  callerWords: string;
  closedAt: Timestamp | null;
  closedBy: string | null;
  closeWords: Generated<string>;
  id: string;
  openedAt: Timestamp;
  openedBy: string;
  serviceCode: string;
  tenantId: TenantId;
  title: string;
}

export interface IncidentRequest {
  incidentId: string;
  joinedAt: Timestamp;
  joinedBy: string;
  requestId: string;
  tenantId: TenantId;
}

export interface InsurancePolicy {
  areaId: string;
  areaPath: string;
  covers: InsuranceCovers;
  createdAt: Timestamp;
  createdBy: string;
  endedOn: string | null;
  endReason: string | null;
  fromOn: string;
  id: string;
  insurer: string;
  kind: InsuranceKind;
  note: Generated<string>;
  number: string;
  serviceId: string | null;
  teamId: string | null;
  tenantId: TenantId;
  toOn: string;
  version: Generated<number>;
}

export interface InsuredPerson {
  addedAt: Timestamp;
  addedBy: string;
  fromOn: string;
  id: string;
  personId: string;
  policyId: string;
  tenantId: TenantId;
  toOn: string | null;
}

export interface LedgerAccount {
  balance: Generated<Int8>;
  closedAt: Timestamp | null;
  held: Generated<Int8>;
  id: string;
  kind: LedgerAccountKind;
  openedAt: Generated<Timestamp>;
  ownerId: string | null;
  tenantId: TenantId;
  unit: LedgerUnit;
}

export interface LedgerGrant {
  areaId: string;
  decidedAt: Timestamp | null;
  decidedBy: string | null;
  id: string;
  proposedAt: Timestamp;
  proposedBy: string;
  reason: string;
  state: string;
  tenantId: TenantId;
  unit: LedgerUnit;
}

export interface LedgerGrantPerson {
  amount: Int8;
  basis: string;
  grantId: string;
  personId: string;
  tenantId: TenantId;
}

export interface LedgerHold {
  accountId: string;
  amount: Int8;
  causeId: string;
  causeKind: string;
  endedAt: Timestamp | null;
  id: string;
  madeAt: Timestamp;
  state: Generated<HoldState>;
  tenantId: TenantId;
}

export interface LedgerTransfer {
  amount: Int8;
  at: Timestamp;
  causeId: string;
  causeKind: string;
  creditAccountId: string;
  debitAccountId: string;
  id: string;
  leg: Generated<string>;
  policyVersion: number | null;
  reason: string;
  reverses: string | null;
  tenantId: TenantId;
  unit: LedgerUnit;
}

export interface Lending {
  askedAt: Timestamp;
  decidedAt: Timestamp | null;
  decidedBy: string | null;
  id: string;
  lenderAreaId: string;
  people: number;
  reason: string | null;
  requestId: string;
  round: number;
  state: string;
  tenantId: TenantId;
}

export interface MessageWish {
  digest: Generated<boolean>;
  personId: string;
  quietFrom: string | null;
  quietTo: string | null;
  tenantId: TenantId;
  updatedAt: Timestamp;
  ways: string[];
}

export interface Migration {
  appliedAt: Generated<Timestamp>;
  checksum: string;
  name: string;
}

export interface Notice {
  createdAt: Timestamp;
  digestAt: Timestamp | null;
  id: string;
  kind: string;
  params: Json;
  personId: string;
  readAt: Timestamp | null;
  subjectId: string;
  subjectKind: string;
  tenantId: TenantId;
  urgent: Generated<boolean>;
}

export interface NumberBlock {
  day: string;
  next: Int8;
  series: string;
  tenantId: TenantId;
}

export interface Offer {
  answeredAt: Timestamp | null;
  chance: number | null;
  declaredFree: Generated<boolean>;
  declineReason: string | null;
  id: string;
  laterFrom: Timestamp | null;
  lateYesAt: Timestamp | null;
  madeBy: string;
  organisationId: string | null;
  parts: Json | null;
  personId: string | null;
  rawChance: number | null;
  reason: string | null;
  replyBy: Timestamp | null;
  requestId: string;
  round: Generated<number>;
  score: number | null;
  seenAt: Timestamp | null;
  sentAt: Timestamp;
  slot: number | null;
  state: OfferState;
  tenantId: TenantId;
  visitId: string | null;
  volunteerId: string | null;
  wave: number;
}

export interface Organisation {
  about: Generated<string>;
  agreementFrom: string | null;
  agreementTo: string | null;
  areaId: string;
  createdAt: Generated<Timestamp>;
  creditCode: string | null;
  id: string;
  kind: OrganisationKind;
  lat: number | null;
  lon: number | null;
  name: string;
  nameEn: Generated<string>;
  opening: Generated<Json>;
  phone: string | null;
  state: MembershipState;
  tenantId: TenantId;
  version: Generated<number>;
}

export interface OrganisationService {
  active: Generated<boolean>;
  organisationId: string;
  priceCents: Generated<number>;
  pricePoints: number | null;
  priceUnit: Generated<string>;
  serviceId: string;
  takesPoints: Generated<boolean>;
  tenantId: TenantId;
}

export interface OrganisationStaff {
  badgeNumber: string;
  enteredAs: string | null;
  fromOn: string;
  id: string;
  manager: Generated<boolean>;
  organisationId: string;
  personId: string;
  tenantId: TenantId;
  toOn: string | null;
}

export interface Outbox {
  areaPath: string | null;
  event: string;
  handledAt: Timestamp | null;
  happenedAt: Timestamp;
  id: string;
  ids: Json;
  personIds: Generated<string[]>;
  tenantId: TenantId;
  /**
   * Compared with snapshots, so that a reader never misses a transaction that committed late.
   */
  xid: Generated<string>;
}

export interface Person {
  bornOn: string | null;
  callName: string;
  closedAt: Timestamp | null;
  confirmedAt: Timestamp | null;
  confirmedBy: string | null;
  confirmedHow: string | null;
  createdAt: Generated<Timestamp>;
  id: string;
  idNumberHash: string | null;
  idNumberLast4Hash: string | null;
  idNumberMasked: string | null;
  idNumberSealed: string | null;
  mergedInto: string | null;
  name: string;
  nameInitials: Generated<string>;
  namePinyin: Generated<string>;
  phoneHash: string | null;
  phoneLast4Hash: string | null;
  phoneMasked: string | null;
  phoneSealed: string | null;
  preferences: Generated<Json>;
  search: Generated<string>;
  sex: Sex | null;
  speaks: Generated<string[]>;
  tenantId: TenantId;
  version: Generated<number>;
}

export interface PersonBlock {
  blockedPersonId: string;
  madeAt: Timestamp;
  madeBy: string;
  personId: string;
  tenantId: TenantId;
}

export interface PersonTag {
  basis: string;
  certificateSealed: string | null;
  endedAt: Timestamp | null;
  id: string;
  personId: string;
  source: string;
  tagHash: string;
  tagSealed: string;
  tenantId: TenantId;
  validFrom: string;
  validTo: string | null;
  verifiedAt: Timestamp;
  verifiedBy: string;
}

export interface Policy {
  body: Json;
  id: string;
  kind: string;
  madeAt: Generated<Timestamp>;
  madeBy: string | null;
  reason: string;
  tenantId: TenantId;
  validFrom: Timestamp;
  version: number;
}

export interface PrivacyRequest {
  answer: string | null;
  areaPath: string | null;
  askedAt: Timestamp;
  decidedAt: Timestamp | null;
  decidedBy: string | null;
  dueAt: Timestamp;
  id: string;
  kind: string;
  personId: string;
  placePath: string | null;
  placeSealed: string | null;
  purpose: string | null;
  state: string;
  tenantId: TenantId;
  words: Generated<string>;
}

export interface PushSubscription {
  auth: string;
  createdAt: Timestamp;
  endpoint: string;
  goneAt: Timestamp | null;
  id: string;
  p256dh: string;
  personId: string;
  tenantId: TenantId;
}

export interface QuizTry {
  answers: Json | null;
  courseId: string;
  endedAt: Timestamp | null;
  id: string;
  passed: boolean | null;
  personId: string;
  questions: Json;
  rightCount: number | null;
  startedAt: Timestamp;
  tenantId: TenantId;
}

export interface Rating {
  at: Timestamp;
  chargedExtra: Generated<boolean>;
  givenBy: string;
  id: string;
  requestId: string;
  satisfaction: number;
  solved: boolean;
  takenBy: string | null;
  tenantId: TenantId;
  via: Channel;
  visitId: string | null;
  words: Generated<string>;
}

export interface RecordEntry {
  activityName: string;
  approverPersonId: string | null;
  areaPath: string;
  content: string;
  day: string;
  decidedAt: Timestamp | null;
  decision: string | null;
  dueOn: string;
  fromMinute: number;
  id: string;
  minutes: number;
  personId: string;
  personInCharge: string;
  place: string;
  recordedAt: Timestamp;
  recorderPersonId: string;
  recorderUnits: Generated<string[]>;
  state: Generated<RecordEntryState>;
  tenantId: TenantId;
  unitAreaId: string;
  version: Generated<number>;
  volunteerId: string;
  why: string;
}

export interface RecordObjection {
  answer: string | null;
  areaPath: string;
  at: Timestamp;
  decidedAt: Timestamp | null;
  decidedBy: string | null;
  dueOn: string;
  id: string;
  personId: string;
  recordId: string;
  state: Generated<ObjectionState>;
  tenantId: TenantId;
  words: string;
}

export interface RecordSignal {
  areaPath: string;
  decidedAt: Timestamp | null;
  decidedBy: string | null;
  evidence: Json;
  id: string;
  kind: SignalKind;
  mark: string;
  otherPersonId: string | null;
  personId: string;
  raisedAt: Timestamp;
  state: Generated<SignalState>;
  tenantId: TenantId;
  words: string | null;
}

export interface Rectification {
  cause: string;
  closedAt: Timestamp | null;
  closedBy: string | null;
  createdAt: Timestamp;
  dueAt: Timestamp;
  id: string;
  ownerPersonId: string | null;
  proof: string | null;
  putRightAt: Timestamp | null;
  putRightBy: string | null;
  recheckedBy: string | null;
  recheckWords: string | null;
  requestId: string;
  tenantId: TenantId;
  words: Generated<string>;
}

export interface Request {
  acceptedAt: Timestamp | null;
  areaId: string;
  areaPath: string;
  channel: Channel;
  closedAt: Timestamp | null;
  confirmedAt: Timestamp | null;
  confirmedHow: string | null;
  contactedAt: Timestamp | null;
  createdAt: Generated<Timestamp>;
  description: Generated<string>;
  dispatchedAt: Timestamp | null;
  dispatchPolicy: string | null;
  doneAt: Timestamp | null;
  draftVoiceFileId: string | null;
  duplicateOf: string | null;
  enteredBy: string;
  escalatedTo: string | null;
  firstAnsweredAt: Timestamp | null;
  freeBecause: string | null;
  helpers: Generated<number>;
  householdId: string | null;
  id: string;
  kind: ServiceKind;
  level: Generated<string>;
  lookedAt: Timestamp | null;
  lookedBy: string | null;
  minutes: number;
  needsLook: Generated<boolean>;
  nextDueAt: Timestamp | null;
  nextDueStep: string | null;
  number: string;
  occurrenceOn: string | null;
  ownerPersonId: string | null;
  pausedUntil: Timestamp | null;
  personId: string;
  policyVersion: number;
  priceCents: number | null;
  pricePoints: number | null;
  providerId: string | null;
  reason: string | null;
  reportedAt: Timestamp;
  samePersonId: string | null;
  search: Generated<string>;
  seriesId: string | null;
  serviceId: string;
  settlement: Generated<Settlement>;
  solved: boolean | null;
  state: RequestState;
  tenantId: TenantId;
  urgency: Urgency;
  version: Generated<number>;
  voucherId: string | null;
  windowFrom: Timestamp | null;
  windowTo: Timestamp | null;
}

export interface RequestDue {
  dueAt: Timestamp;
  firstDueAt: Timestamp;
  lateSince: Timestamp | null;
  metAt: Timestamp | null;
  policyVersion: number;
  raiseAt: Timestamp | null;
  raisedTo: string | null;
  remindedAt: Timestamp | null;
  requestId: string;
  step: DueStep;
  tenantId: TenantId;
}

export interface RequestEvent {
  act: string;
  actorKind: string;
  actorPersonId: string | null;
  actorRole: string | null;
  at: Timestamp;
  channel: Channel;
  detail: Generated<Json>;
  fromState: RequestState | null;
  id: string;
  occurredAt: Timestamp;
  onBehalfOf: string | null;
  requestId: string;
  staffOnly: Generated<boolean>;
  tenantId: TenantId;
  toState: RequestState | null;
  why: string | null;
}

export interface RequestFile {
  fileId: string;
  kind: string;
  requestId: string;
  tenantId: TenantId;
}

export interface RequestShift {
  approvedBy: string;
  endedAt: Timestamp | null;
  fromAt: Timestamp;
  id: string;
  kind: string;
  reason: string;
  requestId: string;
  tenantId: TenantId;
  untilAt: Timestamp;
}

export interface Requirement {
  code: Generated<string>;
  fromOn: string;
  id: string;
  kind: RequirementKind;
  serviceId: string;
  tenantId: TenantId;
  toOn: string | null;
  value: number | null;
}

export interface ReturnCall {
  areaPath: string | null;
  callId: string | null;
  calls: Generated<number>;
  closedAt: Timestamp | null;
  closedBy: string | null;
  createdAt: Timestamp;
  dueAt: Timestamp;
  id: string;
  kind: string;
  madeBy: string | null;
  numberHash: string;
  numberMasked: string;
  numberSealed: string;
  outcome: string | null;
  personId: string | null;
  takenAt: Timestamp | null;
  takenBy: string | null;
  tenantId: TenantId;
  tries: Generated<number>;
  warnedAt: Timestamp | null;
  words: Generated<string>;
}

export interface Reward {
  about: Generated<string>;
  active: Generated<boolean>;
  areaId: string;
  areaPath: string;
  countedIn: Generated<string>;
  createdAt: Timestamp;
  createdBy: string;
  deliverable: Generated<boolean>;
  en: Generated<string>;
  fromAt: Timestamp;
  id: string;
  keepDays: Generated<number>;
  kind: RewardKind;
  limitEach: number | null;
  look: Generated<string>;
  pictureId: string | null;
  place: Generated<string>;
  points: number;
  serviceId: string | null;
  stock: number | null;
  tenantId: TenantId;
  untilAt: Timestamp | null;
  version: Generated<number>;
  zh: string;
}

export interface RewardOrder {
  code: string;
  endedAt: Timestamp | null;
  endedBy: string | null;
  id: string;
  lastsUntil: Timestamp;
  number: string;
  organisationId: string | null;
  personId: string;
  placedAt: Timestamp;
  points: number;
  quantity: number;
  reason: string | null;
  requestId: string | null;
  rewardId: string;
  shownTo: string | null;
  shownUntil: Timestamp | null;
  state: Generated<RewardOrderState>;
  tenantId: TenantId;
  way: RewardWay;
}

export interface RewardShop {
  organisationId: string;
  rewardId: string;
  tenantId: TenantId;
}

export interface RoleHolding {
  accountId: string;
  areaId: string;
  endedBy: string | null;
  fromAt: Timestamp;
  grantedBy: string | null;
  id: string;
  organisationId: string | null;
  role: string;
  teamId: string | null;
  tenantId: TenantId;
  toAt: Timestamp | null;
}

export interface RosterTemplate {
  areaId: string;
  cells: Json;
  createdAt: Timestamp;
  endedAt: Timestamp | null;
  id: string;
  madeBy: string | null;
  name: string;
  tenantId: TenantId;
}

export interface Round {
  areaId: string;
  areaPath: string;
  createdAt: Timestamp;
  day: string;
  figures: Json | null;
  id: string;
  kind: RoundKind;
  madeBy: string | null;
  name: string;
  picks: Json;
  planSeq: Generated<number>;
  progress: Generated<number>;
  publishedAt: Timestamp | null;
  publishedBy: string | null;
  reason: string | null;
  seed: number;
  state: RoundState;
  stopAskedAt: Timestamp | null;
  tenantId: TenantId;
  version: Generated<number>;
}

export interface RoundPlan {
  act: string;
  madeAt: Timestamp;
  madeBy: string | null;
  roundId: string;
  seq: number;
  tenantId: TenantId;
  undoneAt: Timestamp | null;
  ways: Json;
}

export interface RoundStop {
  areaId: string;
  areaPath: string;
  checkpointId: string | null;
  communityToldAt: Timestamp | null;
  dueOn: string;
  endedAt: Timestamp | null;
  fromMinute: number;
  gridToldAt: Timestamp | null;
  householdId: string | null;
  id: string;
  minutes: number;
  people: Generated<number>;
  personId: string | null;
  reason: string;
  requestId: string | null;
  roundId: string;
  seenSealed: string | null;
  skill: string | null;
  state: Generated<RoundStopState>;
  tenantId: TenantId;
  toMinute: number;
  usualPersonId: string | null;
  visitId: string | null;
  worry: Generated<boolean>;
}

export interface RoundWorker {
  breakMinutes: Generated<number>;
  droppedAt: Timestamp | null;
  dropReason: string | null;
  endLat: number | null;
  endLon: number | null;
  fromMinute: number;
  personId: string;
  roundId: string;
  skills: Generated<string[]>;
  startLat: number | null;
  startLon: number | null;
  tenantId: TenantId;
  toMinute: number;
  volunteerId: string | null;
}

export interface SealKey {
  id: string;
  madeAt: Timestamp;
  privateSealed: string;
  publicKey: string;
  tenantId: TenantId;
}

export interface Series {
  areaId: string;
  createdAt: Timestamp;
  description: Generated<string>;
  endsOn: string | null;
  forPersonId: string;
  fromMinute: number;
  householdId: string | null;
  id: string;
  keepPerson: Generated<boolean>;
  keepPersonId: string | null;
  madeUntil: string;
  openedBy: string;
  rule: string;
  serviceId: string;
  skipHolidays: Generated<boolean>;
  startsOn: string;
  state: Generated<string>;
  tenantId: TenantId;
  toMinute: number;
  version: Generated<number>;
}

export interface SeriesSkip {
  day: string;
  madeBy: string;
  reason: Generated<string>;
  seriesId: string;
  tenantId: TenantId;
}

export interface Service {
  active: Generated<boolean>;
  bodilyRisk: Generated<boolean>;
  code: string;
  credit: CreditKind;
  defaultUrgency: Urgency;
  effort: Generated<Effort>;
  en: string;
  example: Generated<string>;
  helpers: Generated<number>;
  icon: Generated<string>;
  id: string;
  kind: ServiceKind;
  minutes: number;
  priceRule: Generated<Json>;
  sensitive: Generated<boolean>;
  sheetForm: Generated<Json>;
  sort: Generated<number>;
  teamKind: Generated<string>;
  tenantId: TenantId;
  version: Generated<number>;
  zh: string;
}

export interface ServiceRecord {
  activityName: string;
  at: Timestamp;
  causeId: string;
  causeKind: string;
  content: string;
  day: string;
  dueOn: string;
  id: string;
  madeBy: string | null;
  minutes: number;
  personId: string;
  personInCharge: string;
  place: string;
  reason: string | null;
  replaces: string | null;
  tenantId: TenantId;
  unit: string;
  unitAreaId: string | null;
  version: Generated<number>;
  volunteerId: string;
}

export interface Session {
  accountId: string;
  agent: string | null;
  createdAt: Timestamp;
  endedAt: Timestamp | null;
  expiresAt: Timestamp;
  id: string;
  lastsMinutes: number;
  secondFactor: boolean;
  seenAt: Timestamp;
  tenantId: TenantId;
  tokenHash: Buffer;
}

export interface SessionSeat {
  askedAt: Timestamp;
  attendedAt: Timestamp | null;
  attendedHow: string | null;
  id: string;
  markedBy: string | null;
  personId: string;
  sessionId: string;
  state: SeatState;
  tenantId: TenantId;
}

export interface Sheet {
  content: Json;
  hash: string;
  id: string;
  number: string;
  reason: string | null;
  replaces: string | null;
  sealedAt: Timestamp;
  sealedBy: string;
  tenantId: TenantId;
  version: number;
  visitId: string;
}

export interface Shift {
  alarmedAt: Timestamp | null;
  closedAt: Timestamp | null;
  createdAt: Timestamp;
  day: string;
  fromAt: Timestamp;
  id: string;
  kindId: string;
  madeBy: string | null;
  openedAt: Timestamp | null;
  personId: string;
  removedAt: Timestamp | null;
  restedAt: Timestamp;
  tenantId: TenantId;
  toAt: Timestamp;
}

export interface ShiftKind {
  areaId: string;
  createdAt: Timestamp;
  endedAt: Timestamp | null;
  fromMinute: number;
  id: string;
  madeBy: string | null;
  minutes: number;
  name: string;
  people: number;
  role: string;
  tenantId: TenantId;
  version: Generated<number>;
  weekdays: number[];
}

export interface ShiftSwap {
  answeredAt: Timestamp | null;
  answeredBy: string | null;
  askedAt: Timestamp;
  askedBy: string;
  id: string;
  reason: string;
  returnShiftId: string | null;
  shiftId: string;
  state: Generated<string>;
  tenantId: TenantId;
  toPersonId: string | null;
}

export interface SignInCode {
  addressHash: string;
  codeHash: string;
  expiresAt: Timestamp;
  id: string;
  phoneHash: string;
  sentAt: Timestamp;
  tenantId: TenantId;
  tries: Generated<number>;
  usedAt: Timestamp | null;
}

export interface SignInLink {
  expiresAt: Timestamp;
  id: string;
  madeAt: Timestamp;
  madeBy: string | null;
  personId: string | null;
  purpose: string;
  tenantId: TenantId;
  tokenHash: string;
  usedAt: Timestamp | null;
}

export interface SmsAnswer {
  outcome: string;
  personId: string | null;
  receivedAt: Timestamp;
  reference: string;
  tenantId: TenantId;
}

export interface SpotCheck {
  areaPath: string;
  because: string;
  checkedAt: Timestamp | null;
  checkedBy: string | null;
  drawnAt: Timestamp;
  dueAt: Timestamp;
  finding: string | null;
  id: string;
  requestId: string;
  tenantId: TenantId;
  tries: Generated<number>;
  visitId: string;
  way: string;
  words: Generated<string>;
}

export interface Star {
  areaPath: string;
  askedAt: Timestamp | null;
  basis: Json;
  decidedAt: Timestamp | null;
  decidedBy: string | null;
  decision: string | null;
  id: string;
  kind: StarKind;
  madeAt: Timestamp;
  noticeFrom: string | null;
  noticeTo: string | null;
  personId: string;
  reviewedAt: Timestamp | null;
  reviewedBy: string | null;
  reviewWords: string | null;
  stars: number;
  state: StarState;
  tenantId: TenantId;
  unitAreaId: string;
  volunteerId: string;
  year: Generated<number>;
}

export interface StarObjection {
  answer: string | null;
  at: Timestamp;
  decidedAt: Timestamp | null;
  decidedBy: string | null;
  id: string;
  personId: string;
  starId: string;
  state: Generated<StarObjectionState>;
  tenantId: TenantId;
  words: string;
}

export interface StoredFile {
  contentType: string;
  createdAt: Generated<Timestamp>;
  height: number | null;
  id: string;
  ownerPersonId: string;
  purpose: string;
  sha256: string;
  size: number;
  tenantId: TenantId;
  width: number | null;
}

export interface Team {
  about: Generated<string>;
  areaId: string;
  brand: Generated<string>;
  endedAt: Timestamp | null;
  foundedOn: string | null;
  id: string;
  kind: string;
  leaderPersonId: string | null;
  name: string;
  nameEn: Generated<string>;
  tenantId: TenantId;
  version: Generated<number>;
}

export interface TeamMember {
  fromOn: string;
  id: string;
  personId: string;
  teamId: string;
  tenantId: TenantId;
  toOn: string | null;
}

export interface TeamService {
  serviceId: string;
  teamId: string;
  tenantId: TenantId;
}

export interface Tenant {
  brand: Generated<Json>;
  createdAt: Timestamp;
  demo: Generated<boolean>;
  hosts: Generated<string[]>;
  hotline: string | null;
  id: TenantId;
  nameEn: string;
  nameZh: string;
  slug: string;
  timeZone: Generated<string>;
}

export interface TrainingSession {
  areaId: string;
  areaPath: string;
  cancelReason: string | null;
  courseId: string;
  createdAt: Timestamp;
  createdBy: string;
  endsAt: Timestamp;
  id: string;
  leaderPersonId: string;
  place: string;
  seats: number;
  startsAt: Timestamp;
  state: Generated<SessionState>;
  tenantId: TenantId;
  version: Generated<number>;
}

export interface Visit {
  areaId: string;
  areaPath: string;
  cause: VisitCause;
  createdAt: Timestamp;
  endedAt: Timestamp | null;
  feeCents: Generated<number>;
  householdId: string | null;
  id: string;
  meetingCode: string;
  parts: Generated<Json>;
  personId: string | null;
  plannedFrom: Timestamp;
  plannedTo: Timestamp;
  requestId: string | null;
  state: VisitState;
  tenantId: TenantId;
  ticks: Generated<Json>;
  version: Generated<number>;
  work: Generated<string>;
}

export interface VisitFile {
  fileId: string;
  kind: string;
  tenantId: TenantId;
  visitId: string;
}

export interface VisitPerson {
  arrivesAt: Timestamp | null;
  breakMinutes: Generated<number>;
  checkedInAt: Timestamp | null;
  checkInMetres: number | null;
  checkInProof: CheckInProof | null;
  dropReason: string | null;
  during: string;
  finishedAt: Timestamp | null;
  finishPlace: Json | null;
  id: string;
  minutes: number | null;
  needHelpAt: Timestamp | null;
  offerId: string | null;
  organisationId: string | null;
  overrunAskedAt: Timestamp | null;
  overrunStaffAt: Timestamp | null;
  personId: string;
  setOutAt: Timestamp | null;
  state: VisitState;
  tenantId: TenantId;
  visitId: string;
  volunteerId: string | null;
}

export interface VisitSignature {
  at: Timestamp;
  fileId: string | null;
  id: string;
  kind: string;
  strokes: Json | null;
  takenBy: string;
  tenantId: TenantId;
  visitId: string;
  witness: string | null;
}

export interface Volunteer {
  about: Generated<string>;
  appliedAt: Timestamp;
  asksADay: Generated<number>;
  awayFrom: Timestamp | null;
  awayTo: Timestamp | null;
  class: VolunteerClass;
  freeUntil: Timestamp | null;
  guardianAgreedAt: Timestamp | null;
  guardianPersonId: string | null;
  id: string;
  jobsDone: Generated<number>;
  number: string;
  organisationId: string | null;
  personId: string;
  ratingCount: Generated<number>;
  ratingSum: Generated<number>;
  reviewedAt: Timestamp | null;
  reviewedBy: string | null;
  reviewReason: string | null;
  /**
   * codes of the skills held now, as holding tells them; changed in the transaction that changes those
   */
  skills: Generated<string[]>;
  state: MembershipState;
  tenantId: TenantId;
  version: Generated<number>;
}

export interface VolunteerArea {
  areaId: string;
  tenantId: TenantId;
  volunteerId: string;
}

export interface VolunteerException {
  day: string;
  free: boolean;
  fromMinute: Generated<number>;
  tenantId: TenantId;
  toMinute: Generated<number>;
  volunteerId: string;
}

export interface VolunteerHours {
  fromMinute: number;
  tenantId: TenantId;
  toMinute: number;
  volunteerId: string;
  weekday: number;
}

export interface VoucherClash {
  heardAt: Timestamp;
  id: string;
  occurredAt: Timestamp;
  orderId: string;
  organisationId: string;
  outcome: string | null;
  reviewedAt: Timestamp | null;
  reviewedBy: string | null;
  staffPersonId: string;
  tenantId: TenantId;
  words: string | null;
}

export interface WaveTimer {
  at: Timestamp | null;
  lookId: string;
  requestId: string;
  tenantId: TenantId;
}

export interface WhatIf {
  areaId: string;
  areaPath: string;
  change: Json | null;
  endedAt: Timestamp | null;
  history: Json;
  id: string;
  kind: string;
  madeBy: string;
  result: Generated<Json>;
  runs: Generated<number>;
  startedAt: Timestamp;
  state: string;
  stoppedBecause: string | null;
  tenantId: TenantId;
  title: string | null;
  toldAt: Timestamp;
}

export interface WorkingDay {
  day: string;
  name: Generated<string>;
  tenantId: TenantId;
  works: boolean;
}

export interface WorkingYear {
  source: string;
  tenantId: TenantId;
  year: number;
}

export interface DB {
  accident: Accident;
  accidentCover: AccidentCover;
  accidentStep: AccidentStep;
  account: Account;
  agent: Agent;
  alert: Alert;
  alertStep: AlertStep;
  allowance: Allowance;
  answerLink: AnswerLink;
  area: Area;
  areaOutline: AreaOutline;
  auditEntry: AuditEntry;
  auditSeal: AuditSeal;
  batch: Batch;
  batchItem: BatchItem;
  calendarFeed: CalendarFeed;
  call: Call;
  callAttempt: CallAttempt;
  callEvent: CallEvent;
  callNote: CallNote;
  callRecording: CallRecording;
  callRequest: CallRequest;
  certificate: Certificate;
  certificateBatch: CertificateBatch;
  certificateEnd: CertificateEnd;
  checkpoint: Checkpoint;
  consent: Consent;
  contactWay: ContactWay;
  course: Course;
  courseQuestion: CourseQuestion;
  delivery: Delivery;
  dispatchDecision: DispatchDecision;
  dispatchLesson: DispatchLesson;
  duty: Duty;
  familyRight: FamilyRight;
  handBack: HandBack;
  handOver: HandOver;
  handOverRead: HandOverRead;
  helperHistory: HelperHistory;
  holding: Holding;
  home: Home;
  household: Household;
  householdMember: HouseholdMember;
  idempotencyKey: IdempotencyKey;
  importBatch: ImportBatch;
  incident: Incident;
  incidentRequest: IncidentRequest;
  insurancePolicy: InsurancePolicy;
  insuredPerson: InsuredPerson;
  ledgerAccount: LedgerAccount;
  ledgerGrant: LedgerGrant;
  ledgerGrantPerson: LedgerGrantPerson;
  ledgerHold: LedgerHold;
  ledgerTransfer: LedgerTransfer;
  lending: Lending;
  messageWish: MessageWish;
  migration: Migration;
  notice: Notice;
  numberBlock: NumberBlock;
  offer: Offer;
  organisation: Organisation;
  organisationService: OrganisationService;
  organisationStaff: OrganisationStaff;
  outbox: Outbox;
  person: Person;
  personBlock: PersonBlock;
  personTag: PersonTag;
  policy: Policy;
  privacyRequest: PrivacyRequest;
  pushSubscription: PushSubscription;
  quizTry: QuizTry;
  rating: Rating;
  recordEntry: RecordEntry;
  recordObjection: RecordObjection;
  recordSignal: RecordSignal;
  rectification: Rectification;
  request: Request;
  requestDue: RequestDue;
  requestEvent: RequestEvent;
  requestFile: RequestFile;
  requestShift: RequestShift;
  requirement: Requirement;
  returnCall: ReturnCall;
  reward: Reward;
  rewardOrder: RewardOrder;
  rewardShop: RewardShop;
  roleHolding: RoleHolding;
  rosterTemplate: RosterTemplate;
  round: Round;
  roundPlan: RoundPlan;
  roundStop: RoundStop;
  roundWorker: RoundWorker;
  sealKey: SealKey;
  series: Series;
  seriesSkip: SeriesSkip;
  service: Service;
  serviceRecord: ServiceRecord;
  session: Session;
  sessionSeat: SessionSeat;
  sheet: Sheet;
  shift: Shift;
  shiftKind: ShiftKind;
  shiftSwap: ShiftSwap;
  signInCode: SignInCode;
  signInLink: SignInLink;
  smsAnswer: SmsAnswer;
  spotCheck: SpotCheck;
  star: Star;
  starObjection: StarObjection;
  storedFile: StoredFile;
  team: Team;
  teamMember: TeamMember;
  teamService: TeamService;
  tenant: Tenant;
  trainingSession: TrainingSession;
  visit: Visit;
  visitFile: VisitFile;
  visitPerson: VisitPerson;
  visitSignature: VisitSignature;
  volunteer: Volunteer;
  volunteerArea: VolunteerArea;
  volunteerException: VolunteerException;
  volunteerHours: VolunteerHours;
  voucherClash: VoucherClash;
  waveTimer: WaveTimer;
  whatIf: WhatIf;
  workingDay: WorkingDay;
  workingYear: WorkingYear;
}
