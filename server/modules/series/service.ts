// The only door to series: repeating needs, whose occurrences are requests.
export { ask } from './open-series.ts'
