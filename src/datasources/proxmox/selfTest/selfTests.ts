import type { TestDataSourceResponse } from '@grafana/data';

import { browserTransport } from '../../../sources/transport/browser';
import type { Source } from '../../../ui/datasource/query';
import { failureResponse } from '../../../ui/datasource/selfTest/failure';
import { createSelfTests } from '../../../ui/datasource/selfTest/selfTests';
import { initTexts, t } from '../../../ui/t';
import type { ProxmoxSettings } from '../settings';
import { failureWords } from './failureWords';
import {
  dropWords,
  featureWords,
  foundWords,
  longDropWords,
  needsWords,
  openedWords,
  otherAddresses,
  toDrop,
} from './foundWords';
import { readServer, type Found, type ServerFound } from './readServer';

export const selfTests = createSelfTests((source: Source<ProxmoxSettings>) =>
  readServer(source, browserTransport(), Date.now, new AbortController().signal)
);

/** What "Save & test" says. The table of it is shown by the editor, above the button. */
export async function selfTest(source: Source<ProxmoxSettings>): Promise<TestDataSourceResponse> {
  await initTexts();
  return responseOf(await selfTests.run(source));
}

/** What was found as Grafana's alert takes it: a title, a sentence, and more of it in plain text. */
export function responseOf(found: Found): TestDataSourceResponse {
  if (!found.ok) {
    return failureResponse(failureWords(found));
  }
  const message = foundWords(found);
  if (found.mayNothing) {
    return { status: 'error', message, details: { message: nothingWords() } };
  }
  const drop = toDrop(found.excess);
  const opened = openedWords(found.excess);
  const details = {
    message: [capabilityWords(found), ...(opened === null ? [] : [opened])].join(' '),
    verboseMessage: moreWords(found),
  };
  if (drop.length > 0) {
    const excess = t('proxmox.self-test.excess', 'This token can do more than read.');
    return { status: 'warning', message, details: { ...details, message: `${excess} ${dropWords(drop)}` } };
  }
  return { status: isPartial(found) ? 'warning' : 'success', message, details };
}

/** 200 and empty lists: what a token with separated privileges gets as long as nobody gave it a role. */
export function nothingWords(): string {
  return t(
    'proxmox.self-test.nothing',
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
    'proxmox.self-test.capable',
    'The token covers {{has}} of {{all}} features; the table above says what each one needs.',
    {
      has,
      all: capabilities.length,
    }
  );
}

function moreWords(found: ServerFound): string {
  const dark = found.capabilities.filter(({ state }) => state !== 'has');
  const others = otherAddresses(found);
  const drop = longDropWords(toDrop(found.excess));
  return [
    ...(drop === null ? [] : [drop]),
    ...dark.map((capability) =>
      t('proxmox.self-test.dark', '{{feature}}: unknown without {{needs}}. That is {{without}}.', {
        feature: featureWords(capability.feature),
        needs: needsWords(capability),
        without: capability.without,
      })
    ),
    ...(others === null
      ? []
      : [t('proxmox.self-test.others', 'The cluster answers here as well: {{others}}', { others })]),
  ].join('\n');
}
