import { useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';

/** Moves the focus from row to row, also to rows that are not drawn yet. */
export function useRowKeys(
  body: RefObject<HTMLElement>,
  count: number,
  rowHeight: number,
  reach: (index: number) => void
) {
  const [active, setActive] = useState(0);
  const wanted = useRef<number | null>(null);
  useLayoutEffect(() => {
    const row = wanted.current === null ? null : rowAt(body.current, wanted.current);
    if (row) {
      wanted.current = null;
      row.focus();
    }
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const from = indexOf(event.target);
    const next = from === null ? null : nextRow(event.key, from, count, rowHeight);
    if (next !== null) {
      event.preventDefault();
      wanted.current = next;
      setActive(next);
      if (!rowAt(body.current, next)) {
        reach(next);
      }
    }
  };
  const onFocus = (event: { target: EventTarget }) => {
    const index = indexOf(event.target);
    if (index !== null) {
      setActive(index);
    }
  };
  return { active, onKeyDown, onFocus };
}

function nextRow(key: string, from: number, count: number, rowHeight: number): number | null {
  const page = Math.max(1, Math.floor(window.innerHeight / rowHeight) - 4);
  const steps: Record<string, number> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: count - 1,
  };
  const step = steps[key];
  return step === undefined ? null : Math.min(count - 1, Math.max(0, step));
}

/** The row's number when the row itself has the focus, and not something in it. */
function indexOf(target: EventTarget): number | null {
  const index = target instanceof HTMLElement ? target.dataset['index'] : undefined;
  return index === undefined ? null : Number(index);
}

function rowAt(body: HTMLElement | null, index: number): HTMLElement | null {
  return body?.querySelector<HTMLElement>(`tr[data-index="${index}"]`) ?? null;
}
