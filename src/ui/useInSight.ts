import { useEffect, type RefObject } from 'react';

/** Calls once when the element comes into sight; null: nothing is waited for. */
export function useInSight(element: RefObject<HTMLElement>, onSight: (() => void) | null): void {
  useEffect(() => {
    const target = element.current;
    if (onSight === null || target === null) {
      return;
    }
    if (typeof IntersectionObserver === 'undefined') {
      onSight();
      return;
    }
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) {
        observer.disconnect();
        onSight();
      }
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, [element, onSight]);
}
