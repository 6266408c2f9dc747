// Loads HiGHS (WebAssembly). Only commands, workers and tests open this file: the engine itself is handed a function.
import highs from 'highs'
import type { Highs } from 'highs'
import type { SolveSetPartition } from './route-pool.ts'

// The package calls itself CommonJS in its types, but what Node imports is the loader itself.
const load = highs as unknown as typeof highs.default

export const loadHighs = (): Promise<Highs> => load()

export type SolverLimit = { readonly seconds: () => number } | { readonly nodes: number }

/** Set partitioning by HiGHS; synchronous, so it belongs in a worker or a command. A limit by nodes is reproducible. */
export function setPartitioningBy(solver: Highs, limit: SolverLimit): SolveSetPartition {
  return (problem) => {
    const { columns, rows, cost, start, rowOf } = problem
    const seconds = 'seconds' in limit ? limit.seconds() : Infinity
    if (seconds < 0.05) return null
    const model = solver.createModel({
      numCols: columns,
      numRows: rows,
      colCost: cost,
      colLower: new Float64Array(columns),
      colUpper: new Float64Array(columns).fill(1),
      rowLower: problem.least,
      rowUpper: problem.most,
      integrality: new Int32Array(columns).fill(1),
      matrix: {
        format: 'csc',
        numRows: rows,
        numCols: columns,
        starts: start,
        indices: rowOf,
        values: new Float64Array(rowOf.length).fill(1),
      },
    })
    try {
      const options = 'seconds' in limit ? { time_limit: seconds } : { mip_max_nodes: limit.nodes }
      model.options.set({ output_flag: false, random_seed: 1, ...options })
      const chosen = new Float64Array(columns)
      for (const column of problem.known) chosen[column] = 1
      model.setSolution({ colValue: chosen })
      model.run()
      const { colValue } = model.getSolution()
      return colValue.length === 0 ? null : [...colValue.keys()].filter((column) => colValue[column]! > 0.5)
    } finally {
      model.dispose()
    }
  }
}
