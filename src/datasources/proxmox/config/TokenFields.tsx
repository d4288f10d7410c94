import { Stack } from '@grafana/ui';
import { useState } from 'react';

import type { ProxmoxProduct } from '../../../core/products/proxmox/parts';
import { FieldNote, type Note } from '../../../ui/datasource/settings/FieldNote';
import { SecretField } from '../../../ui/datasource/settings/SecretField';
import type { SettingsEdit } from '../../../ui/datasource/settings/settings';
import { Lines, SetUp } from '../../../ui/datasource/settings/SetUp';
import { TextField } from '../../../ui/datasource/settings/TextField';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { productOf, type ProxmoxSecrets, type ProxmoxSettings } from '../settings';
import { setUpCommands } from './commands';
import { fieldLabel, productName, secretNote, tokenIdNote, userNote } from './notes';
import { splitToken } from './token';

/** Who asks: a token in three parts, so that the right header of the product can be built of them. */
export function TokenFields({ edit }: { edit: SettingsEdit<ProxmoxSettings, ProxmoxSecrets> }) {
  const { settings, readOnly } = edit;
  const product = productOf(settings);
  const { user = '', tokenId = '' } = settings;
  const [taken, setTaken] = useState(false);
  const take = (text: string): boolean => {
    const parts = splitToken(text);
    if (parts === null) {
      return false;
    }
    const { secret, ...named } = parts;
    edit.change({ settings: named, ...(secret !== undefined && { secrets: { tokenSecret: secret } }) });
    setTaken(true);
    return true;
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
          label={fieldLabel('user')}
          description={t('proxmox.config.user.help', 'With its realm.')}
          placeholder={`opsrounds@${product}`}
          value={user}
          required
          disabled={readOnly}
          note={userNote(user, product)}
          onChange={(text) => edit.change({ settings: { user: text } })}
          onPasteText={take}
        />
        <TextField
          id="proxmox-token-id"
          label={fieldLabel('tokenId')}
          description={t('proxmox.config.token-id.help', 'What stands behind the exclamation mark.')}
          placeholder="grafana"
          value={tokenId}
          required
          disabled={readOnly}
          note={tokenIdNote(tokenId)}
          onChange={(text) => edit.change({ settings: { tokenId: text } })}
          onPasteText={take}
        />
        <SecretField
          id="proxmox-secret"
          label={fieldLabel('tokenSecret')}
          description={t(
            'proxmox.config.secret.help',
            'Stays on the Grafana server once it is saved; nobody is shown it again.'
          )}
          value={edit.typed.tokenSecret ?? ''}
          saved={edit.isSaved('tokenSecret')}
          readOnly={readOnly}
          noteOf={secretNote}
          onChange={(secret) => edit.change({ secrets: { tokenSecret: secret } })}
          onPasteText={take}
        />
        {taken && <FieldNote id="proxmox-taken" note={takenNote()} disabled={readOnly} />}
        <TokenSetUp product={product} commands={setUpCommands(product, user, tokenId)} />
      </Stack>
    </Section>
  );
}

function takenNote(): Note {
  return {
    severity: 'info',
    text: t('proxmox.config.token.taken', 'The token was taken apart into user, token name and secret.'),
  };
}

function TokenSetUp({ product, commands }: { product: ProxmoxProduct; commands: string }) {
  return (
    <SetUp>
      <Lines
        help={
          product === 'pve'
            ? t(
                'proxmox.config.set-up.pve',
                'As root on any node. User and token both get the role: a token may do what both may. "token add" shows the secret, once.'
              )
            : t(
                'proxmox.config.set-up.pbs',
                'As root on the backup server. User and token both get the roles: a token may do what both may. "generate-token" shows the secret, once.'
              )
        }
        label={t('proxmox.config.set-up.label', 'Commands for {{product}}', { product: productName(product) })}
        lines={commands}
        copy={t('proxmox.config.set-up.copy', 'Copy commands')}
      />
    </SetUp>
  );
}
