// People over HTTP: one line an endpoint.
import * as contract from '@linbang/contract/people'
import * as registerContract from '@linbang/contract/register'
import { type Route, serve } from '../../kit/http.ts'
import { addPerson, changePerson, confirmPerson } from './enter-person.ts'
import { endFamilyRight, grantFamilyRight, listMyFamily, recordFamilyRight } from './families.ts'
import { changeHousehold, getHousehold, listHouseholds } from './households.ts'
import { mergePeople, unmergePerson } from './merge-people.ts'
import { exportPeople, registerTemplate } from './register-export.ts'
import { commitRegister, listImports, previewRegister, undoRegister } from './register.ts'
import { listLooks, revealField } from './reveal.ts'
import { afterwards, getPerson, listPeople } from './show-person.ts'
import { addTag, endTag } from './tags.ts'

export const peopleRoutes: readonly Route[] = [
  serve(contract.listPeople, (ctx, { query }) => listPeople(ctx, query)),
  serve(contract.getPerson, (ctx, { params }) => getPerson(ctx, params.personId)),
  serve(contract.addPerson, (ctx, { body }) => afterwards(ctx, (ctx) => addPerson(ctx, body))),
  serve(contract.changePerson, (ctx, { params, body }) =>
    afterwards(ctx, (ctx) => changePerson(ctx, params.personId, body)),
  ),
  serve(contract.confirmPerson, (ctx, { params, body }) =>
    afterwards(ctx, (ctx) => confirmPerson(ctx, params.personId, body.how)),
  ),
  serve(contract.mergePeople, (ctx, { params, body }) =>
    afterwards(ctx, (ctx) => mergePeople(ctx, params.personId, body)),
  ),
  serve(contract.unmergePerson, (ctx, { params }) => afterwards(ctx, (ctx) => unmergePerson(ctx, params.personId))),
  serve(contract.revealField, (ctx, { params, body }) => revealField(ctx, params.personId, body)),
  serve(contract.listLooks, (ctx, { query }) => listLooks(ctx, query)),
  serve(contract.addTag, (ctx, { params, body }) => afterwards(ctx, (ctx) => addTag(ctx, params.personId, body))),
  serve(contract.endTag, (ctx, { params }) => afterwards(ctx, (ctx) => endTag(ctx, params.personId, params.tagId))),
  serve(contract.grantFamilyRight, (ctx, { body }) => grantFamilyRight(ctx, body)),
  serve(contract.listMyFamily, (ctx) => listMyFamily(ctx)),
  serve(contract.endFamilyRight, (ctx, { params }) => endFamilyRight(ctx, params.rightId)),
  serve(contract.recordFamilyRight, (ctx, { params, body }) =>
    afterwards(ctx, (ctx) => recordFamilyRight(ctx, params.personId, body)),
  ),
  serve(contract.listHouseholds, (ctx, { query }) => listHouseholds(ctx, query)),
  serve(contract.getHousehold, (ctx, { params }) => getHousehold(ctx, params.householdId)),
  serve(contract.changeHousehold, (ctx, { params, body }) => changeHousehold(ctx, params.householdId, body)),
  serve(registerContract.registerTemplate, (ctx) => registerTemplate(ctx)),
  serve(registerContract.previewRegister, (ctx, { body }) => previewRegister(ctx, body)),
  serve(registerContract.listImports, (ctx, { query }) => listImports(ctx, query)),
  serve(registerContract.commitRegister, (ctx, { params, body }) =>
    commitRegister(ctx, params.importId, body.skipFaulty),
  ),
  serve(registerContract.undoRegister, (ctx, { params }) => undoRegister(ctx, params.importId)),
  serve(registerContract.exportPeople, (ctx, { body }) => exportPeople(ctx, body.areaId, body.reason)),
]
