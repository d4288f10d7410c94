import type { DataSourceSettings } from '@grafana/data';
import { useState } from 'react';

import type { SourceSecrets, SourceSettings } from './settings';

/** Whether the editor holds other settings than were saved last: what is said of those no longer speaks of what is shown. */
export function useIsChanged<Settings extends SourceSettings, Secrets extends SourceSecrets>(
  options: DataSourceSettings<Settings, Secrets>
): boolean {
  const { version } = options;
  const now = printOf(options);
  const [saved, setSaved] = useState({ version, print: now });
  if (saved.version !== version) {
    // Each save counts the version up, and what is shown then is what was saved.
    setSaved({ version, print: now });
    return false;
  }
  return saved.print !== now;
}

function printOf<Settings extends SourceSettings, Secrets extends SourceSecrets>({
  url,
  jsonData,
  secureJsonData,
  secureJsonFields,
}: DataSourceSettings<Settings, Secrets>): string {
  const typed = Object.entries(secureJsonData ?? {}).filter(([, secret]) => secret !== undefined && secret !== '');
  return JSON.stringify([
    url.trim(),
    sorted(Object.entries(jsonData)),
    sorted(typed),
    sorted(savedOf(secureJsonFields)),
  ]);
}

const savedOf = (fields: Record<string, boolean>): ReadonlyArray<[string, unknown]> =>
  Object.entries(fields).filter(([, isSet]) => isSet);

const sorted = (entries: ReadonlyArray<[string, unknown]>): ReadonlyArray<[string, unknown]> =>
  entries.filter(([, value]) => value !== undefined).sort(([one], [other]) => (one < other ? -1 : 1));
