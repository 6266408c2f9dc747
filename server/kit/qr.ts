// QR codes for door cards, sheets, certificates and sign-in links.
import qrcode from 'qrcode'

const margin = 2

/** For pages and printed sheets (`image(bytes(data.qr))` in Typst). */
export const qrSvg = (text: string): Promise<string> =>
  qrcode.toString(text, { type: 'svg', margin, errorCorrectionLevel: 'M' })

export const qrPng = (text: string, width = 480): Promise<Buffer> =>
  qrcode.toBuffer(text, { margin, width, errorCorrectionLevel: 'M' })
