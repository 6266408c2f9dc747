// How the papers of the shipped catalogue are called, in both languages; a code the operator added is its own name.
import type { Words } from '@linbang/contract/values'

const names: Readonly<Record<string, Words>> = {
  electrician: { zh: '电工证', en: 'Electrician' },
  'boiler-fitter': { zh: '锅炉管道工证', en: 'Boiler fitter' },
  'appliance-repairer': { zh: '家电维修证', en: 'Appliance repairer' },
  locksmith: { zh: '锁具修理工证', en: 'Locksmith' },
  'gas-fitter': { zh: '燃气工证', en: 'Gas fitter' },
  'food-handler': { zh: '健康证（餐饮）', en: 'Food handler' },
  hairdresser: { zh: '美发师证', en: 'Hairdresser' },
  'care-worker': { zh: '养老护理员证', en: 'Care worker' },
  nurse: { zh: '护士执业证', en: 'Nurse' },
  counsellor: { zh: '心理咨询师证', en: 'Counsellor' },
  mediator: { zh: '人民调解员证', en: 'Mediator' },
  lawyer: { zh: '律师执业证', en: 'Lawyer' },
  'child-safe': { zh: '涉未成年人准入查询', en: 'Child-safety check' },
  'pest-controller': { zh: '有害生物防制员证', en: 'Pest controller' },
  'first-aid': { zh: '急救员证', en: 'First aid' },
  'work-safety': { zh: '作业安全培训', en: 'Work safety course' },
  'care-safety': { zh: '照护安全培训', en: 'Care safety course' },
  'emergency-drill': { zh: '应急演练', en: 'Emergency drill' },
  accident: { zh: '志愿者意外险', en: "Volunteer's accident insurance" },
}

export const holdingName = (code: string): Words => names[code] ?? { zh: code, en: code }
