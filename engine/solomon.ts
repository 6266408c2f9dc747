// Instances in Solomon's text format: name, VEHICLE number and capacity, CUSTOMER lines of number, x, y, demand, ready
// time, due date, service time; customer 0 is the depot. Truncated distances are those of the proven optima (CVRPLIB,
// DIMACS): cut to one decimal, reckoned here in whole tenths so that sums are exact.
import { BadInput } from './located-json.ts'
import { NONE } from './round-problem.ts'
import type { RoundProblem } from './round-problem.ts'

export type Solomon = {
  readonly name: string
  /** One unit of the file in units of the problem: 10 when truncated. */
  readonly scale: number
  /** Customer numbers as in the file, by visit. */
  readonly customers: readonly number[]
  readonly problem: RoundProblem
}

type Line = { readonly offset: number; readonly text: string }
type Customer = readonly [
  number: number,
  x: number,
  y: number,
  demand: number,
  ready: number,
  due: number,
  service: number,
]

export function readSolomon(text: string, distance: 'double' | 'truncated'): Solomon {
  const lines = linesOf(text)
  const head = (found: RegExp, what: string) => {
    const at = lines.findIndex((line) => found.test(line.text))
    if (at < 0) throw new BadInput(text, text.length, `the part ${what} is missing`)
    return at
  }
  const vehicleAt = head(/^\s*vehicle/i, 'VEHICLE')
  const customerAt = head(/^\s*customer\b/i, 'CUSTOMER')
  const fleet = lines.slice(vehicleAt + 1, customerAt).find((line) => /^\s*\d/.test(line.text))
  if (!fleet) throw new BadInput(text, lines[vehicleAt]!.offset, 'a line with NUMBER and CAPACITY is expected')
  const [number, capacity] = numbersOf(text, fleet, 2) as [number, number]
  const rows = lines.slice(customerAt + 1).filter((line) => /^\s*[-+.\d]/.test(line.text))
  const strange = lines.slice(customerAt + 1).find((line) => /^\s*[^-+.\d\sA-Za-z]/.test(line.text))
  if (strange) throw new BadInput(text, strange.offset, 'a customer line is expected')
  const customers = rows.map((line) => readCustomer(text, line))
  const [depot, ...others] = customers
  if (!depot || depot[0] !== 0)
    throw new BadInput(text, rows[0]?.offset ?? text.length, 'customer 0, the depot, comes first')
  refuseTwice(text, rows, customers)
  if (!Number.isInteger(number) || number < 1)
    throw new BadInput(text, fleet.offset, 'NUMBER must be a whole number above 0')
  const scale = distance === 'truncated' ? 10 : 1
  const name = lines.find((line) => line.text.trim() !== '')?.text.trim() ?? ''
  return {
    name,
    scale,
    customers: others.map(([id]) => id),
    problem: toProblem(depot, others, number, capacity, scale),
  }
}

function linesOf(text: string): Line[] {
  let offset = 0
  return text.split('\n').map((line) => {
    const found = { offset, text: line.replace(/\r$/, '') }
    offset += line.length + 1
    return found
  })
}

function numbersOf(text: string, line: Line, count: number): number[] {
  const words = [...line.text.matchAll(/\S+/g)]
  if (words.length !== count) {
    throw new BadInput(text, line.offset, `${count} numbers are expected, there are ${words.length}`)
  }
  return words.map((word) => {
    const value = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(word[0]) ? Number(word[0]) : NaN
    if (!Number.isFinite(value)) throw new BadInput(text, line.offset + word.index, `${word[0]} is not a number`)
    return value
  })
}

function readCustomer(text: string, line: Line): Customer {
  const row = numbersOf(text, line, 7) as unknown as Customer
  const [, , , demand, ready, due, service] = row
  if (demand < 0 || service < 0) throw new BadInput(text, line.offset, 'demand and service time must not be negative')
  if (due < ready) throw new BadInput(text, line.offset, 'the due date lies before the ready time')
  return row
}

function refuseTwice(text: string, rows: readonly Line[], customers: readonly Customer[]): void {
  const seen = new Set<number>()
  for (const [k, [id]] of customers.entries()) {
    if (seen.has(id)) throw new BadInput(text, rows[k]!.offset, `customer ${id} is given twice`)
    seen.add(id)
  }
}

function toProblem(
  depot: Customer,
  customers: readonly Customer[],
  number: number,
  capacity: number,
  scale: number,
): RoundProblem {
  const visits = customers.length
  const workers = Math.min(number, visits)
  const places = visits + 1
  const travel = new Float64Array(places * places)
  const all = [...customers, depot]
  for (const [i, a] of all.entries()) {
    for (const [j, b] of all.entries()) {
      const length = Math.hypot(a[1] - b[1], a[2] - b[2])
      travel[i * places + j] = scale === 10 ? Math.floor(length * 10 + 1e-9) : length
    }
  }
  const longest = travel.reduce((most, way) => Math.max(most, way), 0)
  const column = (index: 3 | 4 | 5 | 6, factor: number) => Float64Array.from(customers, (row) => row[index] * factor)
  return {
    visits,
    workers,
    places,
    travel,
    wayCost: travel,
    open: column(4, scale),
    close: column(5, scale),
    service: column(6, scale),
    demand: column(3, 1),
    unservedCost: new Float64Array(visits).fill(20 * longest + 1),
    ...alike(workers, depot, capacity, scale, visits),
    allowed: new Uint8Array(visits * workers).fill(1),
    extra: new Float64Array(visits * workers),
    twin: new Int32Array(visits).fill(NONE),
    twinLag: Infinity,
  }
}

/** Workers who differ in nothing, at the depot. */
function alike(workers: number, depot: Customer, capacity: number, scale: number, depotPlace: number) {
  return {
    startAt: new Int32Array(workers).fill(depotPlace),
    endAt: new Int32Array(workers).fill(depotPlace),
    shiftFrom: new Float64Array(workers).fill(depot[4] * scale),
    shiftTo: new Float64Array(workers).fill(depot[5] * scale),
    capacity: new Float64Array(workers).fill(capacity),
    workerCost: new Float64Array(workers),
    restLength: new Float64Array(workers),
    restFrom: new Float64Array(workers),
    restTo: new Float64Array(workers),
    kind: new Int32Array(workers),
  }
}
