import { describe, expect, it } from 'vitest'
import type { PanelCall } from '@/lib/api/types'
import { PanelQueue, type PanelMemory } from './panel-queue'

const NOW = Date.parse('2026-11-21T12:00:00Z')

function call(sequence: number, secondsAgo = 10, ticketId = `t${sequence}`): PanelCall {
  return {
    sequence,
    ticketId,
    code: `A${String(sequence).padStart(3, '0')}`,
    deskName: 'Guichê 1',
    serviceName: 'Caixa',
    recall: false,
    calledAt: new Date(NOW - secondsAgo * 1000).toISOString(),
  }
}

function memory(initial: number | null): PanelMemory & { value: number | null } {
  return {
    value: initial,
    read() {
      return this.value
    },
    write(sequence) {
      this.value = sequence
    },
  }
}

/** Says everything that waits; returns the numbers spoken. */
function sayAll(queue: PanelQueue): number[] {
  const said: number[] = []
  for (let item = queue.next(NOW); item; item = queue.next(NOW)) {
    if (item.speak) said.push(item.call.sequence)
    queue.finished(item.call)
  }
  return said
}

describe('PanelQueue', () => {
  it('shows the past on a new television without saying it', () => {
    const queue = new PanelQueue(memory(null))
    queue.start([call(4), call(5), call(6)], 6)
    expect(queue.view.current?.sequence).toBe(6)
    expect(queue.view.recent.map((row) => row.sequence)).toEqual([5, 4])
    expect(sayAll(queue)).toEqual([])
    expect(queue.after).toBe(6)
  })

  it('says after a restart only what had not been said', () => {
    const queue = new PanelQueue(memory(4))
    queue.start([call(2), call(3), call(4), call(5), call(6)], 6)
    expect(queue.view.current?.sequence).toBe(4)
    expect(sayAll(queue)).toEqual([5, 6])
  })

  it('asks for the rest when more was missed than the first answer holds', () => {
    const queue = new PanelQueue(memory(10))
    queue.start([call(15), call(16), call(17)], 17)
    expect(queue.after).toBe(10)
    queue.receive([11, 12, 13, 14, 15, 16, 17].map((n) => call(n)))
    expect(sayAll(queue)).toEqual([11, 12, 13, 14, 15, 16, 17])
  })

  it('never says a call twice, however often it arrives', () => {
    const queue = new PanelQueue(memory(0))
    queue.start([], 0)
    queue.receive([call(1), call(2)])
    queue.receive([call(1), call(2), call(3)])
    expect(sayAll(queue)).toEqual([1, 2, 3])
    queue.receive([call(3)])
    expect(sayAll(queue)).toEqual([])
  })

  it('repeats after a restart the call that was cut in the middle, and no other', () => {
    const kept = memory(0)
    const before = new PanelQueue(kept)
    before.start([], 0)
    before.receive([call(1), call(2)])
    before.finished(before.next(NOW)!.call)
    before.next(NOW) // 2 on the screen, the power fails before it is said to the end

    const after = new PanelQueue(kept)
    after.start([call(1), call(2)], 2)
    expect(sayAll(after)).toEqual([2])
  })

  it('shows item N while N is said, whatever has arrived meanwhile', () => {
    const queue = new PanelQueue(memory(0))
    queue.start([], 0)
    queue.receive([call(1)])
    const item = queue.next(NOW)!
    queue.receive([call(2), call(3)])
    expect(queue.view.current?.sequence).toBe(item.call.sequence)
  })

  it('lists but does not say calls older than five minutes', () => {
    const queue = new PanelQueue(memory(0))
    queue.start([], 0)
    queue.receive([call(1, 301), call(2, 300)])
    expect(sayAll(queue)).toEqual([2])
    expect(queue.view.recent.map((row) => row.sequence)).toEqual([1])
  })

  it('starts over when the server has fewer calls than it remembers', () => {
    const kept = memory(900)
    const queue = new PanelQueue(kept)
    queue.start([call(1), call(2)], 2)
    expect(kept.value).toBe(2)
    queue.receive([call(3)])
    expect(sayAll(queue)).toEqual([3])
  })

  it('lists a ticket called again only once', () => {
    const queue = new PanelQueue(memory(null))
    queue.start([call(1, 50, 'x'), call(2, 40, 'y'), call(3, 30, 'x'), call(4, 20, 'z')], 4)
    expect(queue.view.recent.map((row) => row.sequence)).toEqual([3, 2])
  })
})
