// Identity numbers of people who do not exist, for journeys in which somebody registers.
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Somebody born on that day; `order` is odd for a man and even for a woman. The check digit is right. */
export const idNumberOf = (born: string, order: number): string => {
  const head = `450000${born.replaceAll('-', '')}${String(order).padStart(3, '0')}`
  const sum = weights.reduce((total, weight, place) => total + weight * Number(head[place]), 0)
  return head + '10X98765432'[sum % 11]
}
