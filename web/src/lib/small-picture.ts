const MOST = 1280

/** No larger than a screen shows it, and without what the camera wrote into the file; a JPEG is on white. */
export async function smallPicture(
  file: File,
  most = MOST,
  type: 'image/jpeg' | 'image/png' = 'image/jpeg',
): Promise<Blob> {
  const source = await createImageBitmap(file)
  const scale = Math.min(1, most / Math.max(source.width, source.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(source.width * scale))
  canvas.height = Math.max(1, Math.round(source.height * scale))
  const drawing = canvas.getContext('2d')!
  if (type === 'image/jpeg') {
    drawing.fillStyle = '#fff'
    drawing.fillRect(0, 0, canvas.width, canvas.height)
  }
  drawing.drawImage(source, 0, 0, canvas.width, canvas.height)
  source.close()
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), type, 0.82),
  )
}
