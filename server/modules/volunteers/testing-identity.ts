// Identity numbers of people who do not exist, for stories about registering.

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
let order = 100
/** A number whose check digit is right, of somebody who does not exist. */
export const idNumber = (born: string): string => {
  order += 2
  const head = `450000${born.replaceAll('-', '')}${order}`
  const sum = weights.reduce((total, weight, place) => total + weight * Number(head[place]), 0)
  return head + '10X98765432'[sum % 11]
}
