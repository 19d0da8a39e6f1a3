import { beforeEach, expect, it, vi } from 'vitest'
import { saveDraft, type Words } from './api/save-draft'
import { beginDraft, keepDraft, keyFor, putBack, rememberKey, typedIn } from './drafts'

vi.mock('./api/save-draft', () => ({ saveDraft: vi.fn() }))

const saved = vi.mocked(saveDraft)
const nothing = { reply: '', note: '' }
let here: Map<string, string>

beforeEach(() => {
  here = new Map()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => here.get(key) ?? null,
    setItem: (key: string, value: string) => here.set(key, value),
    removeItem: (key: string) => here.delete(key),
  })
  vi.useFakeTimers()
  saved.mockReset().mockResolvedValue()
})

it('what could not be sent stands above what was typed meanwhile', () => {
  expect(putBack('Combinado!', 'e mais')).toBe('Combinado!\ne mais')
  expect(putBack('Combinado!', '')).toBe('Combinado!')
})

it('the same words tried once more have the same key, once; others have their own', () => {
  const key = keyFor('c1', 'Olá')
  rememberKey('c1', 'Olá', key)
  expect(keyFor('c2', 'Olá')).not.toBe(key)
  expect(keyFor('c1', 'Olá!')).not.toBe(key)
  expect(keyFor('c1', 'Olá')).toBe(key)
  expect(keyFor('c1', 'Olá')).not.toBe(key)
})

it('begins with what the server has, or with what has not reached it from this tab', () => {
  expect(beginDraft('u', 'begin', null)).toEqual({ mode: 'reply', ...nothing })
  expect(beginDraft('u', 'begin', { reply: 'Olá', note: '' })).toEqual({
    mode: 'reply',
    reply: 'Olá',
    note: '',
  })
  expect(beginDraft('u', 'begin', { reply: '', note: 'ver' }).mode).toBe('note')
  keepDraft('u', 'begin', { reply: 'Olá, tudo', note: '' })
  expect(beginDraft('u', 'begin', { reply: 'Olá', note: '' }).reply).toBe('Olá, tudo')
})

it('is written after a pause, once, and then stands in this tab no more', async () => {
  beginDraft('u', 'pause', null)
  keepDraft('u', 'pause', { reply: 'O', note: '' })
  await vi.advanceTimersByTimeAsync(500)
  keepDraft('u', 'pause', { reply: 'Olá', note: '' })
  expect(here.size).toBe(1)
  await vi.advanceTimersByTimeAsync(700)
  expect(saved).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(200)
  expect(saved.mock.calls).toEqual([['pause', { reply: 'Olá', note: '' }]])
  expect(here.size).toBe(0)
  // The same words once more are no news.
  keepDraft('u', 'pause', { reply: 'Olá', note: '' })
  await vi.advanceTimersByTimeAsync(2_000)
  expect(saved).toHaveBeenCalledTimes(1)
})

it('one writing is over before the next begins, so that the last one wins', async () => {
  let finish = () => {}
  saved.mockImplementationOnce(() => new Promise<void>((done) => (finish = done)))
  beginDraft('u', 'slow', null)
  keepDraft('u', 'slow', { reply: 'Olá', note: '' })
  await vi.advanceTimersByTimeAsync(1_000)
  keepDraft('u', 'slow', { reply: 'Olá, tudo bem?', note: '' })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(saved).toHaveBeenCalledTimes(1)
  // Sent meanwhile: what is on its way must not stay.
  keepDraft('u', 'slow', nothing)
  finish()
  await vi.advanceTimersByTimeAsync(0)
  expect(saved.mock.calls.map(([, words]) => (words as Words).reply)).toEqual(['Olá', ''])
  expect(here.size).toBe(0)
})

it('what does not reach the server stays in this tab and goes with the next letter', async () => {
  saved.mockRejectedValueOnce(new Error('offline'))
  beginDraft('u', 'offline', null)
  keepDraft('u', 'offline', { reply: 'Olá', note: '' })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(here.size).toBe(1)
  keepDraft('u', 'offline', { reply: 'Olá!', note: '' })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(saved).toHaveBeenCalledTimes(2)
  expect(here.size).toBe(0)
  expect(typedIn('u', 'offline').reply).toBe('Olá!')
})
