import { webmToOgg } from './webm-to-ogg'

/** Small enough that WhatsApp shows three minutes as a voice to be played at once. */
const BITS = 24_000

export type Trouble = 'insecure' | 'unsupported' | 'refused' | 'missing' | 'broken'

export class RecordingError extends Error {
  constructor(readonly trouble: Trouble) {
    super(trouble)
  }
}

interface Format {
  recorded: string
  /** The file WhatsApp takes. */
  finish: (blob: Blob) => Promise<Blob>
  name: string
  /** WhatsApp shows Opus as what somebody said, anything else as a file of sound. */
  voice: boolean
}

const FORMATS: Format[] = [
  {
    recorded: 'audio/ogg;codecs=opus',
    finish: (blob) => Promise.resolve(new Blob([blob], { type: 'audio/ogg' })),
    name: 'audio.ogg',
    voice: true,
  },
  {
    recorded: 'audio/webm;codecs=opus',
    finish: async (blob) => webmToOgg(new Uint8Array(await blob.arrayBuffer())),
    name: 'audio.ogg',
    voice: true,
  },
  {
    recorded: 'audio/mp4;codecs=mp4a.40.2',
    finish: (blob) => Promise.resolve(new Blob([blob], { type: 'audio/mp4' })),
    name: 'audio.m4a',
    voice: false,
  },
]

export interface Recording {
  /** The end of it; to be listened to and sent. */
  stop: () => Promise<{ file: File; voice: boolean }>
  /** As if it had never begun. */
  cancel: () => void
}

/** @throws RecordingError where it cannot begin */
export async function record(): Promise<Recording> {
  if (!window.isSecureContext || !navigator.mediaDevices) throw new RecordingError('insecure')
  const format =
    typeof MediaRecorder === 'undefined'
      ? undefined
      : FORMATS.find(({ recorded }) => MediaRecorder.isTypeSupported(recorded))
  if (!format) throw new RecordingError('unsupported')
  const microphone = await navigator.mediaDevices.getUserMedia({ audio: true }).catch((error: unknown) => {
    const name = error instanceof DOMException ? error.name : ''
    throw new RecordingError(
      name === 'NotFoundError' ? 'missing' : name === 'NotAllowedError' ? 'refused' : 'broken',
    )
  })
  // WhatsApp takes one channel, however many the microphone has.
  const context = new AudioContext()
  await context.resume()
  const mono = new MediaStreamAudioDestinationNode(context, { channelCount: 1, channelCountMode: 'explicit' })
  context.createMediaStreamSource(microphone).connect(mono)
  const recorder = new MediaRecorder(mono.stream, { mimeType: format.recorded, audioBitsPerSecond: BITS })
  const parts: Blob[] = []
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data))
  const ended = new Promise<void>((done) => recorder.addEventListener('stop', () => done()))
  recorder.start()
  const end = () => {
    if (recorder.state !== 'inactive') recorder.stop()
    for (const track of microphone.getTracks()) track.stop()
  }
  return {
    stop: async () => {
      end()
      await ended
      void context.close()
      const blob = await format.finish(new Blob(parts)).catch(() => {
        throw new RecordingError('broken')
      })
      return { file: new File([blob], format.name, { type: blob.type }), voice: format.voice }
    },
    cancel: () => {
      end()
      void context.close()
    },
  }
}
