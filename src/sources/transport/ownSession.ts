import type { Transport, TransportRequest, TransportResponse } from './port';

/** What is kept under the name of whoever sends it. */
const SIGNED = '/api/annotations';

/**
 * Writes into the journal as `login` or not at all. A browser has one session for all its tabs: when somebody else signs in with
 * another tab, this page would go on writing, in their name. So the session is asked right before; what is not its own is
 * answered as Grafana answers to a session that has ended.
 */
export function withOwnSession(transport: Transport, login: string): Transport {
  return {
    send: async (request) => {
      if (request.method === 'GET' || request.path !== SIGNED) {
        return transport.send(request);
      }
      const refused = await refusalOf(transport, request, login);
      return refused ?? transport.send(request);
    },
  };
}

/** Null when the session is that of `login`. Nobody is signed in, login '', where Grafana lets strangers in. */
async function refusalOf(
  transport: Transport,
  { signal, timeoutMs }: TransportRequest,
  login: string
): Promise<TransportResponse | null> {
  const answer = await transport.send({ method: 'GET', path: '/api/user', signal, timeoutMs });
  if (answer.status === 401) {
    return login === '' ? null : answer;
  }
  if (answer.status !== 200) {
    return answer;
  }
  const { body } = answer;
  const now = typeof body === 'object' && body !== null && 'login' in body ? body.login : undefined;
  return now === login ? null : { status: 401, body: { message: `this browser is signed in as ${String(now)} now` } };
}
