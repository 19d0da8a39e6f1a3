import { expect, test, vi } from 'vitest'
import { showViewing, stopViewing } from './show-viewing'

const { POST, DELETE } = vi.hoisted(() => ({ POST: vi.fn(), DELETE: vi.fn() }))
vi.mock('@/lib/api/client', () => ({ api: () => ({ POST, DELETE }) }))

test('that one has left is said after what was said before has arrived', async () => {
  let arrive = () => {}
  POST.mockReturnValue(new Promise<void>((resolve) => (arrive = resolve)))
  DELETE.mockResolvedValue(undefined)

  showViewing('a')
  stopViewing('a')
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(DELETE).not.toHaveBeenCalled()

  arrive()
  await vi.waitFor(() => expect(DELETE).toHaveBeenCalledOnce())
})
