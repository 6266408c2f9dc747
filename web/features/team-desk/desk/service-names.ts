// What services are called, switched-off ones too: a team may still stand for them.
import { useQuery } from '@tanstack/react-query'
import { listServices } from '@linbang/contract/catalog'
import { query } from '../../../kit/api.ts'
import { useWords } from '../../../kit/text.ts'

export const useServiceNames = () => {
  const words = useWords()
  const services = useQuery({ ...query(listServices, { query: { all: 'true' } }), staleTime: 10 * 60_000 })
  const names = new Map(services.data?.items.map((one) => [one.code, words(one)]))
  return { nameOf: (code: string) => names.get(code) ?? code, all: services.data?.items ?? [] }
}
