import type { TestDataSourceResponse } from '@grafana/data';

import { browserTransport } from '../../../sources/transport/browser';
import { createReportStore } from '../../../ui/datasource/reportStore';
import { initTexts, t } from '../../../ui/t';
import type { ArgocdSettings } from '../settings';
import { causeWords, happenedWords } from './diagnosisWords';
import { readServer, type Report } from './readServer';
import { dropWords, featureWords, lacking, rightWords, seenWords, versionWords, withoutWords } from './reportWords';

export const reports = createReportStore<Report>();

/** What "Save & test" says. The table of it is shown by the editor, above the button. */
export async function testServer(
  { uid, name }: { uid: string; name: string },
  settings: ArgocdSettings
): Promise<TestDataSourceResponse> {
  await initTexts();
  const report = await readServer({ uid, name, settings }, browserTransport(), Date.now, new AbortController().signal);
  reports.put(uid, report);
  return responseOf(report);
}

/** The report as Grafana's alert takes it: a title, a sentence, and more of it in plain text. */
export function responseOf(report: Report): TestDataSourceResponse {
  if (!report.ok) {
    const [first, ...others] = report.diagnosis.causes.map((cause) => causeWords(cause, report.facts));
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
  const message = `${versionWords(report)}, ${seenWords(report)}`;
  const dark = lacking(report);
  const verboseMessage = dark
    .map(({ feature, right }) =>
      t('argocd.report.dark', '{{feature}}: needs "{{right}}". Unknown without it: {{without}}.', {
        feature: featureWords(feature),
        right: rightWords(right),
        without: withoutWords(feature),
      })
    )
    .join('\n');
  const more = verboseMessage === '' ? {} : { verboseMessage };
  if (report.excess.length > 0) {
    const title = t('argocd.report.excess', 'This token can do more than read.');
    return { status: 'warning', message, details: { message: `${title} ${dropWords(report.excess)}`, ...more } };
  }
  if (dark.some(({ feature }) => feature === 'applications')) {
    return { status: 'error', message, details: { message: nothingWords(), ...more } };
  }
  return { status: 'success', message, ...(verboseMessage !== '' && { details: { message: partlyWords(), ...more } }) };
}

/** 200 and empty lists: what a token gets whose account nobody gave a role. */
export function nothingWords(): string {
  return t(
    'argocd.report.nothing',
    'The token is accepted, but sees no application: Argo CD leaves out what a token may not read, without a word. Give its account or role "applications, get".'
  );
}

function partlyWords(): string {
  return t('argocd.report.partly', 'Some of it the token may not read and stays unknown; the table above says what.');
}
