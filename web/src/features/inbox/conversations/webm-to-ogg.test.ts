import { expect, it } from 'vitest'
import { samplesIn, webmToOgg } from './webm-to-ogg'

const bytes = (...parts: (number[] | string)[]) =>
  new Uint8Array(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((char) => char.charCodeAt(0)) : part)),
  )

const element = (id: number[], data: Uint8Array, size = [0x40 | (data.length >> 8), data.length & 255]) =>
  bytes(id, size, [...data])

const unknown = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
/** One channel, 312 samples to be thrown away, 48 kHz. */
const head = bytes('OpusHead', [1, 1, 0x38, 0x01, 0x80, 0xbb, 0, 0, 0, 0, 0])
/** 20 ms each. */
const packet = (length: number, fill: number) => bytes([0x78], Array<number>(length - 1).fill(fill))

function recording(packets: Uint8Array[]) {
  const blocks = packets.flatMap((one) => [...element([0xa3], bytes([0x81, 0, 0, 0x80], [...one]))])
  const track = element([0xae], bytes([0xd7, 0x81, 1], [...element([0x63, 0xa2], head)]))
  return bytes(
    [...element([0x1a, 0x45, 0xdf, 0xa3], bytes([0x42, 0x86, 0x81, 1]))],
    [0x18, 0x53, 0x80, 0x67],
    unknown,
    [...element([0x16, 0x54, 0xae, 0x6b], track)],
    [0x1f, 0x43, 0xb6, 0x75],
    unknown,
    [0xe7, 0x81, 0],
    blocks,
  )
}

async function pagesOf(blob: Blob) {
  const all = new Uint8Array(await blob.arrayBuffer())
  const view = new DataView(all.buffer)
  const pages = []
  for (let at = 0; at < all.length;) {
    expect(String.fromCharCode(...all.slice(at, at + 4))).toBe('OggS')
    const lacing = [...all.slice(at + 27, at + 27 + all[at + 26]!)]
    const size = lacing.reduce((sum, one) => sum + one, 0)
    const begin = at + 27 + lacing.length
    const whole = all.slice(at, begin + size)
    const told = view.getUint32(at + 22, true)
    new DataView(whole.buffer).setUint32(22, 0, true)
    pages.push({
      flags: all[at + 5],
      granule: Number(view.getBigUint64(at + 6, true)),
      sequence: view.getUint32(at + 18, true),
      lacing,
      data: all.slice(begin, begin + size),
      told,
      sum: bitByBit(whole),
    })
    at = begin + size
  }
  return pages
}

/** As RFC 3533 says it, without a table. */
function bitByBit(data: Uint8Array): number {
  let sum = 0
  for (const byte of data) {
    sum ^= byte << 24
    for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1
  }
  return sum >>> 0
}

it('what Chrome recorded is the same packets in Ogg, with their time and checksums', async () => {
  const packets = Array.from({ length: 60 }, (_, index) =>
    packet(index === 3 ? 255 : index === 4 ? 600 : 80, index),
  )

  const blob = webmToOgg(recording(packets))

  expect(blob.type).toBe('audio/ogg')
  const pages = await pagesOf(blob)
  expect(pages.map(({ flags, sequence, granule }) => [flags, sequence, granule])).toEqual([
    [2, 0, 0],
    [0, 1, 0],
    [0, 2, 312 + 50 * 960],
    [4, 3, 312 + 60 * 960],
  ])
  expect(pages[0]!.data).toEqual(head)
  expect(String.fromCharCode(...pages[1]!.data.slice(0, 8))).toBe('OpusTags')
  expect([...pages[2]!.data, ...pages[3]!.data]).toEqual(packets.flatMap((one) => [...one]))
  expect(pages[2]!.lacing.slice(3, 8)).toEqual([255, 0, 255, 255, 90])
  for (const page of pages) expect(page.told).toBe(page.sum)
})

it('a packet that was cut off is left out, and what is no recording is refused', async () => {
  const whole = recording([packet(80, 1), packet(80, 2)])
  const pages = await pagesOf(webmToOgg(whole.slice(0, whole.length - 10)))
  expect(pages.at(-1)!.granule).toBe(312 + 960)
  expect(() => webmToOgg(recording([]))).toThrow()
  expect(() => webmToOgg(new Uint8Array([0, 1, 2]))).toThrow()
})

it.each([
  [[0x78], 960],
  [[0x79], 1920],
  [[0x7b, 3], 2880],
  [[0x08], 960],
  [[0x18], 2880],
  [[0x60], 480],
  [[0x80], 120],
  [[0xf8], 960],
])('tells how long a packet is: %j', (begin, samples) => {
  expect(samplesIn(new Uint8Array(begin))).toBe(samples)
})
