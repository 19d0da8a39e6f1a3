import type { ProposalDraft } from '@/lib/api/types'

/** `kept`: the server has it. `late`: somebody else changed it meanwhile, and nothing more is sent. */
export type KeeperState = 'kept' | 'waiting' | 'sending' | 'failed' | 'late'

export interface Keeping {
  state: KeeperState
  /** Which the next change is made from. */
  version: number
  failure: unknown
}

/** Null: something in it cannot be read yet. */
type Body = ProposalDraft | null

interface Options {
  version: number
  body: Body
  /** Gives the version it has become. */
  send: (body: ProposalDraft, version: number) => Promise<number>
  isLate: (failure: unknown) => boolean
  afterMs?: number
}

/** Keeps what somebody writes, a moment after the last letter, one request at a time, each made from what the one before has made. */
export class Keeper {
  private now: Keeping
  private body: Body
  private kept: string
  private timer: ReturnType<typeof setTimeout> | undefined
  private running: Promise<boolean> | null = null
  private readonly listeners = new Set<() => void>()

  constructor(private readonly options: Options) {
    this.now = { state: 'kept', version: options.version, failure: null }
    this.body = options.body
    this.kept = JSON.stringify(options.body)
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  readonly snapshot = (): Keeping => this.now

  write(body: Body): void {
    this.body = body
    if (this.now.state === 'late') return
    clearTimeout(this.timer)
    if (JSON.stringify(body) === this.kept) {
      if (this.running === null) this.tell({ state: 'kept' })
      return
    }
    if (this.running === null) this.tell({ state: 'waiting' })
    if (body) this.timer = setTimeout(() => void this.flush(), this.options.afterMs ?? 700)
  }

  /** Now. Whether the server has all of it. */
  flush(): Promise<boolean> {
    clearTimeout(this.timer)
    return (this.running ??= this.run().finally(() => (this.running = null)))
  }

  /** Nobody writes any more. */
  stop(): void {
    clearTimeout(this.timer)
  }

  private async run(): Promise<boolean> {
    for (;;) {
      const { body } = this
      const text = JSON.stringify(body)
      if (this.now.state === 'late') return false
      if (text === this.kept) {
        this.tell({ state: 'kept', failure: null })
        return true
      }
      if (!body) {
        this.tell({ state: 'waiting' })
        return false
      }
      this.tell({ state: 'sending' })
      try {
        const version = await this.options.send(body, this.now.version)
        this.kept = text
        this.tell({ version, failure: null })
      } catch (failure) {
        this.tell({ state: this.options.isLate(failure) ? 'late' : 'failed', failure })
        return false
      }
    }
  }

  private tell(change: Partial<Keeping>): void {
    this.now = { ...this.now, ...change }
    for (const listener of this.listeners) listener()
  }
}
