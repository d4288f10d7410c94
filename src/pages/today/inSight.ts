/** Scrolls a row between what sticks above and below it; of one that is taller than the room, its beginning. */
export function bringIntoSight(row: HTMLElement): void {
  const { scrollMarginTop, scrollMarginBottom } = getComputedStyle(row);
  const room = window.innerHeight - parseFloat(scrollMarginTop) - parseFloat(scrollMarginBottom);
  row.scrollIntoView({ block: row.getBoundingClientRect().height > room ? 'start' : 'nearest' });
}
