import type { TestDataSourceResponse } from '@grafana/data';

import { initTexts, t } from '../../../ui/t';
import { checks } from './checks';
import { causeWords, happenedWords } from './diagnosisWords';
import type { CheckedSource, Report, ServerFound } from './readServer';
import {
  dropWords,
  featureWords,
  foundWords,
  longDropWords,
  needsWords,
  openedWords,
  otherAddresses,
  toDrop,
} from './reportWords';

/** What "Save & test" says. The table of it is shown by the editor, above the button. */
export async function testServer(source: CheckedSource): Promise<TestDataSourceResponse> {
  await initTexts();
  return responseOf(await checks.run(source));
}

/** The report as Grafana's alert takes it: a title, a sentence, and more of it in plain text. */
export function responseOf(report: Report): TestDataSourceResponse {
  if (!report.ok) {
    const causes = report.diagnosis.causes.map((cause) => causeWords(cause, report.facts));
    const [first, ...others] = causes;
    return {
      status: 'error',
      message: happenedWords(report.diagnosis, report.facts),
      ...(first && {
        details: {
          message: `${first.why} ${first.fix}`,
          ...(others.length > 0 && { verboseMessage: others.map(({ why, fix }) => `${why} ${fix}`).join('\n\n') }),
        },
      }),
    };
  }
  const message = foundWords(report);
  if (report.mayNothing) {
    return { status: 'error', message, details: { message: nothingWords() } };
  }
  const drop = toDrop(report.excess);
  const opened = openedWords(report.excess);
  const details = {
    message: [capabilityWords(report), ...(opened === null ? [] : [opened])].join(' '),
    verboseMessage: moreWords(report),
  };
  if (drop.length > 0) {
    const excess = t('proxmox.report.excess', 'This token can do more than read.');
    return { status: 'warning', message, details: { ...details, message: `${excess} ${dropWords(drop)}` } };
  }
  return { status: isPartial(report) ? 'warning' : 'success', message, details };
}

/** 200 and empty lists: what a token with separated privileges gets as long as nobody gave it a role. */
export function nothingWords(): string {
  return t(
    'proxmox.report.nothing',
    'The token is accepted, but may read nothing: every list would be empty. A token with separated privileges needs the role itself, and its user needs it too. The commands are under API token.'
  );
}

/** Something that takes no more than the right to read stays unknown. Who has no sync jobs need not see them. */
function isPartial({ capabilities }: ServerFound): boolean {
  return capabilities.some(({ feature, optional, state }) => state !== 'has' && !optional && feature !== 'sync');
}

function capabilityWords({ capabilities }: ServerFound): string {
  const has = capabilities.filter(({ state }) => state === 'has').length;
  return t(
    'proxmox.report.capable',
    'The token covers {{has}} of {{all}} features; the table above says what each one needs.',
    {
      has,
      all: capabilities.length,
    }
  );
}

function moreWords(report: ServerFound): string {
  const dark = report.capabilities.filter(({ state }) => state !== 'has');
  const others = otherAddresses(report);
  const drop = longDropWords(toDrop(report.excess));
  return [
    ...(drop === null ? [] : [drop]),
    ...dark.map((capability) =>
      t('proxmox.report.dark', '{{feature}}: unknown without {{needs}}. That is {{without}}.', {
        feature: featureWords(capability.feature),
        needs: needsWords(capability),
        without: capability.without,
      })
    ),
    ...(others === null
      ? []
      : [t('proxmox.report.others', 'The cluster answers here as well: {{others}}', { others })]),
  ].join('\n');
}
