import { addressNote, type AddressWords } from '../../../ui/datasource/settings/addressNote';
import type { Note } from '../../../ui/datasource/settings/FieldNote';
import { t } from '../../../ui/t';
import { argocdAddressProblem } from './address';
import { readToken, tokenProblem } from './token';

/** What the editor says about an address. */
export function argocdAddressNote(address: string, setUrl: (url: string) => void): Note | null {
  const problem = argocdAddressProblem(address);
  return problem && addressNote(problem, addressWords(), setUrl);
}

function addressWords(): AddressWords {
  return {
    empty: t('argocd.config.address.empty', 'Give the address of Argo CD, such as https://argocd.example.com.'),
    unreadable: t('argocd.config.address.unreadable', 'This is not an address. It has to look like https://host.'),
    path: t('argocd.config.address.page', 'Leave out the page: the paths of the API are added.'),
    http: t(
      'argocd.config.address.http',
      'Over http the token travels readable for anybody on the way. Argo CD sends such requests elsewhere unless it runs with --insecure.'
    ),
  };
}

/** What the editor says about a token that was just put in. */
export function tokenNote(token: string, nowMs: number): Note | null {
  const facts = readToken(token);
  const subject = facts?.subject ?? '';
  switch (tokenProblem(token, nowMs)) {
    case 'empty':
      return { severity: 'error', text: t('argocd.config.token.empty', 'Give the token.') };
    case 'malformed':
      return {
        severity: 'error',
        text: t(
          'argocd.config.token.malformed',
          'This is no token of Argo CD: it has three parts with dots between them, the first begins with eyJ.'
        ),
      };
    case 'expired':
      return {
        severity: 'error',
        text: t('argocd.config.token.expired', 'This token of {{subject}} has expired.', { subject }),
      };
    case 'session':
      return {
        severity: 'warning',
        text: t(
          'argocd.config.token.session',
          'This is the session of {{subject}}, which ends within a day and may do all that {{subject}} may. Make a token of an account that only reads; the commands are below.',
          { subject }
        ),
      };
    case 'lasting':
      return {
        severity: 'warning',
        text: t(
          'argocd.config.token.lasting',
          'This token of {{subject}} never expires. One that does can be forgotten without harm.',
          { subject }
        ),
      };
    case 'expires-soon':
      return {
        severity: 'warning',
        text: t('argocd.config.token.soon', 'This token of {{subject}} expires within two weeks.', { subject }),
      };
    case null:
      return { severity: 'info', text: t('argocd.config.token.of', 'A token of {{subject}}.', { subject }) };
  }
}

/** The field's name, for whoever says that it is empty. */
export function tokenLabel(): string {
  return t('argocd.config.token', 'Token');
}
