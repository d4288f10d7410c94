import type { Facts } from '../../../core/inventory/diagnosis';
import type { Failure } from '../../../sources/grafana/examine';
import {
  changeToHttps,
  commonCauseWords,
  hostOf,
  seeWhoSigned,
  type CauseWords,
} from '../../../ui/datasource/selfTest/causeWords';
import { happenedWords, type FailureWords, type ProductWords } from '../../../ui/datasource/selfTest/failure';
import { addressLabel } from '../../../ui/datasource/settings/ConnectionFields';
import { t } from '../../../ui/t';
import { tokenLabel } from '../config/notes';
import type { Cause, Field } from './causes';

/** Why Argo CD cannot be read, in words. */
export function failureWords({ diagnosis, facts }: Failure<Cause, Field>): FailureWords {
  return {
    message: happenedWords(diagnosis, facts, productWords()),
    causes: diagnosis.causes.map((cause) => causeWords(cause, facts)),
  };
}

function productWords(): ProductWords<Field> {
  return {
    unnamed: t('argocd.self-test.server', 'Argo CD'),
    tokenRefused: (server) =>
      t('argocd.self-test.token-refused', '{{server}} answers, but takes the token for nobody’s', { server }),
    otherServer: (server) =>
      t(
        'argocd.self-test.other-server',
        'What answers at {{server}} is not the API of Argo CD, but something else or another path of it',
        { server }
      ),
    field: (field) => (field === 'address' ? addressLabel() : tokenLabel()),
  };
}

function causeWords(cause: Cause, { address }: Facts): CauseWords {
  const at = address ?? 'https://argocd.example.com';
  switch (cause) {
    case 'expired':
      return {
        why: t('argocd.cause.expired', 'The token has expired, or was the session of a person.'),
        fix: t(
          'argocd.cause.expired.fix',
          'Make a new one and put it in above: argocd account generate-token --account grafana --expires-in 8760h'
        ),
      };
    case 'revoked':
      return {
        why: t('argocd.cause.revoked', 'The token was deleted, or not all of it was pasted.'),
        fix: t(
          'argocd.cause.revoked.fix',
          'See which tokens there are: argocd account get --account grafana, or argocd proj role list-tokens PROJECT ROLE'
        ),
      };
    case 'account-disabled':
      return {
        why: t('argocd.cause.account', 'The account is switched off, or has no capability apiKey.'),
        fix: t('argocd.cause.account.fix', 'Look in the config map argocd-cm: accounts.NAME has to hold apiKey.'),
      };
    case 'key-changed':
      return {
        why: t('argocd.cause.key', 'Argo CD was installed anew, and signs tokens with another key.'),
        fix: t('argocd.cause.key.fix', 'Make a new token.'),
      };
    case 'unknown-ca':
      return {
        why: t(
          'argocd.cause.unknown-ca',
          'Grafana does not know who signed the certificate. So it is with the one that Argo CD makes itself, and no CA is given here.'
        ),
        fix: t(
          'argocd.cause.unknown-ca.fix',
          'Give the CA certificate above. Grafana’s log says "certificate signed by unknown authority".'
        ),
      };
    case 'other-ca':
      return {
        why: t(
          'argocd.cause.other-ca',
          'The CA given here did not sign the certificate: the server has got a new one.'
        ),
        fix: seeWhoSigned(at),
      };
    case 'name-mismatch':
    case 'name-unknown':
      return commonCauseWords(cause, at);
    case 'server-stopped':
      return {
        why: t('argocd.cause.stopped', 'Nothing listens at {{host}}: Argo CD is stopped, or the port is another one.', {
          host: hostOf(at),
        }),
        fix: t(
          'argocd.cause.stopped.fix',
          'Look at: kubectl -n argocd get pods -l app.kubernetes.io/name=argocd-server. Grafana’s log says "connection refused".'
        ),
      };
    case 'dropped':
      return {
        why: t(
          'argocd.cause.dropped',
          'A firewall or a network policy between Grafana and Argo CD drops the packets, or the address is nobody’s.'
        ),
        fix: t('argocd.cause.dropped.fix', 'Try where Grafana runs: curl -kv {{url}}', { url: `${at}/api/version` }),
      };
    case 'overloaded':
      return {
        why: t('argocd.cause.overloaded', 'It takes the connection and does not answer: it is overloaded or hangs.'),
        fix: t(
          'argocd.cause.overloaded.fix',
          'Look at: kubectl -n argocd logs deployment/argocd-server, and at its Redis and repo server.'
        ),
      };
    case 'plain-http':
      return {
        why: t('argocd.cause.plain', 'What listens there speaks plain http: argocd-server runs with --insecure.'),
        fix: t('argocd.cause.plain.fix', 'Give the address of the ingress that speaks https for it.'),
      };
    case 'http-address':
      return {
        why: t('argocd.cause.http', 'The address begins with http://, and Argo CD sends such requests on to https.'),
        fix: changeToHttps(at),
      };
    case 'root-path':
      return {
        why: t(
          'argocd.cause.root',
          'Argo CD stands below a path that is missing in the address, or not below the given one.'
        ),
        fix: t('argocd.cause.root.fix', 'Compare with --rootpath of argocd-server, and open {{url}} in a browser.', {
          url: `${at.replace(/\/+$/, '')}/api/version`,
        }),
      };
    case 'proxy-in-front':
      return {
        why: t(
          'argocd.cause.proxy',
          'A proxy in front asks for a sign-in that Grafana cannot do, or does not let the API pass.'
        ),
        fix: t(
          'argocd.cause.proxy.fix',
          'Let GET below /api pass it without sign-in from Grafana, or give the address of argocd-server behind it.'
        ),
      };
  }
}
