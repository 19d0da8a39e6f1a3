/** One thing that changed: which, and never what. */
export interface Happening {
  sequence: number
  topic: string
  id: string
  /** One's own conversation or ticket, or meant for oneself. */
  isYours: boolean
  /** A team's, that nobody has taken on. */
  isNobodys: boolean
}

/** What the server says at once: everything one may hear of, from one number to another. */
export interface Heard {
  after: number | null
  through: number
  /** What came after the known number is not kept any more. */
  startOver: boolean
  items: Happening[]
}

export type Taken = { kind: 'items'; items: Happening[] } | { kind: 'start-over' } | { kind: 'gap' }

/** Where a client stands in what happens: each thing is taken once and in order, and nothing goes missing unnoticed. */
export class RealtimePlace {
  private last: number | null = null

  /** The last number that is known; null: none is. */
  get known(): number | null {
    return this.last
  }

  take(heard: Heard): Taken {
    if (heard.startOver) {
      this.last = heard.through
      return { kind: 'start-over' }
    }
    const { last } = this
    if (last === null || (heard.after !== null && heard.after > last)) return { kind: 'gap' }
    this.last = Math.max(last, heard.through)
    return { kind: 'items', items: heard.items.filter(({ sequence }) => sequence > last) }
  }
}
