import { Button, Spinner } from '@grafana/ui';
import { useEffect, useSyncExternalStore, type ReactNode } from 'react';

import { Mark } from '../../../ui/Mark';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { CapabilityTable } from './CapabilityTable';
import { CauseList } from './CauseList';
import { happenedWords } from './diagnosisWords';
import { checks } from './checks';
import type { CheckedSource, Report } from './readServer';
import { dropWords, foundWords, openedWords, otherAddresses, toDrop } from './reportWords';
import { nothingWords } from './testServer';

/** What the saved settings reach, and what their token may do there: read when the page opens and by every "Save & test". */
export function ServerReport({ source }: { source: CheckedSource }) {
  const { uid } = source;
  const checked = useSyncExternalStore(checks.subscribe, () => checks.of(uid));
  useEffect(() => {
    if (checks.of(uid) === undefined) {
      void checks.run(source);
    }
    // The saved settings count, not what is being typed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [uid]);
  return (
    <Section
      title={t('proxmox.report.title', 'What this token can see')}
      help={t('proxmox.report.help', 'With the settings as they are saved. "Save & test" below reads it anew.')}
      actions={
        <Button
          size="sm"
          variant="secondary"
          fill="text"
          icon="sync"
          disabled={checked === undefined || checked === 'running'}
          onClick={() => void checks.run(source)}
        >
          {t('proxmox.report.again', 'Check the token')}
        </Button>
      }
    >
      <div aria-live="polite">
        {checked === undefined || checked === 'running' ? (
          <span>
            <Spinner inline /> {t('proxmox.report.reading', 'Asking the server...')}
          </span>
        ) : (
          <Found report={checked} />
        )}
      </div>
    </Section>
  );
}

function Found({ report }: { report: Report }) {
  if (!report.ok) {
    return (
      <>
        <Mark state="fail" word={happenedWords(report.diagnosis, report.facts)} />
        <CauseList causes={report.diagnosis.causes} facts={report.facts} />
      </>
    );
  }
  const drop = toDrop(report.excess);
  const others = otherAddresses(report);
  const opened = openedWords(report.excess);
  return (
    <>
      <p>
        {foundWords(report)}.{' '}
        {others !== null && t('proxmox.report.others', 'The cluster answers here as well: {{others}}', { others })}
      </p>
      {report.mayNothing && (
        <Word state="fail" word={t('proxmox.report.nothing.title', 'The token may read nothing')}>
          {nothingWords()}
        </Word>
      )}
      {drop.length > 0 && (
        <Word state="warn" word={t('proxmox.report.excess', 'This token can do more than read.')}>
          {dropWords(drop)}
        </Word>
      )}
      {opened !== null && (
        <Word state="warn" word={t('proxmox.report.opened.title', 'Files in backups can be read')}>
          {opened}
        </Word>
      )}
      <CapabilityTable capabilities={report.capabilities} excess={report.excess} />
    </>
  );
}

/** No box: Grafana's own alert says the same in one, once "Save & test" was pressed. */
function Word({ state, word, children }: { state: 'fail' | 'warn'; word: string; children: ReactNode }) {
  return (
    <p>
      <Mark state={state} word={word} />
      <br />
      {children}
    </p>
  );
}
