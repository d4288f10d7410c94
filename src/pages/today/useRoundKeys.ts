import { useCallback, useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react';

import { bringIntoSight } from './inSight';

const TYPING = 'input, textarea, select, [contenteditable="true"]';

interface Walked {
  surface: RefObject<HTMLElement>;
  /** The rows' names, from top to bottom; the same list until they change. */
  rows: readonly string[];
  /** The row that took over one that is not there any more; null when none did. */
  heirOf: (row: string) => string | null;
  onKey: (key: string, row: string | null, onRow: boolean) => boolean;
  /** The reader does something in the round: a key, a click, the focus, a scroll. The focus given at first is none. */
  onAct: () => void;
}

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
export function useRoundKeys({ surface, rows, heirOf, onKey, onAct }: Walked): RoundKeys {
  const [active, setActive] = useState<string | null>(null);
  const pointer = useRef(false);
  const first = rows[0] ?? null;
  const current = active !== null && rows.includes(active) ? active : first;

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
  const act = useCallback(() => {
    untouched.current = false;
    onAct();
  }, [onAct]);
  useScrolled(surface, act);
  useEffect(() => {
    const { activeElement } = document;
    const isFree = activeElement === null || activeElement === document.body || activeElement === given.current;
    if (first !== null && untouched.current && isFree) {
      given.current = rowsIn(surface).find((element) => element.dataset['row'] === first) ?? null;
      given.current?.focus({ preventScroll: true });
    }
  }, [first, surface]);

  // A row that goes away with the focus gives it to the one that took it over, or to its neighbour.
  const before = useRef(rows);
  useEffect(() => {
    const was = before.current;
    before.current = rows;
    const isLost = active !== null && was.includes(active) && !rows.includes(active);
    const heir = isLost ? (heirOf(active) ?? rows[Math.min(was.indexOf(active), rows.length - 1)]) : undefined;
    if (heir !== undefined && !untouched.current && document.activeElement === document.body) {
      focusRow(heir);
    }
  }, [rows, active, heirOf, focusRow]);

  const onKeyDown = (event: KeyboardEvent) => {
    act();
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
        act();
      },
      onFocus: (event) => {
        if (event.target !== given.current) {
          act();
        }
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

/** Tells when what the surface stands in is scrolled. */
function useScrolled(surface: RefObject<HTMLElement>, onScroll: () => void): void {
  useEffect(() => {
    const tell = ({ target }: Event) => {
      if (target instanceof Node && surface.current && target.contains(surface.current)) {
        onScroll();
      }
    };
    const options = { capture: true, passive: true };
    document.addEventListener('scroll', tell, options);
    return () => document.removeEventListener('scroll', tell, options);
  }, [surface, onScroll]);
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
