import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { Source } from '../../../ui/datasource/query';
import { CapabilityTable } from '../../../ui/datasource/selfTest/CapabilityTable';
import { FailureView } from '../../../ui/datasource/selfTest/FailureView';
import { keyOf } from '../../../ui/datasource/selfTest/foundKey';
import { SelfTestSection } from '../../../ui/datasource/selfTest/SelfTestSection';
import { SelfTestWord } from '../../../ui/datasource/selfTest/SelfTestWord';
import { t } from '../../../ui/t';
import type { ArgocdSettings } from '../settings';
import { failureWords } from './failureWords';
import { dropWords, featureWords, lacking, rightWords, versionWords, withoutWords } from './foundWords';
import type { ServerFound } from './readServer';
import { FoundArgocd } from './FoundArgocd';
import { nothingWords, selfTests } from './selfTests';

/** What the saved settings reach, and what their token may do there. */
export function SelfTestView({ source, changed }: { source: Source<ArgocdSettings>; changed: boolean }) {
  return (
    <SelfTestSection
      source={source}
      tests={selfTests}
      changed={changed}
      asking={t('argocd.self-test.reading', 'Asking Argo CD...')}
    >
      {(found) =>
        found.ok ? <FoundView uid={source.uid} found={found} /> : <FailureView failure={failureWords(found)} />
      }
    </SelfTestSection>
  );
}

function FoundView({ uid, found }: { uid: string; found: ServerFound }) {
  const styles = useStyles2(getStyles);
  const blind = lacking(found).some(({ feature }) => feature === 'applications');
  return (
    <>
      <p>{versionWords(found)}.</p>
      {blind && (
        <SelfTestWord state="fail" word={t('argocd.self-test.nothing.title', 'The token sees no application')}>
          {nothingWords()}
        </SelfTestWord>
      )}
      {found.excess.length > 0 && (
        <SelfTestWord state="warn" word={t('argocd.self-test.excess', 'This token can do more than read.')}>
          {dropWords(found.excess)}
        </SelfTestWord>
      )}
      <FoundArgocd key={keyOf(found)} uid={uid} />
      <CapabilityTable
        rows={found.capabilities.map(({ feature, right, state, seen }) => ({
          key: feature,
          feature: featureWords(feature),
          needs: <code className={styles.code}>{rightWords(right)}</code>,
          state,
          without: withoutWords(feature),
          seen,
        }))}
      />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  code: css({ fontSize: theme.typography.bodySmall.fontSize, whiteSpace: 'nowrap' }),
});
