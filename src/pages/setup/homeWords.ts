import type { MarkState } from '../../ui/verdictLook';
import type { CleanUp } from '../../sources/grafana/annotationCleanUp';
import type { JournalHome } from '../../sources/grafana/journalHome';
import { reasonWords } from '../../ui/reasonText';
import { t } from '../../ui/t';
import { alternatives } from '../../ui/when';
import type { HomeFound } from './useHome';

/** A finding about the journal's home: its verdict, what it is and what follows. */
export interface HomeFinding {
  state: MarkState;
  finding: string;
  follows: string;
}

/** Who may write at the home, and what anybody can do to the journal there. */
export function writersFinding({ dashboard, writers }: JournalHome): HomeFinding {
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
export function ownFinding({ own, dashboard }: JournalHome): HomeFinding {
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

/** What Grafana's clean-up leaves of the journal. */
export function cleanUpFinding(cleanUp: CleanUp): HomeFinding {
  switch (cleanUp.state) {
    case 'forever':
      return { state: 'pass', finding: t('home.forever', 'Grafana keeps annotations for ever'), follows: '' };
    case 'limited':
      return {
        state: 'fail',
        finding: t('home.limited', 'Grafana deletes annotations: {{limits}}', { limits: limitsWords(cleanUp) }),
        follows: t('home.limited-what', 'The journal loses its history. An administrator of the server can set it.'),
      };
    case 'unknown':
      return {
        state: 'unknown',
        finding: t('home.clean-up-unknown', 'Whether Grafana deletes annotations is not known'),
        follows:
          cleanUp.reason.code === 'not-permitted'
            ? t('home.clean-up-server', 'Only an administrator of the server may read it. These settings keep them:')
            : reasonWords(cleanUp.reason),
      };
  }
}

function limitsWords({ maxAge, maxRows }: Extract<CleanUp, { state: 'limited' }>): string {
  return alternatives([
    ...(maxAge === null ? [] : [t('home.max-age', 'those older than {{age}}', { age: maxAge })]),
    ...(maxRows === null ? [] : [t('home.max-rows', 'all but {{n}}', { n: maxRows })]),
  ]);
}

/** The settings of Grafana that keep what is at the home. */
export function keepingSetting(dashboardUid: string | undefined): string {
  const section = dashboardUid === undefined ? 'annotations.api' : 'annotations.dashboard';
  return `[${section}]\nmax_age = 0\nmax_annotations_to_keep = 0`;
}

/** The worst that is known of the home, for its line in the contents. */
export function homeState({ home, cleanUp }: HomeFound): MarkState {
  if (home === null) {
    return 'fail';
  }
  const states = [writersFinding(home), cleanUpFinding(cleanUp)].map(({ state }) => state);
  return (['fail', 'warn', 'unknown'] as const).find((state) => states.includes(state)) ?? 'pass';
}
