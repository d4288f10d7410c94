import type { KeyboardEvent, RefObject } from 'react';

import type { ListHistory } from '../../core/checklist/history';

export interface Place {
  row: number;
  /** Index of the day. */
  day: number;
}

interface Size {
  rows: number;
  days: number;
}

/** Where somebody most likely wants to look first: the last round that was missed, else today. */
export function startPlace(lists: readonly ListHistory[], today: string): Place {
  const missed = lists
    .map(({ days }, row) => ({ row, day: days.map(({ state }) => state).lastIndexOf('missed') }))
    .sort((a, b) => b.day - a.day)[0];
  const day = lists[0]?.days.findIndex(({ date }) => date === today) ?? 0;
  return missed && missed.day >= 0 ? missed : { row: 0, day: Math.max(0, day) };
}

/** Arrows, Home and End move the focus over the grid; with Control to its first and last cell. */
export function useGridKeys(
  grid: RefObject<HTMLElement>,
  place: Place,
  onMove: (place: Place) => void,
  size: Size
): (event: KeyboardEvent) => void {
  return (event) => {
    const next = movedPlace(place, event, size);
    if (next === null) {
      return;
    }
    event.preventDefault();
    onMove(next);
    grid.current?.querySelector<HTMLElement>(`[data-place="${next.row} ${next.day}"]`)?.focus();
  };
}

/** Null for a key that moves nothing. */
export function movedPlace(
  { row, day }: Place,
  { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
  { rows, days }: Size
): Place | null {
  const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
  switch (key) {
    case 'ArrowLeft':
      return { row, day: within(day - 1, days) };
    case 'ArrowRight':
      return { row, day: within(day + 1, days) };
    case 'ArrowUp':
      return { row: within(row - 1, rows), day };
    case 'ArrowDown':
      return { row: within(row + 1, rows), day };
    case 'PageUp':
      return { row, day: within(day - 7, days) };
    case 'PageDown':
      return { row, day: within(day + 7, days) };
    case 'Home':
      return { row: ctrlKey ? 0 : row, day: 0 };
    case 'End':
      return { row: ctrlKey ? rows - 1 : row, day: days - 1 };
    default:
      return null;
  }
}
