import { Stack } from '@grafana/ui';
import type { ReactNode } from 'react';

import { Section } from '../../Section';
import { t } from '../../t';
import type { Note } from './FieldNote';
import type { SettingsEdit, SourceSecrets, SourceSettings } from './settings';
import { TextField } from './TextField';

interface Props {
  /** Of the fields. */
  idPrefix: string;
  edit: SettingsEdit<SourceSettings, SourceSecrets>;
  /** What the address is, in the product's words. */
  addressHelp: string;
  addressPlaceholder: string;
  addressNote: Note | null;
  /** What stands above the address. */
  children?: ReactNode;
}

/** Which server, where, and how long Grafana waits for it. */
export function ConnectionFields({ idPrefix, edit, addressHelp, addressPlaceholder, addressNote, children }: Props) {
  const { timeout } = edit.settings;
  return (
    <Section title={t('datasource.connection', 'Connection')}>
      <Stack direction="column" gap={2}>
        {children}
        <TextField
          id={`${idPrefix}-address`}
          label={addressLabel()}
          description={addressHelp}
          placeholder={addressPlaceholder}
          value={edit.url}
          required
          disabled={edit.readOnly}
          note={addressNote}
          onChange={(url) => edit.change({ url })}
        />
        <TextField
          id={`${idPrefix}-timeout`}
          type="number"
          label={t('datasource.timeout', 'Timeout in seconds')}
          description={t(
            'datasource.timeout.help',
            'After this long Grafana gives up on a request. Without it the limit of the Grafana server counts, 30 seconds as a rule.'
          )}
          placeholder="30"
          value={timeout === undefined ? '' : String(timeout)}
          disabled={edit.readOnly}
          note={timeoutNote(timeout)}
          onChange={(text) =>
            edit.change({ settings: { timeout: text === '' ? undefined : Math.trunc(Number(text)) } })
          }
        />
      </Stack>
    </Section>
  );
}

/** The field's name, for whoever says that it is empty. */
export function addressLabel(): string {
  return t('datasource.address', 'Address');
}

function timeoutNote(seconds: number | undefined): Note | null {
  return seconds === undefined || (seconds >= 1 && seconds <= 600)
    ? null
    : { severity: 'error', text: t('datasource.timeout.range', 'Between 1 and 600 seconds.') };
}
