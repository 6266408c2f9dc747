// Can this lock file be installed on a clean machine? npm drops platform packages that the registry lacks without a word,
// and `npm ci` then dies: "Missing: X from lock file".

type Entry = {
  readonly version?: string
  readonly integrity?: string
  readonly link?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}
export type Lock = { readonly packages: Readonly<Record<string, Entry>> }

/** Most of its platform packages were never published; npm ci passes, and the ones for glibc Linux are there. */
const incomplete = ['node_modules/@myriaddreamin/typst-ts-node-compiler']

export const lockFaults = ({ packages }: Lock): string[] =>
  Object.entries(packages).flatMap(([path, entry]) => {
    if (!path.includes('node_modules/') || entry.link) return []
    if (!entry.version || !entry.integrity) return [`${path} has no version or integrity`]
    if (incomplete.includes(path)) return []
    return Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !packages[`${path}/node_modules/${name}`] && !packages[`node_modules/${name}`])
      .map(
        (name) =>
          `${path}@${entry.version} wants ${name}, which is not in the lock file: pin a version that is complete`,
      )
  })
