import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, Field, SecretInput, Stack, useStyles2 } from '@grafana/ui';
import { useState } from 'react';

import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { setUpCommands } from './commands';
import { FieldNote, type Note } from '../../../ui/datasource/FieldNote';
import { productName, secretNote, tokenIdNote, userNote } from './notes';
import { SavedSecret } from '../../../ui/datasource/SavedSecret';
import { FIELD_WIDTH, TextField } from '../../../ui/datasource/TextField';
import type { EditorProps, SettingsEdit } from './useSettings';

interface Props {
  options: EditorProps['options'];
  edit: SettingsEdit;
}

/** Who asks: a token in three parts, so that the right header of the product can be built of them. */
export function TokenFields({ options, edit }: Props) {
  const { product, readOnly } = edit;
  const { user = '', tokenId = '' } = options.jsonData;
  const [taken, setTaken] = useState(false);
  const take = (text: string) => {
    const took = edit.takeToken(text);
    setTaken((before) => before || took);
    return took;
  };
  return (
    <Section
      title={t('proxmox.config.token', 'API token')}
      help={t(
        'proxmox.config.token.help',
        'Paste a whole token, user@realm!name=secret, into any of these fields: it is taken apart.'
      )}
    >
      <Stack direction="column" gap={2}>
        <TextField
          id="proxmox-user"
          label={t('proxmox.config.user', 'User')}
          description={t('proxmox.config.user.help', 'With its realm.')}
          placeholder={`opsrounds@${product}`}
          value={user}
          required
          disabled={readOnly}
          note={userNote(user, product)}
          onChange={(text) => edit.set({ user: text })}
          onPasteText={take}
        />
        <TextField
          id="proxmox-token-id"
          label={t('proxmox.config.token-id', 'Token name')}
          description={t('proxmox.config.token-id.help', 'What stands behind the exclamation mark.')}
          placeholder="grafana"
          value={tokenId}
          required
          disabled={readOnly}
          note={tokenIdNote(tokenId)}
          onChange={(text) => edit.set({ tokenId: text })}
          onPasteText={take}
        />
        <SecretField options={options} edit={edit} onPasteText={take} />
        {taken && <FieldNote id="proxmox-taken" note={TAKEN()} disabled={readOnly} />}
        <SetUp product={product} commands={setUpCommands(product, user, tokenId)} />
      </Stack>
    </Section>
  );
}

const TAKEN = (): Note => ({
  severity: 'info',
  text: t('proxmox.config.token.taken', 'The token was taken apart into user, token name and secret.'),
});

function SecretField({ options, edit, onPasteText }: Props & { onPasteText: (text: string) => boolean }) {
  const [left, setLeft] = useState(false);
  const configured = options.secureJsonFields['tokenSecret'] === true;
  const secret = options.secureJsonData?.tokenSecret ?? '';
  const note = configured || (secret === '' && !left) ? null : secretNote(secret);
  return (
    <Stack direction="column" gap={0.5}>
      <Field
        noMargin
        label={t('proxmox.config.secret', 'Secret')}
        description={t(
          'proxmox.config.secret.help',
          'Stays on the Grafana server once it is saved; nobody is shown it again.'
        )}
        required
        disabled={edit.readOnly}
        invalid={note?.severity === 'error'}
      >
        {edit.readOnly ? (
          <SavedSecret id="proxmox-secret" saved={configured} />
        ) : (
          <SecretInput
            id="proxmox-secret"
            width={FIELD_WIDTH}
            autoComplete="new-password"
            isConfigured={configured}
            disabled={edit.readOnly}
            value={secret}
            aria-describedby={note ? 'proxmox-secret-note' : undefined}
            onReset={() => edit.resetSecret('tokenSecret')}
            onChange={(event) => edit.setSecret('tokenSecret', event.currentTarget.value.trim())}
            onPaste={(event) => {
              if (onPasteText(event.clipboardData.getData('text'))) {
                event.preventDefault();
              }
            }}
            onBlur={() => {
              setLeft(true);
              onPasteText(secret);
            }}
          />
        )}
      </Field>
      {note && <FieldNote id="proxmox-secret-note" note={note} disabled={edit.readOnly} />}
    </Stack>
  );
}

/** How a new admin gets such a token. */
function SetUp({ product, commands }: { product: 'pve' | 'pbs'; commands: string }) {
  const styles = useStyles2(getStyles);
  return (
    <details className={styles.details}>
      <summary>{t('proxmox.config.set-up', 'How to make a token that may only read')}</summary>
      <p>
        {product === 'pve'
          ? t(
              'proxmox.config.set-up.pve',
              'As root on any node. User and token both get the role: a token may do what both may. "token add" shows the secret, once.'
            )
          : t(
              'proxmox.config.set-up.pbs',
              'As root on the backup server. User and token both get the roles: a token may do what both may. "generate-token" shows the secret, once.'
            )}
      </p>
      <pre
        className={styles.commands}
        tabIndex={0}
        aria-label={t('proxmox.config.set-up.label', 'Commands for {{product}}', { product: productName(product) })}
      >
        {commands}
      </pre>
      <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => commands}>
        {t('proxmox.config.set-up.copy', 'Copy commands')}
      </ClipboardButton>
    </details>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  details: css({
    ...theme.typography.bodySmall,
    maxWidth: theme.spacing(90),
    '& summary': { cursor: 'pointer', color: theme.colors.text.link, width: 'fit-content' },
    '& p': { margin: theme.spacing(1, 0), color: theme.colors.text.secondary },
  }),
  commands: css({ margin: theme.spacing(0, 0, 1), fontSize: theme.typography.bodySmall.fontSize, overflowX: 'auto' }),
});
