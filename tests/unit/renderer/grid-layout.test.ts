import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawnRows, fittingRowHeight, OVERSCAN, rowsSeen, scrollTopFor } from '../../../renderer/ui/grid/grid-layout.ts'

const views = fc.record({
  scrollTop: fc.double({ min: 0, max: 31_000_000, noNaN: true }),
  height: fc.integer({ min: 31, max: 2000 }),
})
const rows = fc.integer({ min: 0, max: 999_999 })
const heights = fc.constantFrom(31, 38)

describe('rowsSeen', () => {
  it('counts a row of which a pixel is seen, and none of which nothing is', () => {
    expect(rowsSeen({ scrollTop: 0, height: 310 }, 31)).toEqual({ first: 0, last: 9 })
    expect(rowsSeen({ scrollTop: 1, height: 310 }, 31)).toEqual({ first: 0, last: 10 })
    expect(rowsSeen({ scrollTop: 31, height: 310 }, 31)).toEqual({ first: 1, last: 10 })
    expect(rowsSeen({ scrollTop: 30.5, height: 310 }, 31)).toEqual({ first: 0, last: 10 })
  })

  it('shows one row where there is room for none', () => {
    expect(rowsSeen({ scrollTop: 62, height: 0 }, 31)).toEqual({ first: 2, last: 2 })
  })
})

describe('scrollTopFor', () => {
  it('shows the row whole, and stays where it is whole already', () => {
    fc.assert(
      fc.property(views, rows, heights, (view, index, rowHeight) => {
        fc.pre(view.height >= rowHeight)
        const scrollTop = scrollTopFor(index, view, rowHeight)
        expect(scrollTop).toBeLessThanOrEqual(index * rowHeight)
        expect(scrollTop + view.height).toBeGreaterThanOrEqual((index + 1) * rowHeight)
        expect(scrollTopFor(index, { ...view, scrollTop }, rowHeight)).toBe(scrollTop)
      }),
    )
  })

  it('goes up and down no further than it takes', () => {
    const view = { scrollTop: 310, height: 100 }
    expect(scrollTopFor(9, view, 31)).toBe(279)
    expect(scrollTopFor(10, view, 31)).toBe(310)
    expect(scrollTopFor(13, view, 31)).toBe(334)
  })
})

describe('fittingRowHeight', () => {
  it('is what is asked for, until the list would be taller than an element can be', () => {
    expect(fittingRowHeight(38, 0)).toBe(38)
    expect(fittingRowHeight(38, 880_000)).toBe(38)
    expect(fittingRowHeight(38, 1_000_000)).toBe(33)
    expect(fittingRowHeight(31, 1_000_000)).toBe(31)
  })
})

describe('drawnRows', () => {
  it('draws what is seen and some more, each row once and in order', () => {
    fc.assert(
      fc.property(views, heights, rows, fc.integer({ min: 1, max: 1_000_000 }), (view, rowHeight, row, rowCount) => {
        const active = row % rowCount
        const seen = rowsSeen(view, rowHeight)
        const drawn = drawnRows(seen, rowCount, active)
        expect(drawn).toEqual([...new Set(drawn)].sort((a, b) => a - b))
        expect(drawn.every((row) => row >= 0 && row < rowCount)).toBe(true)
        for (let place = seen.first; place <= Math.min(seen.last, rowCount - 1); place += 1)
          expect(drawn).toContain(place)
        expect(drawn).toContain(active)
        expect(drawn.length).toBeLessThanOrEqual(seen.last - seen.first + 1 + 2 * OVERSCAN + 1)
      }),
    )
  })

  it('draws nothing before the room is known', () => {
    expect(drawnRows(undefined, 100, 0)).toEqual([])
  })
})
