import { formatValue } from '../../core/check/format';
import { sentences } from '../../core/check/sentences';
import type { Fact, FactCode } from '../../sources/doctor/fact';

/** A fact in words: what is, and what to do where it is not well. */
export interface FactWords {
  text: string;
  fix?: string;
}

type Words = (fact: Fact & { isWell: boolean; of: (name: string) => string }) => FactWords;

const WORDS: Readonly<Record<FactCode, Words>> = {
  grafana: ({ isWell, of }) =>
    isWell
      ? { text: `Grafana ${of('version')} answers` }
      : { text: `Grafana says that its database is ${of('database')}`, fix: "Look at Grafana's log." },
  'grafana-clock': ({ verdict, params }) =>
    verdict === 'unknown'
      ? { text: "Grafana's answers tell no time", fix: 'Have the proxy in front of it pass the header Date on.' }
      : {
          text: `The clock of Grafana ${apart(params?.['aheadSeconds'], 'the clock of this machine')}`,
          fix: 'Let both follow NTP; Ops Rounds goes by the clock of Grafana.',
        },
  settings: ({ subject, of }) => ({
    text: `The setting ${subject ?? ''} is left out: ${of('message')}`,
    fix: 'Correct it in the provisioning file or on Setup.',
  }),
  started: ({ isWell, of }) =>
    isWell
      ? { text: `Rounds are started: ${of('lists')} checklists` }
      : { text: 'Nobody has started the rounds', fix: 'Open Today and press Start.' },
  'source-named': () => ({
    text: 'There is no metrics source that this account may query',
    fix: 'Connect a Prometheus to Grafana, or give the account the permission to query it.',
  }),
  'source-answers': ({ isWell, subject }) =>
    isWell
      ? { text: `${subject ?? ''} answers` }
      : {
          text: `${subject ?? ''} does not answer`,
          fix: 'Check that it is up, and press Save & test in its settings.',
        },
  'source-clock': ({ verdict, subject, params }) =>
    verdict === 'unknown'
      ? { text: `How the clock of ${subject ?? ''} goes is not known`, fix: 'Try max(timestamp(up)) in Explore.' }
      : {
          text: `The newest sample of ${subject ?? ''} ${apart(params?.['aheadSeconds'], "Grafana's clock")}`,
          fix: 'Let the clocks of both machines follow NTP; if the clocks are right, see why it scrapes nothing.',
        },
  'source-scrapes': ({ subject }) => ({
    text: `${subject ?? ''} has no target of its own (no series up), so its clock cannot be told`,
    fix: 'Nothing has to be done where it only takes what others write.',
  }),
  'source-history': ({ verdict, subject }) =>
    verdict === 'pass'
      ? { text: `${subject ?? ''} has samples of 30 days ago` }
      : {
          text:
            verdict === 'warn'
              ? `${subject ?? ''} has no samples of 30 days ago`
              : `Whether ${subject ?? ''} has samples of 30 days ago is not known`,
          fix: 'It is younger than that, or keeps less: set --storage.tsdb.retention.time to 62d or more. What left is remembered for as long as it keeps; a report needs the whole month.',
        },
  'logs-answer': ({ isWell, subject }) =>
    isWell
      ? { text: `${subject ?? ''} answers` }
      : {
          text: `${subject ?? ''} does not answer`,
          fix: 'Check that it is up, and press Save & test in its settings.',
        },
  'logs-history': ({ verdict, subject }) =>
    verdict === 'pass'
      ? { text: `${subject ?? ''} has logs of 29 days ago` }
      : {
          text:
            verdict === 'warn'
              ? `${subject ?? ''} has no logs of 29 days ago`
              : `Whether ${subject ?? ''} has logs of 29 days ago is not known`,
          fix: 'It is younger than that, or keeps less than the 30 days that the guides ask for: set limits_config.retention_period to 744h with the compactor on.',
        },
  'server-answers': ({ isWell, subject }) =>
    isWell
      ? { text: `${subject ?? ''} answers` }
      : { text: `${subject ?? ''} cannot be read`, fix: 'Press Save & test in its settings: it says why.' },
  'journal-home': ({ verdict, subject }) => {
    switch (verdict) {
      case 'pass':
        return { text: `The journal is kept by the dashboard ${subject ?? ''}` };
      case 'warn':
        return {
          text: 'The journal is kept by the organisation, where every Editor may delete annotations',
          fix: 'Make a dashboard for it on Setup, and give Edit to those who sign.',
        };
      case 'fail':
        return {
          text: `The dashboard of the journal is not there: ${subject ?? ''}`,
          fix: 'Restore it with the same uid, or choose another home on Setup.',
        };
      default:
        return { text: 'Where the journal is kept cannot be read', fix: 'Give the account View on that dashboard.' };
    }
  },
  'journal-read': ({ isWell }) =>
    isWell
      ? { text: 'The journal can be read' }
      : { text: 'The journal cannot be read', fix: 'Give the account the permission annotations:read there.' },
  'journal-write': ({ isWell }) =>
    isWell
      ? { text: 'This account may write into the journal' }
      : { text: 'This account may not write into the journal: enough for all but opsrounds backups --record' },
  'annotation-clean-up': ({ verdict, of }) => {
    switch (verdict) {
      case 'pass':
        return { text: 'Grafana keeps annotations for ever' };
      case 'warn':
        return {
          text: `Grafana deletes annotations: [${of('section')}] ${limitOf(of)}`,
          fix: `Set max_age and max_annotations_to_keep of [${of('section')}] to nothing: what is deleted is missing from the journal for good.`,
        };
      default:
        return {
          text: 'Whether Grafana deletes annotations is not known',
          fix: 'Only an administrator of the server may ask: run this with such a token, or see that max_age and max_annotations_to_keep of [annotations.api] and [annotations.dashboard] are not set.',
        };
    }
  },
  'packs-told': ({ subject }) => ({
    text: `What ${subject ?? ''} has data of is not known, so it is asked about everything`,
    fix: 'Its index of metric names has to be readable: api/v1/label/__name__/values.',
  }),
  'own-pack': ({ isWell, subject, of }) =>
    isWell
      ? { text: `The pack ${subject ?? ''} of your own counts: ${of('checks')} checks, ${of('customised')} customised` }
      : {
          text: `The pack ${subject ?? ''} of your own does not count: ${of('place')}: ${of('message')}`,
          fix: `${of('fix')}.`,
        },
  pack: ({ verdict, subject, of }) => {
    const install = of('install');
    switch (verdict) {
      case 'pass':
        return { text: `${subject ?? ''}: there is data in ${of('sources')}` };
      case 'na':
        return { text: `${subject ?? ''}: nothing has data of it`, ...(install !== '' && { fix: install }) };
      default:
        return { text: `${subject ?? ''}: whether there is data of it is not known` };
    }
  },
};

export function wordsOf(fact: Fact): FactWords {
  const of = (name: string) => String(fact.params?.[name] ?? '');
  const { text, fix } = WORDS[fact.code]({ ...fact, isWell: fact.verdict === 'pass', of });
  const { detail, code } = fact.reason ?? {};
  const said = fact.reason === undefined ? text : `${text}: ${detail ?? code ?? ''}`;
  return { text: said, ...(fix !== undefined && fact.verdict !== 'pass' && { fix: sentences(fix) }) };
}

/** `is 4 min ahead of X`; a few seconds are how long an answer takes. */
function apart(seconds: string | number | undefined, other: string): string {
  const ahead = Number(seconds ?? 0);
  if (Math.abs(ahead) <= 5) {
    return `agrees with ${other}`;
  }
  return `is ${formatValue(Math.abs(ahead), 'seconds')} ${ahead > 0 ? 'ahead of' : 'behind'} ${other}`;
}

function limitOf(of: (name: string) => string): string {
  const limits = [
    ...(of('maxAge') === '' ? [] : [`max_age = ${of('maxAge')}`]),
    ...(of('maxRows') === '' ? [] : [`max_annotations_to_keep = ${of('maxRows')}`]),
  ];
  return limits.join(', ');
}
