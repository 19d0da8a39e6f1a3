import { bells } from '@/lib/sound'
import { callWords } from './speech-words'

/** Two soft bell tones, a third apart, loud enough for a waiting room. */
export async function chime(): Promise<void> {
  if (!bells([783.99, 622.25], 0.42, 0.5)) return
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
