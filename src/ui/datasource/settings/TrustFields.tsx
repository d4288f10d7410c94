import { Alert, Field, SecretTextArea, Stack, Switch } from '@grafana/ui';

import { Section } from '../../Section';
import { t } from '../../t';
import { certificateProblem } from './certificate';
import { FieldNote, type Note } from './FieldNote';
import { SavedSecret } from './SavedSecret';
import type { SettingsEdit, SourceSecrets, SourceSettings } from './settings';
import { FIELD_WIDTH, TextField } from './TextField';

interface Props {
  /** Of the fields. */
  idPrefix: string;
  edit: SettingsEdit<SourceSettings, SourceSecrets>;
  /** When a CA is needed. */
  help: string;
  /** Where to find it. */
  caHelp: string;
  serverNamePlaceholder: string;
}

/** How Grafana knows that it talks to the right server: the CA first, not looking last. */
export function TrustFields({ idPrefix, edit, help, caHelp, serverNamePlaceholder }: Props) {
  const { settings, readOnly } = edit;
  const skips = settings.tlsSkipVerify === true;
  return (
    <Section title={t('datasource.trust', 'Certificate')} help={help}>
      <Stack direction="column" gap={2}>
        <CaField idPrefix={idPrefix} edit={edit} caHelp={caHelp} />
        <TextField
          id={`${idPrefix}-server-name`}
          label={t('datasource.server-name', 'Server name')}
          description={t(
            'datasource.server-name.help',
            'Only where the address is another name than the one in the certificate, such as an IP or an alias.'
          )}
          placeholder={serverNamePlaceholder}
          value={settings.serverName ?? ''}
          disabled={readOnly}
          note={null}
          onChange={(text) => edit.change({ settings: { serverName: text.trim() === '' ? undefined : text.trim() } })}
        />
        <Field
          noMargin
          label={t('datasource.skip', 'Do not verify the certificate')}
          description={t('datasource.skip.help', 'The last resort, for a first try at most.')}
          disabled={readOnly}
        >
          <Switch
            id={`${idPrefix}-skip-verify`}
            value={skips}
            disabled={readOnly}
            onChange={(event) => edit.change({ settings: { tlsSkipVerify: event.currentTarget.checked } })}
          />
        </Field>
        {skips && (
          <Alert
            severity="warning"
            title={t('datasource.skip.warning', 'Whoever stands between Grafana and the server can read the token')}
          >
            {t(
              'datasource.skip.instead',
              'Without verification any server is taken for yours. Give the CA certificate above, and a server name if the address has another one, then switch this off.'
            )}
          </Alert>
        )}
      </Stack>
    </Section>
  );
}

function CaField({ idPrefix, edit, caHelp }: Pick<Props, 'idPrefix' | 'edit' | 'caHelp'>) {
  const { readOnly } = edit;
  const pem = edit.typed.tlsCACert ?? '';
  const configured = edit.isSaved('tlsCACert');
  const note = configured ? null : certificateNote(pem);
  // The proxy trusts the CA only when it is told to.
  const give = (text: string) =>
    edit.change({ secrets: { tlsCACert: text }, settings: { tlsAuthWithCACert: text.trim() !== '' } });
  return (
    <Stack direction="column" gap={0.5}>
      <Field
        noMargin
        label={t('datasource.ca', 'CA certificate')}
        description={caHelp}
        disabled={readOnly}
        invalid={note?.severity === 'error'}
      >
        {readOnly ? (
          <SavedSecret id={`${idPrefix}-ca`} saved={configured} />
        ) : (
          <SecretTextArea
            id={`${idPrefix}-ca`}
            rows={6}
            cols={FIELD_WIDTH}
            placeholder="-----BEGIN CERTIFICATE-----"
            spellCheck={false}
            isConfigured={configured}
            value={pem}
            aria-describedby={note ? `${idPrefix}-ca-note` : undefined}
            onReset={() => give('')}
            onChange={(event) => give(event.currentTarget.value)}
          />
        )}
      </Field>
      {note && <FieldNote id={`${idPrefix}-ca-note`} note={note} disabled={readOnly} />}
      {configured && edit.settings.tlsAuthWithCACert !== true && (
        <FieldNote
          id={`${idPrefix}-ca-unused`}
          disabled={readOnly}
          note={{
            severity: 'warning',
            text: t('datasource.ca.unused', 'A CA is saved, but tlsAuthWithCACert is off: it is not used.'),
            fix: {
              label: t('datasource.ca.use', 'Use it'),
              run: () => edit.change({ settings: { tlsAuthWithCACert: true } }),
            },
          }}
        />
      )}
    </Stack>
  );
}

/** What the editor says about a CA that was just put in. */
function certificateNote(pem: string): Note | null {
  const error = (text: string): Note => ({ severity: 'error', text });
  switch (pem.trim() === '' ? null : certificateProblem(pem)) {
    case 'private-key':
      return error(
        t('datasource.ca.key', 'This holds a private key. Paste only the certificate, and keep the key where it is.')
      );
    case 'no-certificate':
      return error(
        t(
          'datasource.ca.none',
          'Paste the content of the file, from BEGIN CERTIFICATE to END CERTIFICATE, not its name.'
        )
      );
    case 'cut':
      return error(t('datasource.ca.cut', 'The certificate is cut off: it has to end with END CERTIFICATE.'));
    case null:
      return null;
  }
}
