/**
 * Chrome records Opus in WebM; WhatsApp takes it in Ogg only. The sound is the same: its packets are taken out of the one (Matroska, RFC 9559)
 * and put into the other (RFC 3533, RFC 7845), nothing is encoded anew.
 */
export function webmToOgg(webm: Uint8Array<ArrayBuffer>): Blob {
  const { head, packets } = read(webm)
  if (!head || packets.length === 0) throw new Error('There is no Opus in this recording.')
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const pages = [page([head], 0, 0, BEGINS), page([tags()], 1, 0, 0)]
  // What the decoder throws away at the beginning counts as well.
  let granule = view.getUint16(10, true)
  for (let at = 0; at < packets.length; at += PER_PAGE) {
    const some = packets.slice(at, at + PER_PAGE)
    granule += some.reduce((sum, packet) => sum + samplesIn(packet), 0)
    pages.push(page(some, pages.length, granule, at + PER_PAGE >= packets.length ? ENDS : 0))
  }
  return new Blob(pages, { type: 'audio/ogg' })
}

type Bytes = Uint8Array<ArrayBuffer>

const [BEGINS, ENDS] = [2, 4]

/** A second of it, and never more than a page may have. */
const PER_PAGE = 50

/** Elements that hold others; their size may be unknown, and is not needed. */
const MASTERS = new Set([0x18538067, 0x1654ae6b, 0xae, 0x1f43b675, 0xa0])
const [CODEC_PRIVATE, SIMPLE_BLOCK, BLOCK] = [0x63a2, 0xa3, 0xa1]
/** Track (one byte: there is one), time, flags. */
const BLOCK_HEAD = 4

function read(webm: Bytes): { head: Bytes | null; packets: Bytes[] } {
  let head: Bytes | null = null
  const packets: Bytes[] = []
  let at = 0
  while (at < webm.length) {
    const id = number(webm, at, false)
    const size = number(webm, at + id.length, true)
    at += id.length + size.length
    if (MASTERS.has(id.value)) continue
    const data = webm.slice(at, at + size.value)
    if (id.value === CODEC_PRIVATE) head = data
    // Cut off in its midst, the last one is left out.
    else if ((id.value === SIMPLE_BLOCK || id.value === BLOCK) && data.length === size.value)
      packets.push(data.slice(BLOCK_HEAD))
    at += size.value
  }
  return { head, packets }
}

/** As long as its first byte begins with zeros; of a size, the bit after them does not count. */
function number(bytes: Bytes, at: number, isSize: boolean): { value: number; length: number } {
  const first = bytes[at] ?? 0
  const length = Math.clz32(first) - 23
  if (first === 0 || at + length > bytes.length) throw new Error('The recording cannot be read.')
  let value = isSize ? first & (0xff >> length) : first
  for (let index = 1; index < length; index++) value = value * 256 + (bytes[at + index] ?? 0)
  return { value, length }
}

const FRAMES: [number, number[]][] = [
  [12, [480, 960, 1920, 2880]],
  [16, [480, 960]],
  [32, [120, 240, 480, 960]],
]

/** At 48 kHz, by the packet's first byte (RFC 6716 §3.1). */
export function samplesIn(packet: Bytes): number {
  const toc = packet[0] ?? 0
  const config = toc >> 3
  const [, lengths] = FRAMES.find(([below]) => config < below)!
  const frames = [1, 2, 2, (packet[1] ?? 0) & 63][toc & 3]!
  return frames * lengths[config % lengths.length]!
}

function tags(): Bytes {
  const vendor = new TextEncoder().encode('CleanApp')
  const bytes = new Uint8Array(8 + 4 + vendor.length + 4)
  bytes.set(new TextEncoder().encode('OpusTags'))
  new DataView(bytes.buffer).setUint32(8, vendor.length, true)
  bytes.set(vendor, 12)
  return bytes
}

function page(packets: Bytes[], sequence: number, granule: number, flags: number): Bytes {
  // A packet's length is so many times 255, and what is left, which may be nothing.
  const lacing = packets.flatMap(({ length }) => [
    ...Array<number>(Math.floor(length / 255)).fill(255),
    length % 255,
  ])
  const size = packets.reduce((sum, { length }) => sum + length, 0)
  const bytes = new Uint8Array(27 + lacing.length + size)
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode('OggS'))
  bytes[5] = flags
  view.setBigUint64(6, BigInt(granule), true)
  view.setUint32(14, 1, true)
  view.setUint32(18, sequence, true)
  bytes[26] = lacing.length
  bytes.set(lacing, 27)
  let at = 27 + lacing.length
  for (const packet of packets) {
    bytes.set(packet, at)
    at += packet.length
  }
  view.setUint32(22, checksum(bytes), true)
  return bytes
}

const table = Array.from({ length: 256 }, (_, index) => {
  let value = index << 24
  for (let bit = 0; bit < 8; bit++) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1
  return value >>> 0
})

const checksum = (bytes: Bytes) =>
  bytes.reduce((sum, byte) => ((sum << 8) ^ table[((sum >>> 24) ^ byte) & 255]!) >>> 0, 0)
