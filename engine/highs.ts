// Loads HiGHS (WebAssembly). Only commands, workers and tests open this file: the engine itself is handed a function.
import highs from 'highs'
import type { Highs } from 'highs'

// The package calls itself CommonJS in its types, but what Node imports is the loader itself.
const load = highs as unknown as typeof highs.default

export const loadHighs = (): Promise<Highs> => load()
