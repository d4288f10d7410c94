import type { TestDataSourceResponse } from '@grafana/data';

import { browserTransport } from '../../../sources/transport/browser';
import type { Source } from '../../../ui/datasource/query';
import { failureResponse } from '../../../ui/datasource/selfTest/failure';
import { createSelfTests } from '../../../ui/datasource/selfTest/selfTests';
import { initTexts, t } from '../../../ui/t';
import type { ArgocdSettings } from '../settings';
import { failureWords } from './failureWords';
import { dropWords, featureWords, lacking, rightWords, seenWords, versionWords, withoutWords } from './foundWords';
import { readServer, type Found } from './readServer';

export const selfTests = createSelfTests((source: Source<ArgocdSettings>) =>
  readServer(source, browserTransport(), Date.now, new AbortController().signal)
);

/** What "Save & test" says. The table of it is shown by the editor, above the button. */
export async function selfTest(source: Source<ArgocdSettings>): Promise<TestDataSourceResponse> {
  await initTexts();
  return responseOf(await selfTests.run(source));
}

/** What was found as Grafana's alert takes it: a title, a sentence, and more of it in plain text. */
export function responseOf(found: Found): TestDataSourceResponse {
  if (!found.ok) {
    return failureResponse(failureWords(found));
  }
  const message = `${versionWords(found)}, ${seenWords(found)}`;
  const dark = lacking(found);
  const verboseMessage = dark
    .map(({ feature, right }) =>
      t('argocd.self-test.dark', '{{feature}}: needs "{{right}}". Unknown without it: {{without}}.', {
        feature: featureWords(feature),
        right: rightWords(right),
        without: withoutWords(feature),
      })
    )
    .join('\n');
  const more = verboseMessage === '' ? {} : { verboseMessage };
  if (found.excess.length > 0) {
    const title = t('argocd.self-test.excess', 'This token can do more than read.');
    return { status: 'warning', message, details: { message: `${title} ${dropWords(found.excess)}`, ...more } };
  }
  if (dark.some(({ feature }) => feature === 'applications')) {
    return { status: 'error', message, details: { message: nothingWords(), ...more } };
  }
  return { status: 'success', message, ...(verboseMessage !== '' && { details: { message: partlyWords(), ...more } }) };
}

/** 200 and empty lists: what a token gets whose account nobody gave a role. */
export function nothingWords(): string {
  return t(
    'argocd.self-test.nothing',
    'The token is accepted, but sees no application: Argo CD leaves out what a token may not read, without a word. Give its account or role "applications, get".'
  );
}

function partlyWords(): string {
  return t(
    'argocd.self-test.partly',
    'Some of it the token may not read and stays unknown; the table above says what.'
  );
}
