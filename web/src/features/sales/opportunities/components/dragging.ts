import {
  type Active,
  type Announcements,
  closestCenter,
  type CollisionDetection,
  type KeyboardCoordinateGetter,
  type Over,
  pointerWithin,
  rectIntersection,
} from '@dnd-kit/core'
import { t } from '@lingui/core/macro'
import type { Board, Stage } from '@/lib/api/types'
import type { Place } from '../api/change-opportunity'

const stageOf = (thing: { data: { current?: Record<string, unknown> } } | undefined) =>
  thing?.data.current?.stage as Stage | undefined

/** The card under the pointer; where there is none, the nearest of the column under it, or the column when it is empty. */
export const collisions: CollisionDetection = (args) => {
  const under = pointerWithin(args)
  const hits = under.length > 0 ? under : rectIntersection(args)
  const container = (id: unknown) => args.droppableContainers.find((one) => one.id === id)
  const card = hits.find(({ id }) => !stageOf(container(id)))
  if (card) return [card]
  const column = hits[0]
  if (!column) return closestCenter(args)
  const cards = args.droppableContainers.filter((one) => one.data.current?.stageId === column.id)
  return cards.length > 0 ? closestCenter({ ...args, droppableContainers: cards }) : [column]
}

/** Where a card lands that is dropped there; null where it stands already. */
export function landing(board: Board, active: Active, over: Over): Place | null {
  const id = String(active.id)
  const stage = stageOf(over)
  if (stage) {
    const cards = board.stages.find((column) => column.stage.id === stage.id)?.cards ?? []
    return { stage, afterId: cards.findLast((card) => card.id !== id)?.id ?? null }
  }
  const column = board.stages.find(({ cards }) => cards.some((card) => card.id === String(over.id)))
  if (!column) return null
  const from = column.cards.findIndex((card) => card.id === id)
  const to = column.cards.findIndex((card) => card.id === String(over.id))
  const others = column.cards.filter((card) => card.id !== id)
  if (from === -1) {
    // From another column: before the card it is over, behind it when it is below its middle.
    const [box, target] = [active.rect.current.translated, over.rect]
    const isBelow = box !== null && box.top > target.top + target.height / 2
    return { stage: column.stage, afterId: others[isBelow ? to : to - 1]?.id ?? null }
  }
  return { stage: column.stage, afterId: others[to - 1]?.id ?? null }
}

/** Up and down from card to card, left and right from stage to stage. */
export const steps: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const { active, collisionRect, droppableRects, droppableContainers } = context
  const ways: Record<string, [number, number]> = {
    ArrowDown: [0, 1],
    ArrowUp: [0, -1],
    ArrowRight: [1, 0],
    ArrowLeft: [-1, 0],
  }
  const way = ways[event.code]
  if (!way || !active || !collisionRect) return undefined
  event.preventDefault()
  const [x, y] = way
  const middle = collisionRect.left + collisionRect.width / 2
  const places = droppableContainers.getEnabled().flatMap((container) => {
    const rect = droppableRects.get(container.id)
    if (!rect || container.id === active.id) return []
    const isColumn = stageOf(container) !== undefined
    const here = rect.left <= middle && middle <= rect.right
    if (x === 0)
      return !isColumn && here && (rect.top - collisionRect.top) * y > 1 ? [{ rect, isColumn }] : []
    return (rect.left - collisionRect.left) * x > rect.width / 2 ? [{ rect, isColumn }] : []
  })
  const nearest = places
    .map((place) => ({
      ...place,
      // The next stage first, in it the card beside, and the column itself where it has none.
      far:
        Math.abs(place.rect.left - collisionRect.left) * 1_000 +
        Math.abs(place.rect.top - collisionRect.top) +
        (place.isColumn && x !== 0 ? 20_000 : 0),
    }))
    .sort((a, b) => a.far - b.far)[0]
  if (!nearest) return currentCoordinates
  return nearest.isColumn
    ? { x: nearest.rect.left + 10, y: nearest.rect.top + 48 }
    : { x: nearest.rect.left, y: nearest.rect.top }
}

export const instructions = () =>
  t`Para mover a oportunidade, aperte espaço, use as setas e aperte espaço outra vez; Esc desiste. O menu de cada oportunidade também move.`

/** What a screen reader says meanwhile. */
export function announcements(board: Board): Announcements {
  const name = (active: Active) => String(active.data.current?.title ?? '')
  const where = (active: Active, over: Over | null) => over && landing(board, active, over)?.stage.name
  return {
    onDragStart: ({ active }) => t`${name(active)}: segurada.`,
    onDragOver: ({ active, over }) => {
      const stage = where(active, over)
      return stage ? t`${name(active)}: em ${stage}.` : undefined
    },
    onDragEnd: ({ active, over }) => {
      const stage = where(active, over)
      return stage ? t`${name(active)}: solta em ${stage}.` : t`${name(active)}: ficou onde estava.`
    },
    onDragCancel: ({ active }) => t`${name(active)}: ficou onde estava.`,
  }
}
