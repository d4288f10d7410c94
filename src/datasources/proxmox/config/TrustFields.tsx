import { Alert, Field, SecretTextArea, Stack, Switch } from '@grafana/ui';

import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { FieldNote } from './FieldNote';
import { certificateNote } from './notes';
import { SavedSecret } from './SavedSecret';
import { FIELD_WIDTH, TextField } from './TextField';
import type { EditorProps, SettingsEdit } from './useSettings';

interface Props {
  options: EditorProps['options'];
  edit: SettingsEdit;
}

/** How Grafana knows that it talks to the right server: the CA first, not looking last. */
export function TrustFields({ options, edit }: Props) {
  const { readOnly } = edit;
  const skips = options.jsonData.tlsSkipVerify === true;
  return (
    <Section
      title={t('proxmox.config.trust', 'Certificate')}
      help={t(
        'proxmox.config.trust.help',
        'Proxmox makes its own certificates, which Grafana does not know until you give it the one that signed them. With one of a public CA leave all of this empty.'
      )}
    >
      <Stack direction="column" gap={2}>
        <CaField options={options} edit={edit} />
        <TextField
          id="proxmox-server-name"
          label={t('proxmox.config.server-name', 'Server name')}
          description={t(
            'proxmox.config.server-name.help',
            'Only where the address is another name than the one in the certificate, such as an IP or an alias.'
          )}
          placeholder="pve-a1.example.com"
          value={options.jsonData.serverName ?? ''}
          disabled={readOnly}
          note={null}
          onChange={(text) => edit.set({ serverName: text.trim() === '' ? undefined : text.trim() })}
        />
        <Field
          noMargin
          label={t('proxmox.config.skip', 'Do not verify the certificate')}
          description={t('proxmox.config.skip.help', 'The last resort, for a first try at most.')}
          disabled={readOnly}
        >
          <Switch
            id="proxmox-skip-verify"
            value={skips}
            disabled={readOnly}
            onChange={(event) => edit.set({ tlsSkipVerify: event.currentTarget.checked })}
          />
        </Field>
        {skips && (
          <Alert
            severity="warning"
            title={t('proxmox.config.skip.warning', 'Whoever stands between Grafana and the server can read the token')}
          >
            {t(
              'proxmox.config.skip.instead',
              'Without verification any server is taken for yours. Give the CA certificate above, and a server name if the address has another one, then switch this off.'
            )}
          </Alert>
        )}
      </Stack>
    </Section>
  );
}

function CaField({ options, edit }: Props) {
  const configured = options.secureJsonFields['tlsCACert'] === true;
  const pem = options.secureJsonData?.tlsCACert ?? '';
  const note = configured ? null : certificateNote(pem);
  const unused = configured && options.jsonData.tlsAuthWithCACert !== true;
  return (
    <Stack direction="column" gap={0.5}>
      <Field
        noMargin
        label={t('proxmox.config.ca', 'CA certificate')}
        description={
          edit.product === 'pve'
            ? t(
                'proxmox.config.ca.pve',
                'The content of /etc/pve/pve-root-ca.pem, the same on every node: it signs the certificates of the whole cluster.'
              )
            : t(
                'proxmox.config.ca.pbs',
                'The content of /etc/proxmox-backup/proxy.pem: the certificate signs itself and is its own CA.'
              )
        }
        disabled={edit.readOnly}
        invalid={note?.severity === 'error'}
      >
        {edit.readOnly ? (
          <SavedSecret id="proxmox-ca" saved={configured} />
        ) : (
          <SecretTextArea
            id="proxmox-ca"
            rows={6}
            cols={FIELD_WIDTH}
            placeholder="-----BEGIN CERTIFICATE-----"
            spellCheck={false}
            isConfigured={configured}
            disabled={edit.readOnly}
            value={pem}
            aria-describedby={note ? 'proxmox-ca-note' : undefined}
            onReset={() => edit.resetSecret('tlsCACert')}
            onChange={(event) => edit.setSecret('tlsCACert', event.currentTarget.value)}
          />
        )}
      </Field>
      {note && <FieldNote id="proxmox-ca-note" note={note} disabled={edit.readOnly} />}
      {unused && (
        <FieldNote
          id="proxmox-ca-unused"
          disabled={edit.readOnly}
          note={{
            severity: 'warning',
            text: t('proxmox.config.ca.unused', 'A CA is saved, but tlsAuthWithCACert is off: it is not used.'),
            fix: {
              label: t('proxmox.config.ca.use', 'Use it'),
              run: () => edit.set({ tlsAuthWithCACert: true }),
            },
          }}
        />
      )}
    </Stack>
  );
}
