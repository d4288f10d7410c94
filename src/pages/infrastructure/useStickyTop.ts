import { useChromeHeaderHeight } from '@grafana/runtime';

/** Where something that sticks has to stay below Grafana's bar, in pixels. */
export function useStickyTop(): number {
  return useChromeHeaderHeight() ?? 0;
}
