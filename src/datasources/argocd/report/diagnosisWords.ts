import { t } from '../../../ui/t';
import type { Cause, Diagnosis, Facts, Field } from './diagnose';

/** What happened, in one sentence. */
export function happenedWords({ happened, detail = '', missing = [] }: Diagnosis, { address }: Facts): string {
  const server = address ?? t('argocd.report.server', 'Argo CD');
  switch (happened) {
    case 'incomplete':
      return t('argocd.report.incomplete', 'Fill in what is missing above and save again: {{fields}}', {
        fields: missing.map(fieldWords).join(', '),
      });
    case 'token-refused':
      return t('argocd.report.token-refused', '{{server}} answers, but takes the token for nobody’s', { server });
    case 'ca-unreadable':
      return t(
        'argocd.report.ca-unreadable',
        'Grafana cannot read the CA certificate: paste the content of the PEM file again'
      );
    case 'unreachable':
      return t('argocd.report.unreachable', 'Grafana gets no connection to {{server}}', { server });
    case 'hangs':
      return t('argocd.report.hangs', '{{server}} did not answer in time', { server });
    case 'web-page':
      return t('argocd.report.web-page', '{{server}} answers with a web page instead of the API', { server });
    case 'not-argocd':
      return t(
        'argocd.report.not-argocd',
        'What answers at {{server}} is not the API of Argo CD, but something else or another path of it',
        { server }
      );
    case 'redirected':
      return t('argocd.report.redirected', '{{server}} sends the request elsewhere instead of answering', { server });
    case 'forbidden':
      return t('argocd.report.forbidden', '{{server}} refuses the request before it looks at the token', { server });
    case 'not-allowed-in-grafana':
      return t('argocd.report.not-allowed', 'Your Grafana user may not query this data source: {{detail}}', { detail });
    case 'signed-out':
      return t('argocd.report.signed-out', 'Your session in Grafana has ended: sign in again');
    case 'gone':
      return t('argocd.report.gone', 'Grafana has no data source of this id any more: it was deleted');
    case 'grafana-silent':
      return t('argocd.report.grafana-silent', 'Grafana itself does not answer: check your connection to it');
    case 'server-error':
      return t('argocd.report.server-error', '{{server}} answers with an error: {{detail}}', { server, detail });
  }
}

const fieldWords = (field: Field): string =>
  field === 'address' ? t('argocd.config.address', 'Address') : t('argocd.config.token', 'Token');

/** One possible cause: what it is, and how to tell or mend it. Commands are to be run where Grafana runs: it is what connects. */
export function causeWords(cause: Cause, { address }: Facts): { why: string; fix: string } {
  const at = address ?? 'https://argocd.example.com';
  const host = hostOf(at);
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
        fix: t(
          'argocd.cause.other-ca.fix',
          'See who signed it: openssl s_client -connect {{host}} -showcerts. Grafana’s log says "certificate signed by unknown authority".',
          { host: host.includes(':') ? host : `${host}:443` }
        ),
      };
    case 'name-mismatch':
      return {
        why: t('argocd.cause.name', 'The certificate is for another name than {{host}}.', { host }),
        fix: t(
          'argocd.cause.name.fix',
          'Give the name in the certificate as server name. Grafana’s log says "certificate is valid for ..., not ...".'
        ),
      };
    case 'server-stopped':
      return {
        why: t('argocd.cause.stopped', 'Nothing listens at {{host}}: Argo CD is stopped, or the port is another one.', {
          host,
        }),
        fix: t(
          'argocd.cause.stopped.fix',
          'Look at: kubectl -n argocd get pods -l app.kubernetes.io/name=argocd-server. Grafana’s log says "connection refused".'
        ),
      };
    case 'name-unknown':
      return {
        why: t('argocd.cause.dns', 'The machine that Grafana runs on does not know the name {{host}}.', { host }),
        fix: t('argocd.cause.dns.fix', 'Run there: getent hosts {{name}}. Grafana’s log says "no such host".', {
          name: host.replace(/:\d+$/, ''),
        }),
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
        fix: t('argocd.cause.http.fix', 'Change it to {{secure}}', {
          secure: at.replace(/^(http:\/\/)?/i, 'https://'),
        }),
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

function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return address;
  }
}
