// What Chrome 87 and Safari 15.0 do not have and our libraries use. Syntax is lowered by the build; these are functions.

const has = (of: object, name: string) => name in of

if (!has(Object, 'hasOwn'))
  Object.defineProperty(Object, 'hasOwn', {
    value: (of: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(of, key),
  })

for (const kind of [Array, String] as const) {
  if (has(kind.prototype, 'at')) continue
  Object.defineProperty(kind.prototype, 'at', {
    value(this: ArrayLike<unknown>, index: number) {
      return this[index < 0 ? this.length + index : index]
    },
  })
}
