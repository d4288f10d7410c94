import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { useRef } from 'react';

import { isException } from '../../core/check/verdict';
import { Age } from '../../ui/Age';
import { Mark } from '../../ui/Mark';
import { reasonAdvice, reasonWords } from '../../ui/reasonText';
import { Section } from '../../ui/Section';
import { t } from '../../ui/t';
import { useInSight } from '../../ui/useInSight';
import { verdictCounts } from '../../ui/verdictCounts';
import type { MarkState } from '../../ui/verdictLook';
import { factFinding } from './factFinding';
import { FindingRow } from './FindingRow';
import type { Doctor } from './useDoctor';

/** What this Grafana lacks for Ops Rounds. It is looked at when the section comes into sight; the rest of the page does not wait for it. */
export function DoctorSection({ doctor }: { doctor: Doctor }) {
  const styles = useStyles2(getStyles);
  const { isNew, examined, failed, run } = doctor;
  const place = useRef<HTMLDivElement>(null);
  useInSight(place, isNew ? run : null);
  return (
    <Section
      title={t('setup.doctor', 'Doctor')}
      anchor="doctor"
      help={t(
        'setup.doctor-what',
        'What this Grafana lacks for Ops Rounds, as far as your role may read it. Nothing is written.'
      )}
      actions={<Running doctor={doctor} />}
    >
      <div ref={place} className={styles.place}>
        {failed && (
          <div role="alert">
            <Mark state="unknown" glyphOnly size="sm" /> {reasonWords(failed)} {reasonAdvice(failed)}
          </div>
        )}
        {examined && (
          <div role="list" aria-label={t('setup.findings', 'Findings')}>
            {examined.facts.map((fact) => (
              <FindingRow
                key={`${fact.code} ${fact.subject ?? ''}`}
                {...factFinding(fact)}
                {...(fact.code === 'journal-tested' && { action: <TestButton doctor={doctor} /> })}
              />
            ))}
          </div>
        )}
      </div>
    </Section>
  );
}

function Running({ doctor: { examined, progress, run, cancel } }: { doctor: Doctor }) {
  const styles = useStyles2(getStyles);
  if (progress) {
    return (
      <span className={styles.running}>
        <span role="status">
          {t('setup.doctor-running', 'Looking: {{done}} of {{of}} parts are done', { ...progress })}
        </span>
        <Button size="sm" variant="secondary" fill="text" onClick={cancel}>
          {t('save.cancel', 'Cancel')}
        </Button>
      </span>
    );
  }
  return (
    <span className={styles.running}>
      {examined && (
        <span>
          {t('setup.doctor-ran', 'ran')} <Age sinceMs={examined.atMs} />
        </span>
      )}
      <Button size="sm" variant="secondary" fill="text" icon="sync" onClick={run}>
        {examined ? t('setup.doctor-again', 'Run again') : t('setup.doctor-run', 'Run')}
      </Button>
    </span>
  );
}

function TestButton({ doctor: { isTesting, test } }: { doctor: Doctor }) {
  return (
    <Button size="sm" variant="secondary" disabled={isTesting} onClick={test}>
      {isTesting ? t('save.saving', 'Saving') : t('setup.write-test', 'Write test entry')}
    </Button>
  );
}

/** The examination in one line. */
export function doctorLine({ examined, progress, failed }: Doctor): { state: MarkState; note: string } {
  if (examined === null) {
    return failed
      ? { state: 'unknown', note: t('setup.home-not-known', 'not known') }
      : { state: 'pending', note: progress ? t('setup.looking', 'looking') : t('setup.not-run', 'not run yet') };
  }
  const verdicts = examined.facts.map(({ verdict }) => verdict);
  const exceptions = verdicts.filter(isException);
  return { state: verdicts[0] ?? 'unknown', note: verdictCounts(exceptions.length > 0 ? exceptions : verdicts) };
}

const getStyles = (theme: GrafanaTheme2) => ({
  place: css({ minHeight: theme.spacing(8) }),
  running: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(1) }),
});
