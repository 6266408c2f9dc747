// How urgent what is asked is, when no life is in danger: asked about, cut off from what one lives on, tangled, or ordinary.
type Urgency = 'basic' | 'ordinary' | 'complex' | 'advice'

const adviceServices = new Set(['legal-advice', 'policy-advice', 'job-information'])
const complexServices = new Set(['long-term-care', 'mediation'])
const asks =
  /几多|多少钱|什么时候|哪天|几点|几号|几岁|要(?:什么|哪些|几|带)|条件|怎么(?:报|办|评|收费|申请|领|算)|在哪|去哪|哪里(?:办|领|报)|能不能(?:办|报|领)|还有名额|可以办|吗$/
const cut =
  /没(?:有)?(?:水|电|气|暖|米|饭|药|吃)|停[水电气暖]|断[水电气粮药]|不热|冷得|冻得|吃完|用完|只剩|饿|没吃|进不去|门外|堵死|倒灌|揭不开锅|见底|没钱|买不起|冇[水电气米]/
const basicServices = new Set([
  'plumbing',
  'drain-clearing',
  'electric-repair',
  'heating-repair',
  'door-lock',
  'gas-safety',
  'meal-delivery',
  'grocery-errand',
  'medicine-errand',
  'hardship-aid',
  'bill-payment',
  'appliance-repair',
  'home-nursing-visit',
])

export const urgencyIn = (text: string, service: string | undefined): Urgency => {
  if (service === undefined) return 'ordinary'
  if (adviceServices.has(service)) return 'advice'
  if (complexServices.has(service)) return 'complex'
  if (basicServices.has(service) && cut.test(text)) return 'basic'
  return asks.test(text) ? 'advice' : 'ordinary'
}
