import { useCallback, useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react';

import { bringIntoSight } from './inSight';

const TYPING = 'input, textarea, select, [contenteditable="true"]';

interface RoundKeys {
  /** The row that Tab reaches and whose key hints are drawn. */
  active: string | null;
  /** To be spread on the round's surface. */
  handlers: {
    onKeyDown: (event: KeyboardEvent) => void;
    onFocus: (event: FocusEvent) => void;
    onPointerDown: () => void;
    onClick: (event: { target: EventTarget }) => void;
  };
  focusRow: (row: string) => void;
}

/**
 * Keys of the round: arrows, Home and End walk its rows; every other key goes to `onKey` with the row it is for, which says
 * whether it meant something. They work only while the focus is in the round, and what was handled stops there, so that
 * Grafana's own keys never see it.
 */
export function useRoundKeys(
  surface: RefObject<HTMLElement>,
  first: string | null,
  onKey: (key: string, row: string | null, onRow: boolean) => boolean
): RoundKeys {
  const [active, setActive] = useState<string | null>(null);
  const pointer = useRef(false);
  const current = active ?? first;

  const focusRow = useCallback(
    (row: string) => {
      setActive(row);
      const element = rowsIn(surface).find((one) => one.dataset['row'] === row);
      if (element) {
        element.focus({ preventScroll: true });
        bringIntoSight(element);
      }
    },
    [surface]
  );

  // The first exception has the focus when the groups appear, and when a late answer puts another one first, until the reader
  // does something or is somewhere already.
  const given = useRef<HTMLElement | null>(null);
  const untouched = useRef(true);
  useEffect(() => {
    const { activeElement } = document;
    const isFree = activeElement === null || activeElement === document.body || activeElement === given.current;
    if (first !== null && untouched.current && isFree) {
      given.current = rowsIn(surface).find((element) => element.dataset['row'] === first) ?? null;
      given.current?.focus({ preventScroll: true });
    }
  }, [first, surface]);

  const onKeyDown = (event: KeyboardEvent) => {
    untouched.current = false;
    const target = event.target;
    const inside = target instanceof HTMLElement && event.currentTarget.contains(target);
    if (!inside || event.ctrlKey || event.metaKey || event.altKey || target.matches(TYPING)) {
      return;
    }
    const row = rowOf(target);
    const onRow = row !== null && target.dataset['row'] === row;
    if (walk(event.key, rowsIn(surface), row, focusRow) || onKey(event.key, row, onRow)) {
      event.preventDefault();
      event.stopPropagation();
      event.nativeEvent.stopImmediatePropagation();
    }
  };
  return {
    active: current,
    handlers: {
      onKeyDown,
      // A pointer's focus comes between its press and its release: drawing hints then would move the button away.
      onPointerDown: () => {
        pointer.current = true;
        untouched.current = false;
      },
      onFocus: (event) => {
        if (!pointer.current) {
          setActive((old) => rowOf(event.target) ?? old);
        }
      },
      onClick: (event) => {
        pointer.current = false;
        setActive((old) => rowOf(event.target) ?? old);
      },
    },
    focusRow,
  };
}

function rowsIn(surface: RefObject<HTMLElement>): HTMLElement[] {
  return [...(surface.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
}

function walk(key: string, rows: readonly HTMLElement[], row: string | null, focusRow: (row: string) => void): boolean {
  const at = rows.findIndex((element) => element.dataset['row'] === row);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[key];
  if (to === undefined) {
    return false;
  }
  const next = rows[Math.min(Math.max(to, 0), rows.length - 1)]?.dataset['row'];
  if (next !== undefined) {
    focusRow(next);
  }
  return next !== undefined;
}

function rowOf(target: EventTarget): string | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
  return row?.dataset['row'] ?? null;
}
