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

/**
 * Bell tones one after the other. Synthesised: no file to fetch, so they ring offline too.
 * @param apart seconds from one to the next
 * @param volume 0 to 1
 * @returns false where the browser lets nothing be heard
 */
export function bells(frequencies: number[], apart: number, volume: number): boolean {
  if (!audio || audio.state !== 'running') return false
  const start = audio.currentTime + 0.02
  for (const [index, frequency] of frequencies.entries()) {
    const at = start + index * apart
    const gain = audio.createGain()
    gain.connect(audio.destination)
    gain.gain.setValueAtTime(0, at)
    gain.gain.linearRampToValueAtTime(volume, at + 0.015)
    gain.gain.exponentialRampToValueAtTime(0.001, at + 1.1)
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
      oscillator.start(at)
      oscillator.stop(at + 1.2)
    }
  }
  return true
}
