import { useEffect, useLayoutEffect, useState, type RefObject } from 'react';

/** Rows drawn beyond each edge of the window, once those in it have been seen. */
const OVERSCAN = 10;

export interface RowsInView {
  first: number;
  /** One past the last. */
  end: number;
  /** Draws the rows around this one, so that it can take the focus and be scrolled to. */
  reach: (index: number) => void;
}

/** Which of `count` rows of one height stand in the window or near it, whatever element scrolls. */
export function useRowsInView(body: RefObject<HTMLElement>, count: number, rowHeight: number): RowsInView {
  const [topRow, setTopRow] = useState(0);
  const [overscan, setOverscan] = useState(0);

  useEffect(() => {
    const frame = requestAnimationFrame(() => setOverscan(OVERSCAN));
    return () => cancelAnimationFrame(frame);
  }, []);

  useLayoutEffect(() => {
    let frame = 0;
    const look = () => {
      const top = body.current?.getBoundingClientRect().top ?? 0;
      setTopRow(Math.max(0, Math.floor(-top / rowHeight)));
    };
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
  }, [body, rowHeight, count]);

  const inWindow = Math.ceil(window.innerHeight / rowHeight);
  const top = Math.min(topRow, Math.max(0, count - inWindow));
  return { first: Math.max(0, top - overscan), end: Math.min(count, top + inWindow + overscan), reach: setTopRow };
}
