// Rules hold for the whole installation: only who may change them at its topmost area does.
import type { Me } from '@linbang/contract/accounts'
import { may } from '@linbang/contract/permissions'

export const mayChangeRules = (me: Me): boolean =>
  me.roles.some(({ role, areaPath }) => may(role, 'policies.manage') && !areaPath.includes('.'))
