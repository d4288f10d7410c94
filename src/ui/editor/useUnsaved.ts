import { locationService } from '@grafana/runtime';
import { useCallback, useEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';

import { t } from '../t';

/**
 * Asks before what was typed is lost, in the app and when the tab closes. The router that Grafana gives to plugins knows no
 * blocker: its history does.
 * @returns Lets go of it: to be called before leaving with what is saved.
 */
export function useUnsaved(isUnsaved: boolean): () => void {
  const { pathname } = useLocation();
  const release = useRef<() => void>(() => undefined);
  useEffect(() => {
    if (!isUnsaved) {
      return undefined;
    }
    const isLost = () =>
      window.confirm(t('editor.unsaved', 'What you changed is not saved. Leave it, and lose the changes?'));
    const unblock = locationService
      .getHistory()
      .block((next: { pathname: string }) => (next.pathname === pathname || isLost() ? undefined : false));
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', onLeave);
    const letGo = () => {
      unblock();
      window.removeEventListener('beforeunload', onLeave);
    };
    release.current = letGo;
    return letGo;
  }, [isUnsaved, pathname]);
  return useCallback(() => release.current(), []);
}
