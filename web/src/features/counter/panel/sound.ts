import { callWords } from './speech-words'

let audio: AudioContext | null = null

/** True once the browser lets this page make a sound. It asks for one touch, or for a kiosk started with autoplay allowed. */
export async function unlockSound(): Promise<boolean> {
  try {
    audio ??= new AudioContext()
    // Without a gesture `resume` may stay pending for ever instead of failing.
    if (audio.state !== 'running') {
      await Promise.race([audio.resume(), new Promise((resolve) => setTimeout(resolve, 400))])
    }
    return (audio.state as string) === 'running'
  } catch {
    return false
  }
}

export function soundIsOn(): boolean {
  return audio?.state === 'running'
}

/** Two soft bell tones, a third apart. Synthesised: no file to fetch, so it rings offline too. */
export async function chime(): Promise<void> {
  if (!audio || audio.state !== 'running') return
  const start = audio.currentTime + 0.02
  const tones: [frequency: number, at: number][] = [
    [783.99, 0],
    [622.25, 0.42],
  ]
  for (const [frequency, at] of tones) {
    const gain = audio.createGain()
    gain.connect(audio.destination)
    gain.gain.setValueAtTime(0, start + at)
    gain.gain.linearRampToValueAtTime(0.5, start + at + 0.015)
    gain.gain.exponentialRampToValueAtTime(0.001, start + at + 1.1)
    for (const [multiple, level] of [
      [1, 1],
      [2, 0.25],
      [3, 0.08],
    ] as const) {
      const oscillator = audio.createOscillator()
      const partial = audio.createGain()
      partial.gain.value = level
      oscillator.frequency.value = frequency * multiple
      oscillator.connect(partial).connect(gain)
      oscillator.start(start + at)
      oscillator.stop(start + at + 1.2)
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 1_150))
}

export function portugueseVoice(): SpeechSynthesisVoice | null {
  if (!('speechSynthesis' in window)) return null
  const voices = speechSynthesis.getVoices().filter((voice) => voice.lang.toLowerCase().startsWith('pt'))
  const brazilian = voices.filter((voice) => voice.lang.toLowerCase().replace('_', '-') === 'pt-br')
  // A voice of the device speaks without internet.
  return brazilian.find((voice) => voice.localService) ?? brazilian[0] ?? voices[0] ?? null
}

/** Resolves when the sentence has been said, or when it plainly will not be: a stuck voice must not stop the queue. */
export function say(call: { code: string; deskName: string }): Promise<void> {
  if (!('speechSynthesis' in window)) return Promise.resolve()
  const text = callWords(call)
  return new Promise((resolve) => {
    const utterance = new SpeechSynthesisUtterance(text)
    utterance.lang = 'pt-BR'
    utterance.rate = 0.92
    const voice = portugueseVoice()
    if (voice) utterance.voice = voice
    const giveUp = setTimeout(finish, 4_000 + text.length * 130)
    function finish() {
      clearTimeout(giveUp)
      utterance.onend = utterance.onerror = null
      resolve()
    }
    utterance.onend = finish
    utterance.onerror = finish
    speechSynthesis.cancel()
    speechSynthesis.speak(utterance)
  })
}
