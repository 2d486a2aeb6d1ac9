// Files of what is taken out of a screen: the server makes the texts, the browser the bitmap.

/** A picture as it is on paper: light, whatever the theme. */
export const onPaper = (svg: string): string => svg.replaceAll('(prefers-color-scheme:dark)', '(max-width:0)')

/** How many pixels of a bitmap a pixel of a picture is. */
const sharp = 2

/** A picture as a bitmap. */
export async function pngOf(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([onPaper(svg)], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth * sharp
    canvas.height = image.naturalHeight * sharp
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise<Blob>((done, fail) => canvas.toBlob((b) => (b ? done(b) : fail(new Error('it is too large'))), 'image/png'))
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** Gives a file to the browser to keep. */
export function save(file: Blob, name: string): void {
  const a = document.createElement('a')
  a.href = URL.createObjectURL(file)
  a.download = name
  a.click()
  setTimeout(() => URL.revokeObjectURL(a.href), 10_000)
}
