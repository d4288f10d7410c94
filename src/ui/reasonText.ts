import { clause, sentences } from '../core/check/sentences';
import type { Reason } from '../core/check/verdict';
import { programTextOf } from './programText';
import { t } from './t';

/** Why something is unknown, as full sentences, with what else was said unless that is the text of a program. Plain text. */
export function reasonWords(reason: Reason): string {
  return reasonInFull(programTextOf(reason) === null ? reason : { ...reason, detail: undefined });
}

/** The same with all that was said: where there is nothing but plain text to say it in. */
export function reasonInFull({ code, detail, quote }: Reason): string {
  return sentences(sentenceOf(code), detail, quote);
}

/** What stands beside a headline that says why: the words of others, and a hint; empty where the headline says it all. */
export function reasonBeside(headline: string, reason: Reason): string {
  const { detail, quote } = reason;
  const isSaid = detail !== undefined && headline.includes(clause(detail));
  return sentences(isSaid || programTextOf(reason) !== null ? '' : detail, quote);
}

function sentenceOf(code: Reason['code']): string {
  switch (code) {
    case 'no-data':
      return t('reason.no-data', 'There is nothing to judge it by.');
    case 'vanished':
      return t('reason.vanished', 'It was there before and is not reported any more.');
    case 'source-down':
      return t('reason.source-down', 'No connection.');
    case 'timeout':
      return t('reason.timeout', 'No answer in time.');
    case 'unauthorized':
      return t('reason.unauthorized', 'Sign-in failed.');
    case 'not-permitted':
      return t('reason.not-permitted', 'This account may not read it.');
    case 'query-error':
      return t('reason.query-error', 'The query was refused.');
    case 'bad-response':
      return t('reason.bad-response', 'The answer could not be understood.');
    case 'not-connected':
      return t('reason.not-connected', 'Nothing that tells of it is connected yet.');
    case 'no-history':
      return t('reason.no-history', 'It keeps no history that could be judged.');
    case 'too-many':
      return t('reason.too-many', 'It returned more series than can be judged.');
    case 'bad-definition':
      return t('reason.bad-definition', 'The pack that defines or changes it has mistakes, so it is not judged.');
    case 'internal':
      return t('reason.internal', 'Ops Rounds failed here; this is a bug. The browser console has its trace.');
  }
}

/** What a person can do about it, one or two sentences. */
export function reasonAdvice(reason: Reason): string {
  switch (reason.code) {
    case 'source-down':
    case 'timeout':
      return t('reason.advice.reach', 'Check that it is up and that Grafana can reach it, then retry.');
    case 'unauthorized':
      return t('reason.advice.sign-in', 'Check the credentials in the data source, then retry.');
    case 'not-permitted':
      return t('reason.advice.permission', 'Ask an organisation admin for the permission to query it.');
    case 'no-data':
    case 'vanished':
      return t('reason.advice.exporter', 'Check that its exporter is up and still scraped, then re-check.');
    case 'query-error':
    case 'too-many':
      return t('reason.advice.query', 'Open the query in Explore to see what it returns.');
    case 'not-connected':
      return t('reason.advice.connect', 'Connect a data source for it, or check by hand.');
    case 'no-history':
      return t('reason.advice.history', 'Look at it as it is now; a month of it cannot be told.');
    case 'bad-definition':
      return t('reason.advice.pack', 'Correct the pack on Setup, or where it is provisioned.');
    case 'bad-response':
    case 'internal':
      return t('reason.advice.retry', 'Retry; if it stays like that, check by hand and report it.');
  }
}

/** In the value column of a table: "no answer", "vanished". */
export function reasonInTable(reason: Reason): string {
  switch (reason.code) {
    case 'no-data':
      return t('reason.table.no-data', 'no data');
    case 'vanished':
      return t('reason.table.vanished', 'vanished');
    case 'unauthorized':
    case 'not-permitted':
      return t('reason.table.refused', 'refused');
    case 'not-connected':
      return t('reason.table.not-connected', 'not connected');
    case 'no-history':
      return t('reason.table.no-history', 'no history');
    case 'query-error':
      return t('reason.table.query-error', 'query error');
    case 'too-many':
      return t('reason.table.too-many', 'too many series');
    case 'bad-definition':
      return t('reason.table.bad-definition', 'pack with mistakes');
    case 'source-down':
    case 'timeout':
    case 'bad-response':
    case 'internal':
      return t('reason.table.no-answer', 'no answer');
  }
}
