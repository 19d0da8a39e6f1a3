import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ProposalDraft } from '@/lib/api/types'
import { Keeper } from './keeper'

const draft = (note: string): ProposalDraft => ({
  lines: [],
  discount: { kind: 'percent', value: 0 },
  validityDays: 15,
  terms: null,
  note,
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function keep(answers: (number | Error)[] = []) {
  const sent: [string | null | undefined, number][] = []
  const keeper = new Keeper({
    version: 1,
    body: draft('a'),
    send: async (body, version) => {
      sent.push([body.note, version])
      const answer = answers.shift()
      await new Promise((done) => setTimeout(done, 100))
      if (answer instanceof Error) throw answer
      return answer ?? version + 1
    },
    isLate: (failure) => (failure as Error).message === 'late',
  })
  return { keeper, sent }
}

it('sends a moment after the last letter, once', async () => {
  const { keeper, sent } = keep()
  keeper.write(draft('ab'))
  await vi.advanceTimersByTimeAsync(600)
  keeper.write(draft('abc'))
  await vi.advanceTimersByTimeAsync(600)
  expect(sent).toEqual([])
  expect(keeper.snapshot().state).toBe('waiting')
  await vi.advanceTimersByTimeAsync(200)
  expect(sent).toEqual([['abc', 1]])
  await vi.advanceTimersByTimeAsync(100)
  expect(keeper.snapshot()).toMatchObject({ state: 'kept', version: 2 })
})

it('sends what was written meanwhile after it, from the version that came of it', async () => {
  const { keeper, sent } = keep([5])
  keeper.write(draft('b'))
  const done = keeper.flush()
  keeper.write(draft('c'))
  await vi.advanceTimersByTimeAsync(5_000)
  expect(await done).toBe(true)
  expect(sent).toEqual([
    ['b', 1],
    ['c', 5],
  ])
})

it('sends nothing that is as the server has it, nor what cannot be read', async () => {
  const { keeper, sent } = keep()
  keeper.write(draft('b'))
  keeper.write(draft('a'))
  expect(await keeper.flush()).toBe(true)
  keeper.write(null)
  expect(await keeper.flush()).toBe(false)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(sent).toEqual([])
  expect(keeper.snapshot().state).toBe('waiting')
})

it('tries again after a failure, and not once somebody else was first', async () => {
  const { keeper, sent } = keep([new Error('away'), 2, new Error('late')])
  keeper.write(draft('b'))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(keeper.snapshot()).toMatchObject({ state: 'failed', version: 1 })
  keeper.write(draft('bc'))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(keeper.snapshot()).toMatchObject({ state: 'kept', version: 2, failure: null })
  keeper.write(draft('bcd'))
  await vi.advanceTimersByTimeAsync(1_000)
  keeper.write(draft('bcde'))
  await vi.advanceTimersByTimeAsync(5_000)
  expect(keeper.snapshot().state).toBe('late')
  expect(await keeper.flush()).toBe(false)
  expect(sent).toHaveLength(3)
})
