import { useCallback, useEffect, useLayoutEffect, useMemo, useState, type RefObject } from 'react';

/** Pixels that are drawn beyond each edge of the window. */
const OVERSCAN_PX = 600;

export interface ItemsInView {
  first: number;
  /** One past the last. */
  end: number;
  /** Pixels of the items that are not drawn, above and below. */
  abovePx: number;
  belowPx: number;
  /** Draws the items around this one, so that it can take the focus and be scrolled to. */
  reach: (index: number) => void;
}

/** Which items of known heights, one below the other, stand in the window or near it. Null heights: all of them are drawn. */
export function useItemsInView(list: RefObject<HTMLElement>, heights: readonly number[] | null): ItemsInView {
  const [top, setTop] = useState(0);
  const tops = useMemo(() => topsOf(heights ?? []), [heights]);
  const isWhole = heights === null;

  useLayoutEffect(() => {
    if (isWhole) {
      return;
    }
    let frame = 0;
    const look = () => setTop(Math.max(0, -(list.current?.getBoundingClientRect().top ?? 0)));
    const later = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look);
    };
    look();
    // Scrolling does not bubble: captured, it is heard from any element that scrolls.
    window.addEventListener('scroll', later, { capture: true, passive: true });
    window.addEventListener('resize', later);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', later, { capture: true });
      window.removeEventListener('resize', later);
    };
  }, [list, isWhole]);

  const [isPainted, setIsPainted] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setIsPainted(true));
    return () => cancelAnimationFrame(frame);
  }, []);

  const reach = useCallback((index: number) => setTop(tops[index] ?? 0), [tops]);
  if (isWhole) {
    return { first: 0, end: Infinity, abovePx: 0, belowPx: 0, reach };
  }
  const overscan = isPainted ? OVERSCAN_PX : 0;
  const first = Math.max(0, indexAt(tops, top - overscan));
  const end = Math.min(heights.length, indexAt(tops, top + window.innerHeight + overscan) + 1);
  return { first, end, abovePx: tops[first] ?? 0, belowPx: (tops[heights.length] ?? 0) - (tops[end] ?? 0), reach };
}

/** Where each item begins, and where the last one ends. */
function topsOf(heights: readonly number[]): readonly number[] {
  const tops = [0];
  for (const height of heights) {
    tops.push((tops[tops.length - 1] ?? 0) + height);
  }
  return tops;
}

/** The item that holds a pixel; the last one beyond the end. */
function indexAt(tops: readonly number[], px: number): number {
  let low = 0;
  let high = tops.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] ?? 0) <= px) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return Math.max(0, low);
}
