import type { PanelCall } from '@/lib/api/types'

export interface PanelMemory {
  read(): number | null
  write(sequence: number): void
}

export interface PanelView {
  current: PanelCall | null
  /** Other tickets called before the current one, newest first. */
  recent: PanelCall[]
}

/** Announcing an hour of calls after a long outage helps nobody: they are listed, not spoken. */
const TOO_OLD_TO_SPEAK_MS = 5 * 60_000
const RECENT = 5

/**
 * What the television shows and says, one call at a time and in order. The server numbers the calls without gaps; the last number
 * said is remembered, so that after a lost network or a restart nothing is skipped and nothing is said twice.
 */
export class PanelQueue {
  private waiting: PanelCall[] = []
  private shown: PanelCall[] = []
  private received: number | null = null

  constructor(private readonly memory: PanelMemory) {}

  /** Ask the server for calls after this one. Null: nothing is known yet, ask for the last few. */
  get after(): number | null {
    return this.received
  }

  get view(): PanelView {
    const [current = null, ...before] = this.shown
    const recent: PanelCall[] = []
    for (const call of before) {
      if (call.ticketId === current?.ticketId || recent.some((other) => other.ticketId === call.ticketId))
        continue
      recent.push(call)
      if (recent.length === RECENT) break
    }
    return { current, recent }
  }

  /** First answer of the server: its last few calls. Those already said are shown at once; later ones wait their turn. */
  start(items: PanelCall[], lastSequence: number): void {
    const remembered = this.memory.read()
    // A smaller number than remembered means another database behind the same address: its calls are all new.
    const said = remembered === null || remembered > lastSequence ? lastSequence : remembered
    this.memory.write(said)
    this.shown = items.filter((call) => call.sequence <= said).reverse()
    this.received = said
    // When the gap is longer than these few, `after` makes the next request bring the rest, from the first one missed.
    const next = items.filter((call) => call.sequence > said)
    if (next[0]?.sequence === said + 1) this.receive(next)
  }

  receive(items: PanelCall[]): void {
    for (const call of items) {
      if (this.received !== null && call.sequence <= this.received) continue
      this.waiting.push(call)
      this.received = call.sequence
    }
  }

  /** Brings the next call to the screen. Say it when `speak`, then report `finished`. */
  next(serverNow: number): { call: PanelCall; speak: boolean } | null {
    const call = this.waiting.shift()
    if (!call) return null
    this.shown = [call, ...this.shown].slice(0, 30)
    return { call, speak: serverNow - new Date(call.calledAt).getTime() <= TOO_OLD_TO_SPEAK_MS }
  }

  /** Said to the end (or shown for its time, where there is no sound): it will not come again. */
  finished(call: PanelCall): void {
    this.memory.write(call.sequence)
  }
}
