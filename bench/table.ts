// Tables on the terminal, medians and the noise of the machine.
import { cpus, loadavg } from 'node:os'

export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, k) => Math.max(title.length, ...rows.map((row) => row[k]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    cells.map((cell, k) => (k === 0 ? cell.padEnd(widths[k]!) : cell.padStart(widths[k]!))).join('  ')
  console.log(line(head))
  for (const row of rows) console.log(line(row))
}

export function printMachine(): void {
  const [minute = 0] = loadavg()
  console.log(
    `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, load ${minute.toFixed(2)}, Node ${process.version}`,
  )
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Milliseconds of each run, and what the last one answered. */
export function timed<T>(runs: number, work: () => T): { times: number[]; answer: T } {
  const times: number[] = []
  let answer = work()
  for (let k = 0; k < runs; k++) {
    const start = performance.now()
    answer = work()
    times.push(performance.now() - start)
  }
  return { times, answer }
}
