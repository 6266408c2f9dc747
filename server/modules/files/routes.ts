// Files: contract → use case.
import * as contract from '@linbang/contract/files'
import { serve } from '../../kit/http.ts'
import { addFile, getFile } from './service.ts'

export const fileRoutes = [
  serve(contract.addFile, (ctx, { body }) => addFile(ctx, body)),
  serve(contract.getFile, (ctx, { params }) => getFile(ctx, params.fileId)),
]
