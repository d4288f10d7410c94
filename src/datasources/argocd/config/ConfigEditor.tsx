import type { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { Stack } from '@grafana/ui';
import { useState } from 'react';

import { ConnectionFields } from '../../../ui/datasource/settings/ConnectionFields';
import { SecretField } from '../../../ui/datasource/settings/SecretField';
import { settingsEdit, type SettingsEdit } from '../../../ui/datasource/settings/settings';
import { Lines, SetUp } from '../../../ui/datasource/settings/SetUp';
import { useIsChanged } from '../../../ui/datasource/settings/useIsChanged';
import { TrustFields } from '../../../ui/datasource/settings/TrustFields';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { SelfTestView } from '../selfTest/SelfTestView';
import type { ArgocdSecrets, ArgocdSettings } from '../settings';
import { ACCOUNT_COMMAND, POLICY, TOKEN_COMMAND } from './commands';
import { argocdAddressNote, tokenLabel, tokenNote } from './notes';

type Edit = SettingsEdit<ArgocdSettings, ArgocdSecrets>;

/** The settings of one Argo CD, and below them what its token can see. */
export function ConfigEditor(props: DataSourcePluginOptionsEditorProps<ArgocdSettings, ArgocdSecrets>) {
  const { uid, name } = props.options;
  const edit = settingsEdit(props);
  const changed = useIsChanged(props.options);
  return (
    <Stack direction="column" gap={0}>
      <ConnectionFields
        idPrefix="argocd"
        edit={edit}
        addressHelp={t(
          'argocd.config.address.help',
          'As Grafana reaches it, with the root path when it has one. Links to applications use it too.'
        )}
        addressPlaceholder="https://argocd.example.com"
        addressNote={argocdAddressNote(edit.url, (url) => edit.change({ url }))}
      />
      <TokenSection edit={edit} />
      <TrustFields
        idPrefix="argocd"
        edit={edit}
        help={t(
          'argocd.config.trust.help',
          'Argo CD makes its own certificate unless it is given one. With one of a public CA leave all of this empty.'
        )}
        caHelp={t(
          'argocd.config.ca.help',
          'What signed the certificate. The one that Argo CD makes itself is the tls.crt of the secret argocd-secret.'
        )}
        serverNamePlaceholder="argocd-server"
      />
      {edit.url !== '' && edit.isSaved('token') && (
        <SelfTestView source={{ uid, name, settings: edit.settings }} changed={changed} />
      )}
    </Stack>
  );
}

/** Who asks. What the token says of itself is shown while it can still be read. */
function TokenSection({ edit }: { edit: Edit }) {
  const [nowMs] = useState(Date.now);
  return (
    <Section title={t('argocd.config.token-section', 'Token')}>
      <Stack direction="column" gap={2}>
        <SecretField
          id="argocd-token"
          label={tokenLabel()}
          description={t(
            'argocd.config.token.help',
            'Of a local account or of a project’s role. Stays on the Grafana server once it is saved; nobody is shown it again.'
          )}
          value={edit.typed.token ?? ''}
          saved={edit.isSaved('token')}
          readOnly={edit.readOnly}
          noteOf={(token) => tokenNote(token, nowMs)}
          onChange={(token) => edit.change({ secrets: { token } })}
        />
        <TokenSetUp />
      </Stack>
    </Section>
  );
}

function TokenSetUp() {
  const copy = t('argocd.config.set-up.copy', 'Copy');
  const account = t('argocd.config.set-up.account', 'An account that holds tokens and cannot sign in:');
  const policy = t(
    'argocd.config.set-up.policy',
    'A role with four rights, for policy.csv in the config map argocd-rbac-cm. A role of one project will do as well, where only that project is to be seen:'
  );
  const token = t('argocd.config.set-up.token', 'The token, which is shown once:');
  return (
    <SetUp>
      <Lines help={account} label={account} lines={ACCOUNT_COMMAND} copy={copy} />
      <Lines help={policy} label={policy} lines={POLICY} copy={copy} />
      <Lines help={token} label={token} lines={TOKEN_COMMAND} copy={copy} />
    </SetUp>
  );
}
