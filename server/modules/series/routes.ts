// Series: contract → use case. Asking for help is served here, because a wish that repeats opens a series.
import * as contract from '@linbang/contract/requests'
import * as seriesContract from '@linbang/contract/series'
import { serve } from '../../kit/http.ts'
import { endSeries, getSeries, listSeries, skipOccurrence } from './keep-series.ts'
import { ask } from './open-series.ts'

export const seriesRoutes = [
  serve(contract.openRequest, (ctx, { body }) => ask(ctx, body)),
  serve(seriesContract.listSeries, (ctx, { query }) => listSeries(ctx, query)),
  serve(seriesContract.getSeries, (ctx, { params }) => getSeries(ctx, params.seriesId)),
  serve(seriesContract.skipOccurrence, (ctx, { params, body }) => skipOccurrence(ctx, params.seriesId, body)),
  serve(seriesContract.endSeries, (ctx, { params, body }) => endSeries(ctx, params.seriesId, body)),
]
