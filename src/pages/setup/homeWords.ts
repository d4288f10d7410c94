import type { MarkState } from '../../ui/verdictLook';
import { cleanUpFact } from '../../sources/doctor/grafanaFacts';
import type { JournalHome } from '../../sources/grafana/journalHome';
import { t } from '../../ui/t';
import type { Finding } from './FindingRow';
import type { HomeFound } from './useHome';

/** Who may write at the home, and what anybody can do to the journal there. */
export function writersFinding({ dashboard, writers }: JournalHome): Finding {
  if (dashboard === null) {
    return {
      state: 'warn',
      finding: t('home.any-editor', 'Any Editor may delete the journal'),
      follows: t(
        'home.any-editor-what',
        'Grafana deletes all annotations of the organisation with one request. Viewers cannot sign.'
      ),
    };
  }
  if (writers === null) {
    return {
      state: 'unknown',
      finding: t('home.writers-unknown', 'Who may sign is not known'),
      follows: t('home.writers-unknown-what', 'Your role may not read the permissions of the dashboard.'),
    };
  }
  return {
    state: 'pass',
    finding:
      writers.length === 0
        ? t('home.only-admins', 'Only admins may sign')
        : t('home.writers', 'Admins may sign, and {{who}}', { who: writers.map(writerWords).join(', ') }),
    follows: t('home.writers-what', 'Whoever has Edit on the dashboard signs. Others read.'),
  };
}

function writerWords({ kind, name }: { kind: 'role' | 'team' | 'user'; name: string }): string {
  switch (kind) {
    case 'role':
      return t('home.role', 'every {{name}}', { name });
    case 'team':
      return t('home.team', 'the team {{name}}', { name });
    case 'user':
      return name;
  }
}

/** Whether who is signed in may write there. */
export function ownFinding({ own, dashboard }: JournalHome): Finding {
  return own.canAdd
    ? { state: 'pass', finding: t('home.may', 'You may sign'), follows: '' }
    : {
        state: 'na',
        finding: t('home.may-not', 'You may not sign'),
        follows:
          dashboard === null
            ? t('home.may-not-organisation', 'It takes annotations:create for the organisation, which Editors have.')
            : t('home.may-not-dashboard', 'It takes Edit on the dashboard.'),
      };
}

/** The worst that is known of the home, for its line in the contents. */
export function homeState({ home, cleanUp }: HomeFound): MarkState {
  if (home === null) {
    return 'fail';
  }
  const states = [writersFinding(home).state, cleanUpFact(cleanUp).verdict];
  return (['fail', 'warn', 'unknown'] as const).find((state) => states.includes(state)) ?? 'pass';
}
