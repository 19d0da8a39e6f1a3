const MOST = 1280

/** No larger than a screen shows it, on white, and without what the camera wrote into the file. */
export async function smallPicture(file: File): Promise<Blob> {
  const source = await createImageBitmap(file)
  const scale = Math.min(1, MOST / Math.max(source.width, source.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(source.width * scale))
  canvas.height = Math.max(1, Math.round(source.height * scale))
  const drawing = canvas.getContext('2d')!
  drawing.fillStyle = '#fff'
  drawing.fillRect(0, 0, canvas.width, canvas.height)
  drawing.drawImage(source, 0, 0, canvas.width, canvas.height)
  source.close()
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', 0.82),
  )
}
