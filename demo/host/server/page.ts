import { randomBytes } from 'node:crypto';

import type { Answer } from './http';

/** Grafana's default `content_security_policy_template`. */
const CSP_TEMPLATE =
  "script-src 'self' 'unsafe-eval' 'unsafe-inline' 'strict-dynamic' $NONCE;object-src 'none';font-src 'self';" +
  "style-src 'self' 'unsafe-inline' blob:;img-src * data:;base-uri 'self';" +
  "connect-src 'self' grafana.com ws://$ROOT_PATH wss://$ROOT_PATH;manifest-src 'self';media-src 'none';form-action 'self';";

interface PageOptions {
  origin: string;
  subPath: string;
  csp: boolean;
}

function html(options: PageOptions, nonce: string, head: string, body: string): Answer {
  const rootPath = options.origin.replace(/^https?:\/\//, '');
  const policy = CSP_TEMPLATE.replaceAll('$NONCE', `'nonce-${nonce}'`).replaceAll('$ROOT_PATH', rootPath);
  return {
    status: 200,
    contentType: 'text/html; charset=UTF-8',
    body: `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<base href="${options.subPath}/">
<title>Demo host</title>
${head}
</head>
<body>
${body}
</body>
</html>
`,
    headers: { 'cache-control': 'no-store', ...(options.csp && { 'content-security-policy': policy }) },
  };
}

/** The one page that every address of the client gets. */
export function appPage(options: PageOptions, bootData: { user: { theme: string } }): Answer {
  const nonce = randomBytes(16).toString('base64');
  const data = JSON.stringify(bootData).replaceAll('<', '\\u003c');
  const publicPath = `${options.subPath}/public/`;
  const background = bootData.user.theme === 'light' ? '#ffffff' : '#181b1f';
  return html(
    options,
    nonce,
    `<link rel="stylesheet" href="public/build/host/main.css">
<style nonce="${nonce}">body { margin: 0; background: ${background}; }</style>
<script nonce="${nonce}">window.grafanaBootData = ${data}; window.__grafana_public_path__ = ${JSON.stringify(publicPath)};</script>
<script nonce="${nonce}" type="module" src="public/build/host/main.js"></script>`,
    '<div id="reactRoot"></div>'
  );
}

export function loginPage(options: PageOptions): Answer {
  return html(
    options,
    randomBytes(16).toString('base64'),
    '',
    `<main>
<h1>Demo host, not Grafana</h1>
<form method="post" action="login">
<p><label>User <input name="user" autocomplete="username"></label></p>
<p><label>Password <input name="password" type="password" autocomplete="current-password"></label></p>
<button>Log in</button>
</form>
<p>admin, editor, editor2 and viewer have their name as password.</p>
</main>`
  );
}
