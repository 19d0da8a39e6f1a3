import { t } from '@lingui/core/macro'
import {
  GlobalWorkerOptions,
  getDocument,
  type PDFDocumentLoadingTask,
  type PDFPageProxy,
  PDFWorker,
  RenderingCancelledException,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import boldUrl from 'pdfjs-dist/standard_fonts/LiberationSans-Bold.ttf?url'
import regularUrl from 'pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf?url'
import { useEffect, useRef, useState } from 'react'
import { ErrorState } from '@/components/ui'
import css from './proposals.module.css'

GlobalWorkerOptions.workerSrc = workerUrl
/** One for every file that is shown: the next is asked for with the next change. */
const worker = new PDFWorker()

/** As wide as the Helvetica the file is set in, which a browser has no way to ask its system for. */
class Fonts {
  async fetch({ filename }: { filename: string }) {
    const answer = await fetch(filename.includes('Bold') ? boldUrl : regularUrl)
    if (!answer.ok) throw new Error(`${filename}: ${answer.status}`)
    return new Uint8Array(await answer.arrayBuffer())
  }
}

interface Shown {
  task: PDFDocumentLoadingTask
  pages: PDFPageProxy[]
}

async function read(file: Blob): Promise<Shown> {
  const data = new Uint8Array(await file.arrayBuffer())
  const task = getDocument({
    data,
    worker,
    useWasm: false,
    useSystemFonts: false,
    useWorkerFetch: false,
    standardFontDataUrl: '/',
    BinaryDataFactory: Fonts,
  })
  const whole = await task.promise
  const pages = await Promise.all(Array.from({ length: whole.numPages }, (_, at) => whole.getPage(at + 1)))
  return { task, pages }
}

/** Drawn by ourselves: a browser's own reader is not there on telephones, and a frame would need a hole in the content policy. */
export function PdfPages({ file }: { file: Blob }) {
  const [shown, setShown] = useState<Shown | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  useEffect(() => {
    let over = false
    // The pages before stay until these can be drawn.
    read(file).then(
      (next) => {
        if (over) void next.task.destroy()
        else {
          setShown(next)
          setFailure(null)
        }
      },
      (error: unknown) => {
        if (!over) setFailure(error)
      },
    )
    return () => {
      over = true
    }
  }, [file])
  useEffect(() => () => void shown?.task.destroy(), [shown])
  if (failure !== null) return <ErrorState error={failure} />
  const pages = shown?.pages ?? []
  return (
    // What can be scrolled can be reached.
    <div
      className={css.pages}
      role="group"
      aria-label={t`Páginas do PDF`}
      aria-busy={shown === null}
      tabIndex={0}
    >
      {pages.map((page, at) => (
        <Page key={at} page={page} label={t`Página ${at + 1} de ${pages.length}`} onFailure={setFailure} />
      ))}
    </div>
  )
}

/** Drawn when it comes into sight: a long one would fill a telephone's memory. */
function Page(props: { page: PDFPageProxy; label: string; onFailure: (error: unknown) => void }) {
  const { page, label, onFailure } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const natural = page.getViewport({ scale: 1 })
  useEffect(() => {
    const sheet = canvas.current
    if (!sheet) return
    let over = false
    let drawing: { promise: Promise<unknown>; cancel: () => void } | undefined
    const draw = () => {
      const width = page.getViewport({ scale: 1 }).width
      const viewport = page.getViewport({
        scale: (sheet.clientWidth / width) * Math.min(window.devicePixelRatio, 2),
      })
      if (viewport.width < 1) return
      drawing?.cancel()
      // Beside the one that is shown, so that nothing flickers.
      const next = document.createElement('canvas')
      next.width = Math.floor(viewport.width)
      next.height = Math.floor(viewport.height)
      drawing = page.render({ canvas: next, viewport })
      drawing.promise.then(
        () => {
          if (over) return
          sheet.width = next.width
          sheet.height = next.height
          sheet.getContext('2d')!.drawImage(next, 0, 0)
          sheet.dataset.drawn = 'true'
        },
        (error: unknown) => {
          // Taken back for a newer one.
          if (!over && !(error instanceof RenderingCancelledException)) onFailure(error)
        },
      )
    }
    const sight = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) draw()
      },
      { rootMargin: '400px' },
    )
    sight.observe(sheet)
    return () => {
      over = true
      sight.disconnect()
      drawing?.cancel()
    }
  }, [page, onFailure])
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      className={css.sheet}
      style={{ aspectRatio: `${natural.width} / ${natural.height}` }}
    />
  )
}
