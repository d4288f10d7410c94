import { formatValue } from '../../core/check/format';
import { sentences } from '../../core/check/sentences';
import type { Fact, FactCode } from './fact';

/** Puts a text into somebody's language: `t` of the pages; plain English on the command line. */
export type Say = (key: string, english: string, values?: Readonly<Record<string, string | number>>) => string;

/** A fact in words. Why it is so, its reason, stands in the fact itself. */
export interface FactWords {
  /** What is. */
  text: string;
  /** What follows from it, as full sentences. */
  follows?: string;
  /** What to do where it is not well, as full sentences. */
  fix?: string;
  /** What to set for that, as it stands in a file or on a command line. */
  setting?: string;
}

interface Told {
  fact: Fact;
  t: Say;
  isWell: boolean;
  subject: string;
  of: (name: string) => string;
}

const WORDS: Readonly<Record<FactCode, (told: Told) => FactWords>> = {
  grafana: ({ fact, t, isWell, of }) => {
    if (isWell) {
      return { text: t('doctor.grafana', 'Grafana {{version}} answers', { version: of('version') }) };
    }
    return {
      text:
        fact.reason === undefined
          ? t('doctor.grafana-database', 'Grafana says that its database is {{state}}', { state: of('database') })
          : t('doctor.grafana-silent', 'Grafana does not answer'),
      fix: t('doctor.grafana-fix', "Look at Grafana's log."),
    };
  },
  'grafana-clock': ({ fact, t, of }) =>
    fact.verdict === 'unknown'
      ? {
          text: t('doctor.no-time', "Grafana's answers tell no time"),
          fix: t('doctor.no-time-fix', 'Have the proxy in front of it pass the header Date on.'),
        }
      : {
          text: apart(Number(of('aheadSeconds')), {
            same: t('doctor.clock', 'The clock of Grafana agrees with the clock of this machine'),
            ahead: (by) =>
              t('doctor.clock-ahead', 'The clock of Grafana is {{by}} ahead of the clock of this machine', { by }),
            behind: (by) =>
              t('doctor.clock-behind', 'The clock of Grafana is {{by}} behind the clock of this machine', { by }),
          }),
          follows: t('doctor.clock-follows', 'Ops Rounds goes by the clock of Grafana.'),
          fix: t('doctor.clock-fix', 'Let both follow NTP.'),
        },
  settings: ({ t, subject, of }) => ({
    text: t('doctor.setting', 'The setting {{field}} is left out: {{message}}', {
      field: subject,
      message: of('message'),
    }),
    fix: t('doctor.setting-fix', 'Correct it in the provisioning file or on Setup.'),
  }),
  started: ({ t, isWell, of }) =>
    isWell
      ? { text: t('doctor.started', 'Rounds are started: {{lists}} checklists', { lists: of('lists') }) }
      : {
          text: t('doctor.not-started', 'Nobody has started the rounds'),
          fix: t('doctor.not-started-fix', 'Open Today and press Start.'),
        },
  'source-named': ({ t }) => ({
    text: t('doctor.no-source', 'There is no metrics source that this account may query'),
    fix: t('doctor.no-source-fix', 'Connect a Prometheus to Grafana, or give the account the permission to query it.'),
  }),
  'source-gone': ({ t, subject }) => ({
    text: t('doctor.gone', 'Grafana lists no data source {{uid}}, which the settings name', { uid: subject }),
    follows: t('doctor.gone-follows', 'It was deleted, or this account may not query it. Its checks are unknown.'),
    fix: t('doctor.gone-fix', 'Restore it with the same uid, or take it out on Setup.'),
  }),
  'source-answers': answers,
  'source-clock': ({ fact, t, subject, of }) =>
    fact.verdict === 'unknown'
      ? {
          text: t('doctor.source-clock-unknown', 'How the clock of {{source}} goes is not known', { source: subject }),
          fix: t('doctor.source-clock-unknown-fix', 'Try max(timestamp(up)) in Explore.'),
        }
      : {
          text: apart(Number(of('aheadSeconds')), {
            same: t('doctor.newest', "The newest sample of {{source}} agrees with Grafana's clock", {
              source: subject,
            }),
            ahead: (by) =>
              t('doctor.newest-ahead', "The newest sample of {{source}} is {{by}} ahead of Grafana's clock", {
                source: subject,
                by,
              }),
            behind: (by) =>
              t('doctor.newest-behind', "The newest sample of {{source}} is {{by}} behind Grafana's clock", {
                source: subject,
                by,
              }),
          }),
          follows: t('doctor.newest-follows', 'Checks see values that are old, or none.'),
          fix: t(
            'doctor.newest-fix',
            'Let the clocks of both machines follow NTP; if the clocks are right, see why it scrapes nothing.'
          ),
        },
  'source-scrapes': ({ t, subject }) => ({
    text: t('doctor.scrapes', '{{source}} has no target of its own (no series up), so its clock cannot be told', {
      source: subject,
    }),
    fix: t('doctor.scrapes-fix', 'Nothing has to be done where it only takes what others write.'),
  }),
  'source-history': ({ fact, t, subject: source }) =>
    fact.verdict === 'pass'
      ? { text: t('doctor.samples', '{{source}} has samples of 30 days ago', { source }) }
      : {
          text:
            fact.verdict === 'warn'
              ? t('doctor.no-samples', '{{source}} has no samples of 30 days ago', { source })
              : t('doctor.samples-unknown', 'Whether {{source}} has samples of 30 days ago is not known', { source }),
          follows: t(
            'doctor.samples-follows',
            'What left is remembered for as long as samples are kept, and a report needs the whole month.'
          ),
          fix: t('doctor.samples-fix', 'It is younger than that, or keeps less: have it keep 62 days or more.'),
          setting: '--storage.tsdb.retention.time=62d',
        },
  'logs-answer': answers,
  'logs-history': ({ fact, t, subject: source }) =>
    fact.verdict === 'pass'
      ? { text: t('doctor.logs', '{{source}} has logs of 29 days ago', { source }) }
      : {
          text:
            fact.verdict === 'warn'
              ? t('doctor.no-logs', '{{source}} has no logs of 29 days ago', { source })
              : t('doctor.logs-unknown', 'Whether {{source}} has logs of 29 days ago is not known', { source }),
          follows: t('doctor.logs-follows', 'The guides ask for 30 days.'),
          fix: t('doctor.logs-fix', 'It is younger than that, or keeps less: have its compactor keep 31 days.'),
          setting: 'limits_config:\n  retention_period: 744h',
        },
  'server-answers': (told) => {
    const { t, isWell, subject: source, fact } = told;
    return isWell || fact.verdict === 'unknown'
      ? answers(told)
      : {
          text: t('doctor.server', '{{source}} cannot be read', { source }),
          fix: t('doctor.server-fix', 'Press Save & test in its settings: it says why.'),
        };
  },
  'journal-home': ({ fact, t, subject }) => {
    switch (fact.verdict) {
      case 'pass':
        return { text: t('doctor.home', 'The journal is kept by the dashboard {{title}}', { title: subject }) };
      case 'warn':
        return {
          text: t('doctor.home-organisation', 'The journal is kept by the organisation'),
          follows: t('doctor.home-organisation-follows', 'Every Editor may delete its annotations.'),
          fix: t('doctor.home-organisation-fix', 'Make a dashboard for it on Setup, and give Edit to those who sign.'),
        };
      case 'fail':
        return {
          text: t('doctor.home-gone', 'The dashboard of the journal is not there: {{uid}}', { uid: subject }),
          fix: t('doctor.home-gone-fix', 'Restore it with the same uid, or choose another home on Setup.'),
        };
      default:
        return {
          text: t('doctor.home-unknown', 'Where the journal is kept cannot be read'),
          fix: t('doctor.home-unknown-fix', 'Give the account View on that dashboard.'),
        };
    }
  },
  'journal-read': ({ t, isWell }) =>
    isWell
      ? { text: t('doctor.read', 'The journal can be read') }
      : {
          text: t('doctor.not-read', 'The journal cannot be read'),
          fix: t('doctor.not-read-fix', 'Give the account the permission annotations:read there.'),
        },
  'journal-write': ({ t, isWell }) =>
    isWell
      ? { text: t('doctor.write', 'This account may write into the journal') }
      : {
          text: t('doctor.not-write', 'This account may not write into the journal'),
          follows: t('doctor.not-write-follows', 'It can read everything, and sign nothing.'),
        },
  'journal-tested': ({ fact, t, isWell }) => {
    if (isWell) {
      return { text: t('doctor.tested', 'The test entry was written and read back') };
    }
    return fact.verdict === 'unknown' && fact.reason === undefined
      ? {
          text: t('doctor.not-tested', 'Whether the journal can be written is not known'),
          follows: t(
            'doctor.not-tested-follows',
            'Not tried: opening a page writes nothing. The test writes one entry, which stays.'
          ),
        }
      : { text: t('doctor.test-failed', 'The journal could not be written and read back') };
  },
  'annotation-clean-up': ({ fact, t, of }) => {
    const section = of('section');
    const setting = `[${section}]\nmax_age = 0\nmax_annotations_to_keep = 0`;
    switch (fact.verdict) {
      case 'pass':
        return { text: t('doctor.forever', 'Grafana keeps annotations for ever') };
      case 'unknown':
        return {
          text: t('doctor.clean-up-unknown', 'Whether Grafana deletes annotations is not known'),
          fix: t(
            'doctor.clean-up-unknown-fix',
            'Only an administrator of the server may ask. These settings keep them.'
          ),
          setting,
        };
      default:
        return {
          text: t('doctor.clean-up', 'Grafana deletes annotations: [{{section}}] {{limits}}', {
            section,
            limits: limitsOf(of),
          }),
          follows: t('doctor.clean-up-follows', 'What is deleted is missing from the journal for good.'),
          fix: t('doctor.clean-up-fix', 'Have an administrator of the server set that it keeps them.'),
          setting,
        };
    }
  },
  'packs-told': ({ t, subject }) => ({
    text: t('doctor.packs', 'What {{source}} has data of is not known', { source: subject }),
    follows: t('doctor.packs-follows', 'It is asked about everything.'),
    fix: t('doctor.packs-fix', 'Its index of metric names has to be readable: api/v1/label/__name__/values.'),
  }),
  'own-pack': ({ isWell, t, subject: pack, of }) =>
    isWell
      ? {
          text: t(
            'doctor.own-pack',
            'The pack {{pack}} of your own counts: {{checks}} checks, {{customised}} customised',
            {
              pack,
              checks: of('checks'),
              customised: of('customised'),
            }
          ),
        }
      : {
          text: t('doctor.own-pack-broken', 'The pack {{pack}} of your own does not count: {{place}}: {{message}}', {
            pack,
            place: of('place'),
            message: of('message'),
          }),
          follows: t('own-pack.unknown', 'What it defines or changes is unknown until it is corrected.'),
          fix: `${of('fix')}.`,
        },
  pack: ({ fact, t, subject: pack, of }) => {
    const install = of('install');
    switch (fact.verdict) {
      case 'pass':
        return { text: t('doctor.pack', '{{pack}}: there is data in {{sources}}', { pack, sources: of('sources') }) };
      case 'na':
        return {
          text: t('doctor.no-pack', '{{pack}}: nothing has data of it', { pack }),
          ...(install !== '' && { fix: install }),
        };
      default:
        return { text: t('doctor.pack-unknown', '{{pack}}: whether there is data of it is not known', { pack }) };
    }
  },
};

