// A small ordered store on the phone (IndexedDB): one row by id, read back in the order they came.

export type Shelf<T extends { readonly id: string }> = {
  all: () => Promise<readonly T[]>
  put: (row: T) => Promise<void>
  remove: (id: string) => Promise<void>
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the phone store failed'))
  })

const openDatabase = (): Promise<IDBDatabase> => {
  const request = indexedDB.open('linbang', 1)
  request.onupgradeneeded = () =>
    request.result.createObjectStore('rows', { keyPath: ['shelf', 'id'] }).createIndex('shelf', ['shelf', 'order'])
  return settled(request)
}

type Row<T> = { shelf: string; id: string; order: number; row: T }

export const openShelf = <T extends { readonly id: string }>(shelf: string): Shelf<T> => {
  let database: Promise<IDBDatabase> | undefined
  const store = async (mode: IDBTransactionMode) =>
    (await (database ??= openDatabase())).transaction('rows', mode).objectStore('rows')
  let last = 0
  return {
    all: async () => {
      const rows = (await settled(
        (await store('readonly')).index('shelf').getAll(IDBKeyRange.bound([shelf], [shelf, []])),
      )) as Row<T>[]
      return rows.map(({ row }) => row)
    },
    put: async (row) => {
      const rows = await store('readwrite')
      const known = (await settled(rows.get([shelf, row.id]))) as Row<T> | undefined
      last = Math.max(Date.now(), last + 1)
      await settled(rows.put({ shelf, id: row.id, order: known?.order ?? last, row }))
    },
    remove: async (id) => {
      await settled((await store('readwrite')).delete([shelf, id]))
    },
  }
}

/** The same promises without a phone, for tests. */
export const memoryShelf = <T extends { readonly id: string }>(): Shelf<T> => {
  const rows = new Map<string, T>()
  return {
    all: async () => [...rows.values()],
    put: async (row) => void rows.set(row.id, row),
    remove: async (id) => void rows.delete(id),
  }
}
