// The one thing asked of fontkit, which brings no types: which characters a font has.
declare module 'fontkit' {
  export const create: (font: Uint8Array) => { readonly characterSet: readonly number[] }
}
