// Keeps a file the server made, under the name it gave.
import type { FileReceived } from '../../../kit/api.ts'

export const saveFile = ({ blob, fileName }: FileReceived, otherwise: string): string => {
  const name = fileName ?? otherwise
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
  return name
}
