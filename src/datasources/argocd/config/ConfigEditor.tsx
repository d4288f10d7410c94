import { css } from '@emotion/css';
import type { DataSourcePluginOptionsEditorProps, GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, Field, SecretInput, Stack, useStyles2 } from '@grafana/ui';
import { useState } from 'react';

import { FieldNote } from '../../../ui/datasource/FieldNote';
import { SavedSecret } from '../../../ui/datasource/SavedSecret';
import { FIELD_WIDTH, TextField } from '../../../ui/datasource/TextField';
import { TrustFields } from '../../../ui/datasource/TrustFields';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { ServerReport } from '../report/ServerReport';
import type { ArgocdSecrets, ArgocdSettings } from '../settings';
import { ACCOUNT_COMMAND, POLICY, TOKEN_COMMAND } from './commands';
import { addressNote, tokenNote } from './notes';

export { initTexts } from '../../../ui/t';

type Props = DataSourcePluginOptionsEditorProps<ArgocdSettings, ArgocdSecrets>;

/** The settings of one Argo CD, and below them what its token can see. */
export function ConfigEditor({ options, onOptionsChange }: Props) {
  const readOnly = options.readOnly === true;
  const set = (change: ArgocdSettings) => onOptionsChange({ ...options, jsonData: { ...options.jsonData, ...change } });
  const setSecret = (key: keyof ArgocdSecrets, value: string, configured: boolean, change: ArgocdSettings = {}) =>
    onOptionsChange({
      ...options,
      jsonData: { ...options.jsonData, ...change },
      secureJsonData: { ...options.secureJsonData, [key]: value },
      secureJsonFields: { ...options.secureJsonFields, [key]: configured },
    });
  const setUrl = (url: string) => onOptionsChange({ ...options, url });
  const { timeout } = options.jsonData;
  const hasToken = options.secureJsonFields['token'] === true;
  return (
    <Stack direction="column" gap={0}>
      <Section title={t('argocd.config.connection', 'Connection')}>
        <Stack direction="column" gap={2}>
          <TextField
            id="argocd-address"
            label={t('argocd.config.address', 'Address')}
            description={t(
              'argocd.config.address.help',
              'As Grafana reaches it, with the root path when it has one. Links to applications use it too.'
            )}
            placeholder="https://argocd.example.com"
            value={options.url}
            required
            disabled={readOnly}
            note={addressNote(options.url, setUrl)}
            onChange={setUrl}
          />
          <TextField
            id="argocd-timeout"
            type="number"
            label={t('argocd.config.timeout', 'Timeout in seconds')}
            description={t(
              'argocd.config.timeout.help',
              'After this long Grafana gives up on a request. Without it the limit of the Grafana server counts, 30 seconds as a rule.'
            )}
            placeholder="30"
            value={timeout === undefined ? '' : String(timeout)}
            disabled={readOnly}
            note={
              timeout === undefined || (timeout >= 1 && timeout <= 600)
                ? null
                : { severity: 'error', text: t('argocd.config.timeout.range', 'Between 1 and 600 seconds.') }
            }
            onChange={(text) => set({ timeout: text === '' ? undefined : Math.trunc(Number(text)) })}
          />
        </Stack>
      </Section>
      <TokenSection
        token={options.secureJsonData?.token ?? ''}
        configured={hasToken}
        readOnly={readOnly}
        onChange={(token) => setSecret('token', token.trim(), false)}
      />
      <TrustFields
        idPrefix="argocd"
        settings={options.jsonData}
        pem={options.secureJsonData?.tlsCACert ?? ''}
        configured={options.secureJsonFields['tlsCACert'] === true}
        readOnly={readOnly}
        help={t(
          'argocd.config.trust.help',
          'Argo CD makes its own certificate unless it is given one. With one of a public CA leave all of this empty.'
        )}
        caHelp={t(
          'argocd.config.ca.help',
          'What signed the certificate. The one that Argo CD makes itself is the tls.crt of the secret argocd-secret.'
        )}
        serverNamePlaceholder="argocd-server"
        onChange={set}
        onPem={(pem) => setSecret('tlsCACert', pem, false, { tlsAuthWithCACert: pem.trim() !== '' })}
        onReset={() => setSecret('tlsCACert', '', false, { tlsAuthWithCACert: false })}
      />
      {options.url !== '' && hasToken && (
        <ServerReport source={{ uid: options.uid, name: options.name, settings: options.jsonData }} />
      )}
    </Stack>
  );
}

interface TokenProps {
  token: string;
  configured: boolean;
  readOnly: boolean;
  onChange: (token: string) => void;
}

/** Who asks. What the token says of itself is shown while it can still be read. */
function TokenSection({ token, configured, readOnly, onChange }: TokenProps) {
  const [left, setLeft] = useState(false);
  const [nowMs] = useState(Date.now);
  const note = configured || (token === '' && !left) ? null : tokenNote(token, nowMs);
  return (
    <Section title={t('argocd.config.token-section', 'Token')}>
      <Stack direction="column" gap={2}>
        <Stack direction="column" gap={0.5}>
          <Field
            noMargin
            label={t('argocd.config.token', 'Token')}
            description={t(
              'argocd.config.token.help',
              'Of a local account or of a project’s role. Stays on the Grafana server once it is saved; nobody is shown it again.'
            )}
            required
            disabled={readOnly}
            invalid={note?.severity === 'error'}
          >
            {readOnly ? (
              <SavedSecret id="argocd-token" saved={configured} />
            ) : (
              <SecretInput
                id="argocd-token"
                width={FIELD_WIDTH}
                autoComplete="new-password"
                isConfigured={configured}
                value={token}
                aria-describedby={note ? 'argocd-token-note' : undefined}
                onReset={() => onChange('')}
                onChange={(event) => onChange(event.currentTarget.value)}
                onBlur={() => setLeft(true)}
              />
            )}
          </Field>
          {note && <FieldNote id="argocd-token-note" note={note} disabled={readOnly} />}
        </Stack>
        <SetUp />
      </Stack>
    </Section>
  );
}

/** How a new admin gets such a token. */
function SetUp() {
  const styles = useStyles2(getStyles);
  return (
    <details className={styles.details}>
      <summary>{t('argocd.config.set-up', 'How to make a token that may only read')}</summary>
      <Lines
        help={t('argocd.config.set-up.account', 'An account that holds tokens and cannot sign in:')}
        lines={ACCOUNT_COMMAND}
      />
      <Lines
        help={t(
          'argocd.config.set-up.policy',
          'A role with four rights, for policy.csv in the config map argocd-rbac-cm. A role of one project will do as well, where only that project is to be seen:'
        )}
        lines={POLICY}
      />
      <Lines help={t('argocd.config.set-up.token', 'The token, which is shown once:')} lines={TOKEN_COMMAND} />
    </details>
  );
}

/** Something to be pasted as it is, in one place. */
function Lines({ help, lines }: { help: string; lines: string }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <p>{help}</p>
      <pre className={styles.commands} tabIndex={0} aria-label={help}>
        {lines}
      </pre>
      <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => lines}>
        {t('argocd.config.set-up.copy', 'Copy')}
      </ClipboardButton>
    </>
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