/** A fact in somebody's language; there is nothing to mend on one that is well. */
export function wordsOf(fact: Fact, t: Say): FactWords {
  const of = (name: string) => String(fact.params?.[name] ?? '');
  const isWell = fact.verdict === 'pass';
  const { text, follows, fix, setting } = WORDS[fact.code]({ fact, t, isWell, subject: fact.subject ?? '', of });
  if (isWell) {
    return { text };
  }
  const isHidden = fact.verdict === 'unknown' && fact.reason?.code === 'not-permitted';
  const said = sentences(isHidden ? t('doctor.role', 'Not readable with your role.') : null, follows);
  return {
    text,
    ...(said !== '' && { follows: said }),
    ...(fix !== undefined && { fix: sentences(fix) }),
    ...(setting !== undefined && { setting }),
  };
}

function answers({ fact, t, isWell, subject: source }: Told): FactWords {
  if (isWell) {
    return { text: t('doctor.answers', '{{source}} answers', { source }) };
  }
  return fact.verdict === 'unknown'
    ? {
        text: t('doctor.answers-unknown', 'Whether {{source}} answers is not known', { source }),
        fix: t('doctor.answers-unknown-fix', 'Ask for the permission to query it.'),
      }
    : {
        text: t('doctor.silent', '{{source}} does not answer', { source }),
        fix: t('doctor.silent-fix', 'Check that it is up, and press Save & test in its settings.'),
      };
}

/** A few seconds are how long an answer takes. */
function apart(
  aheadSeconds: number,
  words: { same: string; ahead: (by: string) => string; behind: (by: string) => string }
): string {
  if (Math.abs(aheadSeconds) <= 5) {
    return words.same;
  }
  return words[aheadSeconds > 0 ? 'ahead' : 'behind'](formatValue(Math.abs(aheadSeconds), 'seconds'));
}

function limitsOf(of: (name: string) => string): string {
  const limits = [
    ...(of('maxAge') === '' ? [] : [`max_age = ${of('maxAge')}`]),
    ...(of('maxRows') === '' ? [] : [`max_annotations_to_keep = ${of('maxRows')}`]),
  ];
  return limits.join(', ');
}
