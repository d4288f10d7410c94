import { useEffect, useRef } from 'react';

/**
 * Moves the focus in a freshly opened dialog or drawer. Its own trap goes to Close in the first frame, where Enter would
 * close it again; one frame later the focus may be moved.
 */
export function useFirstFocus(find: () => HTMLElement | null | undefined): void {
  const target = useRef(find);
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => target.current()?.focus({ preventScroll: true }));
    });
    return () => cancelAnimationFrame(frame);
  }, []);
}
