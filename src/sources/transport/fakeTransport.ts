import type { Transport, TransportRequest, TransportResponse } from './port';

/** Gives answers one after the other and remembers what it was asked. */
export function scripted(...answers: readonly TransportResponse[]): Transport & { asked: TransportRequest[] } {
  const rest = [...answers];
  const asked: TransportRequest[] = [];
  return {
    asked,
    send: (request) => {
      asked.push(request);
      const answer = rest.shift();
      return answer ? Promise.resolve(answer) : Promise.reject(new Error(`nothing recorded for ${request.path}`));
    },
  };
}
