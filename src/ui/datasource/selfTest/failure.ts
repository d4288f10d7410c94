import type { TestDataSourceResponse } from '@grafana/data';

import type { Diagnosis, Facts } from '../../../core/inventory/diagnosis';
import { t } from '../../t';
import type { CauseWords } from './causeWords';

/** Why a server cannot be read, in words. */
export interface FailureWords {
  message: string;
  /** The likeliest first. */
  causes: readonly CauseWords[];
}

/** How a product is spoken of. */
export interface ProductWords<Field extends string> {
  /** Where its address is not known. */
  unnamed: string;
  tokenRefused: (server: string) => string;
  otherServer: (server: string) => string;
  field: (field: Field) => string;
}

/** The failure as Grafana's alert takes it: what happened, the likeliest cause as the guess that it is, and the others below it. */
export function failureResponse({ message, causes }: FailureWords): TestDataSourceResponse {
  const isGuess = causes.length > 1;
  const [first, ...others] = causes.map(({ why, fix }, index) =>
    !isGuess
      ? `${why} ${fix}`
      : index === 0
        ? t('datasource.cause.most-likely', 'Most likely: {{why}} {{fix}}', { why, fix })
        : t('datasource.cause.or', 'Or: {{why}} {{fix}}', { why, fix })
  );
  return {
    status: 'error',
    message,
    ...(first !== undefined && {
      details: { message: first, ...(others.length > 0 && { verboseMessage: others.join('\n\n') }) },
    }),
  };
}

/** What happened, in one sentence. */
export function happenedWords<Cause extends string, Field extends string>(
  { happened, detail = '', missing = [] }: Diagnosis<Cause, Field>,
  { address }: Facts,
  { unnamed, tokenRefused, otherServer, field }: ProductWords<Field>
): string {
  const server = address ?? unnamed;
  switch (happened) {
    case 'incomplete':
      return t('datasource.happened.incomplete', 'Fill in or mend above, and save again: {{fields}}', {
        fields: missing.map(field).join(', '),
      });
    case 'token-refused':
      return tokenRefused(server);
    case 'ca-unreadable':
      return t(
        'datasource.happened.ca-unreadable',
        'Grafana cannot read the CA certificate: paste the content of the PEM file again'
      );
    case 'unreachable':
      return t('datasource.happened.unreachable', 'Grafana gets no connection to {{server}}', { server });
    case 'hangs':
      return t('datasource.happened.hangs', '{{server}} did not answer in time', { server });
    case 'web-page':
      return t('datasource.happened.web-page', '{{server}} answers with a web page instead of the API', { server });
    case 'other-server':
      return otherServer(server);
    case 'redirected':
      return t('datasource.happened.redirected', '{{server}} sends the request elsewhere instead of answering', {
        server,
      });
    case 'forbidden':
      return t('datasource.happened.forbidden', '{{server}} refuses the request before it looks at the token', {
        server,
      });
    case 'not-allowed-in-grafana':
      return t('datasource.happened.not-allowed', 'Your Grafana user may not query this data source: {{detail}}', {
        detail,
      });
    case 'signed-out':
      return t('datasource.happened.signed-out', 'Your session in Grafana has ended: sign in again');
    case 'gone':
      return t('datasource.happened.gone', 'Grafana has no data source of this id any more: it was deleted');
    case 'grafana-silent':
      return t('datasource.happened.grafana-silent', 'Grafana itself does not answer: check your connection to it');
    case 'server-error':
      return t('datasource.happened.server-error', '{{server}} answers with an error: {{detail}}', { server, detail });
  }
}
