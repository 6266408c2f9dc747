// The one thing asked of fontkit, which brings no types: which characters a font has, or each face of a collection.
declare module 'fontkit' {
  type Face = { readonly characterSet: readonly number[] }
  export const create: (font: Uint8Array) => Face | { readonly fonts: readonly Face[] }
}
