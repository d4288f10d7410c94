import { useCallback, useEffect, useRef, type FocusEvent, type ReactNode } from 'react';

/** How many places are remembered: a dialog's own, and where it was opened from. */
const REMEMBERED = 8;

/** What takes the focus when something in it that had it is gone, and is not in the order of Tab by itself. */
export const FOCUS_HOME = { 'data-focus-home': true, tabIndex: -1 } as const;

/**
 * The focus does not fall out of the screen: when what had it goes away (a button that was pressed, a row that was decided, a
 * dialog whose opener is gone), the nearest thing around it that is still there and can have the focus gets it.
 */
export function FocusHome({ children }: { children: ReactNode }) {
  // Each place with all that stands around it, inmost first: what is removed has no parents any more.
  const places = useRef<Element[][]>([]);
  const remember = useCallback(({ target }: FocusEvent) => {
    const around = pathOf(target);
    places.current = [around, ...places.current.filter(([other]) => other !== target)].slice(0, REMEMBERED);
  }, []);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      cancelAnimationFrame(frame);
      // A dialog that closes gives the focus back to its opener one frame later.
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => goHome(places.current));
      });
    };
    const observer = new MutationObserver(() => {
      if (places.current[0]?.[0]?.isConnected === false) {
        look();
      }
    });
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, []);
  // React tells of the focus in drawers and dialogs too, wherever they stand in the document.
  return (
    <div style={{ display: 'contents' }} onFocus={remember}>
      {children}
    </div>
  );
}

function pathOf(element: Element): Element[] {
  const path: Element[] = [];
  for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
    path.push(at);
  }
  return path;
}

function goHome(places: readonly Element[][]): void {
  const { activeElement } = document;
  if (activeElement !== null && activeElement !== document.body) {
    return;
  }
  for (const place of places) {
    for (const element of place.filter(({ isConnected }) => isConnected)) {
      const home = element.matches('[tabindex]') ? element : element.querySelector('[data-focus-home]');
      if (home instanceof HTMLElement) {
        home.focus();
        return;
      }
    }
  }
}
