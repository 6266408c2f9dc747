// Passwords as argon2id; a wrong name costs as much time as a wrong password.
import { hash, verify } from '@node-rs/argon2'

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), cost)

let nobody: Promise<string> | undefined

export const passwordFits = async (known: string | null, password: string): Promise<boolean> => {
  nobody ??= hashPassword('nobody signs in with this')
  const fits = await verify(known ?? (await nobody), password.normalize('NFKC'))
  return fits && known !== null
}
