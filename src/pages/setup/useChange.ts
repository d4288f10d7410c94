import { useCallback, useState } from 'react';

import type { Settings } from '../../core/settings/settings';
import { reasonOf } from '../../ui/loadable';
import { useServices } from '../../ui/services';
import { changeSettings, type Changed } from './changeSettings';

export type Refused = Exclude<Changed, { code: 'saved' }>;

export interface Change {
  isSaving: boolean;
  /** Why nothing was saved; null before and while it is tried. */
  refused: Refused | null;
  /** `prepare` is done first and gives what is to be saved; when it fails nothing is. */
  save: (base: Settings, prepare: (signal: AbortSignal) => Promise<Partial<Settings>>) => void;
}

/** Saves settings on request. @param onSaved Called when they stand. */
export function useChange(onSaved: () => void): Change {
  const services = useServices();
  const [isSaving, setSaving] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const save = useCallback<Change['save']>(
    (base, prepare) => {
      const { signal } = new AbortController();
      setSaving(true);
      setRefused(null);
      void prepare(signal)
        .then(
          (change) => changeSettings(base, change, services, signal),
          (error: unknown): Changed => ({ code: 'failed', reason: reasonOf(error) })
        )
        .then((changed) => {
          setSaving(false);
          if (changed.code === 'saved') {
            onSaved();
          } else {
            setRefused(changed);
          }
        });
    },
    [services, onSaved]
  );
  return { isSaving, refused, save };
}
